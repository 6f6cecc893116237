import { existsSync, readFileSync } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

const root = join(import.meta.dirname, '..');
const shared = join(root, '..', 'shared', 'data', 'wikipedia-edits.segment.ndjson.gz');

/** Lines without messageId: real traffic kept beside the project, or the examples where that is absent. */
function sampleLines() {
  if (existsSync(shared)) return gunzipSync(readFileSync(shared));
  const lines = readFileSync(join(root, 'examples', 'web.ndjson'), 'utf8')
    .trimEnd()
    .split('\n');
  const bare = lines.map((line) => {
    const { messageId: _messageId, ...message } = JSON.parse(line);
    return JSON.stringify(message);
  });
  return Buffer.from(`${bare.join('\n')}\n`);
}

/** A file of at least so many bytes: the sample over and over, whole lines only. Resolves to `{ path, bytes, lines }`. */
export async function makeInput(folder, name, bytes) {
  const path = join(folder, name);
  const sample = sampleLines();
  const linesInSample = sample.reduce((count, byte) => count + (byte === 0x0a ? 1 : 0), 0);
  const file = await open(path, 'w');
  let lines = 0;
  for (let left = bytes; left > 0; ) {
    const end = left >= sample.length ? sample.length : sample.indexOf(0x0a, left) + 1 || sample.length;
    await file.write(sample, 0, end);
    lines += end === sample.length ? linesInSample : countLines(sample.subarray(0, end));
    left -= end;
  }
  // Written out now, and not beside what is measured.
  await file.sync();
  await file.close();
  return { path, bytes: (await stat(path)).size, lines };
}

/** What makes a reject of a line: it is no JSON, or not a message. */
export const faults = {
  unclosed: (line) => line.slice(0, -1),
  withoutType: (line) => line.replace('"type":', '"kind":'),
};

/**
 * The same lines, of which each `every`-th has the fault, and the first does not: a file that is no JSON at all is refused.
 * At least so many bytes.
 */
export async function makeRejects(folder, name, bytes, every, fault = faults.unclosed) {
  const path = join(folder, name);
  const lines = sampleLines().toString().trimEnd().split('\n');
  const text = lines.map((line, index) => (index > 0 && index % every === 0 ? fault(line) : line));
  const block = Buffer.from(`${text.join('\n')}\n`);
  const file = await open(path, 'w');
  let written = 0;
  for (; written < bytes; written += block.length) await file.write(block);
  await file.sync();
  await file.close();
  return { path, bytes: written };
}

/** The same messages as one JSON array, all in one line, of at least so many bytes. */
export async function makeArray(folder, name, bytes) {
  const path = join(folder, name);
  const elements = Buffer.from(sampleLines().toString().trimEnd().replaceAll('\n', ','));
  const file = await open(path, 'w');
  let written = 0;
  for (let before = '['; written < bytes; before = ',') {
    await file.write(before);
    await file.write(elements);
    written += elements.length + 1;
  }
  await file.write(']');
  await file.sync();
  await file.close();
  return { path, bytes: written + 1 };
}

/**
 * A table of at least so many bytes: orders, every tenth with a line break and quotes in its cells.
 * @param form how it writes the cells of a row
 */
export async function makeTable(folder, name, bytes, form = forms.csv) {
  const path = join(folder, name);
  const file = await open(path, 'w');
  const columns = 'Order,Email,Paid at,Total,Currency,Note,First,Street,City,Zip,Phone,Sku,Quantity';
  let written = 0;
  const write = async (text) => {
    written += (await file.write(text)).bytesWritten;
  };
  await write(`${form(columns.split(','))}\n`);
  for (let from = 0; written < bytes; from += 1000)
    await write(Array.from({ length: 1000 }, (_, index) => `${form(orderRow(from + index))}\n`).join(''));
  await file.sync();
  await file.close();
  return { path, bytes: written };
}

const quoted = (cell) => `"${cell.replaceAll('"', '""')}"`;
export const forms = {
  csv: (cells) => cells.map((cell) => (/[",\n]/.test(cell) ? quoted(cell) : cell)).join(','),
  tsv: (cells) => cells.map((cell) => (/["\t\n]/.test(cell) ? quoted(cell) : cell)).join('\t'),
  allQuoted: (cells) => cells.map(quoted).join(','),
};

function orderRow(n) {
  const [note, street] =
    n % 10 === 0
      ? ['line one\nline "two", Åse', `Main street, ${n % 99}`]
      : [`plain note ${n}`, `Main street ${n % 99}`];
  const who = [`#${n}`, `user${n % 5000}@shop.example`, '2024-01-02 03:04:05 +0000', `${n % 400}.99`, 'EUR'];
  return [...who, note, 'true', street, 'Oslo', '0150', '+4712345678', `00${n % 77}`, `${n % 9}`];
}

/** A log of at least so many bytes, in which no line is JSON. */
export async function makeLog(folder, name, bytes) {
  const path = join(folder, name);
  const lines = Buffer.from('2026-01-01T00:00:00Z INFO the worker has started\n'.repeat(20_000));
  const file = await open(path, 'w');
  for (let written = 0; written < bytes; written += lines.length) await file.write(lines);
  await file.sync();
  await file.close();
  return { path };
}

function countLines(bytes) {
  let lines = 0;
  for (const byte of bytes) if (byte === 0x0a) lines += 1;
  return lines;
}
