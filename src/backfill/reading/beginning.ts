import { type CellReader, openCellReader } from '../../formats/csv/cells.ts';
import { readTable, type Table, type TableFormat } from '../../formats/csv/table.ts';
import { createFramer, endOfLine } from '../../ndjson/framing.ts';
import { isBlank } from '../../ndjson/scan.ts';
import { createValueSplitter } from '../../ndjson/values.ts';
import { DamagedInputError } from './damaged-input.ts';
import type { Input } from './input.ts';
import type { UnreadableKind } from './look/unreadable.ts';
import { lookAtTable, lookAtText, maxHeadBytes, type TextKind } from './look.ts';
import { readBodies, readBodyArray, readBodyLines } from './read-bodies.ts';
import { readArray, readObjects } from './read-json.ts';
import { readNdjson } from './read-ndjson.ts';
import { readRows } from './read-rows.ts';
import type { Shape } from './source.ts';
import { startingWith, thenFail } from './unpack.ts';

/** A longer line is known by its beginning, as framing keeps it. */
const maxLineBytes = 1024 * 1024;

const shapes: Readonly<Record<TextKind, Shape>> = {
  ndjson: readNdjson,
  array: readArray,
  objects: readObjects,
  'body lines': readBodyLines,
  'body array': readBodyArray,
  bodies: readBodies,
  table: readRows,
};

/** What is known of an input by the beginning of its text: a run that starts and one that resumes decide alike. */
export interface Beginning {
  readonly kind: TextKind;
  readonly shape: Shape;
  /** What it is where it cannot be read; its shape is the one in which it would be. */
  readonly unreadable: UnreadableKind | undefined;
  /**
   * The first line that is not blank. Of values that are no lines, the text to the end of the first value where that
   * is more: `[` alone begins many an input. Undefined when there is none, or only far behind the beginning; of NDJSON
   * also when it was not waited for. Of a table the first row.
   */
  readonly firstLine: Buffer | undefined;
  /** Set where it is a table. */
  readonly table?: Table;
}

/**
 * Looks at the beginning of a text. The chunks come out as they went in, those that were looked at together as one;
 * what goes wrong meanwhile is thrown behind them.
 * @param needsLine wait for the first line also where the kind is known without it
 */
export async function findBeginning(
  chunks: AsyncGenerator<Uint8Array>,
  { table }: Pick<Input, 'table'> = {},
  needsLine = false,
): Promise<Beginning & { readonly chunks: AsyncGenerator<Uint8Array> }> {
  const look: Look = { needsLine, table: table && { ...table, readCells: await openCellReader() } };
  const behind = createJoiner();
  let head: Buffer = none;
  let enough = 0;
  for (;;) {
    let next: IteratorResult<Uint8Array>;
    try {
      next = await chunks.next();
    } catch (error) {
      const beginning = beginningOf(head, true, look) ?? unknown;
      // What is whole of damaged data is all there is.
      const unreadable = error instanceof DamagedInputError ? beginning.unreadable : undefined;
      return { ...beginning, unreadable, chunks: thenFail(head.length > 0 ? [head] : [], error) };
    }
    if (next.done === true)
      return { ...(beginningOf(head, true, look) ?? unknown), chunks: startingWith([head], chunks) };
    const chunk = Buffer.from(next.value.buffer, next.value.byteOffset, next.value.byteLength);
    // Only copied when there is more than one: the next chunk may come in the same memory.
    const text = head.length === 0 ? chunk : behind(head, chunk);
    const isFull = text.length >= maxHeadBytes;
    // Within a line a look after every few bytes would take long.
    if (isFull || text.length >= enough || chunk.includes(0x0a)) {
      const beginning = beginningOf(text.subarray(0, maxHeadBytes), false, {
        ...look,
        needsLine: needsLine && !isFull,
        isFull,
      });
      if (beginning !== undefined || isFull)
        return { ...(beginning ?? unknown), chunks: startingWith([text], chunks) };
      enough = text.length * 1.125;
    }
    head = text === chunk ? behind(none, chunk) : text;
  }
}

const none = Buffer.alloc(0);
/** A small input fits, and the system gives the memory as it is filled. */
const leastHeadBytes = 256 * 1024;

/** Puts each chunk behind what it has put together, in the same memory while that has room: of copies that grow much would stay. */
function createJoiner(): (head: Buffer, chunk: Buffer) => Buffer {
  let memory: Buffer = none;
  return (head, chunk) => {
    const length = head.length + chunk.length;
    if (length > memory.length) {
      memory = Buffer.allocUnsafeSlow(Math.max(leastHeadBytes, 2 * length));
      head.copy(memory);
    }
    chunk.copy(memory, head.length);
    return memory.subarray(0, length);
  };
}

const unknown: Beginning = {
  kind: 'ndjson',
  shape: readNdjson,
  unreadable: undefined,
  firstLine: undefined,
};

interface Look {
  readonly needsLine: boolean;
  /** No more of it will be looked at. */
  readonly isFull?: boolean;
  readonly table: (TableFormat & { readonly readCells: CellReader }) | undefined;
}

/** Undefined when it is not known yet. */
function beginningOf(
  text: Buffer,
  isWhole: boolean,
  { needsLine, isFull = false, table: format }: Look,
): Beginning | undefined {
  const found = format === undefined ? lookAtText(text, isWhole) : lookAtTable(text, isWhole, format);
  if (found === undefined) return undefined;
  if (format !== undefined && (found === 'table' || typeof found !== 'string')) {
    const table = readTable(text, isWhole || isFull, format, format.readCells);
    const unreadable = typeof found === 'string' ? undefined : found;
    return table && { kind: 'table', shape: readRows, unreadable, firstLine: table.firstRow, table };
  }
  const kind = typeof found === 'string' ? found : 'ndjson';
  const line = lineIn(text, isWhole);
  const firstLine =
    line &&
    (kind === 'ndjson' || kind === 'body lines' ? line.bytes : firstValue(text, line, { kind, isWhole }));
  if (firstLine === undefined && !isWhole && (needsLine || kind !== 'ndjson')) return undefined;
  const unreadable = typeof found === 'string' ? undefined : found;
  return { kind, shape: shapes[kind], unreadable, firstLine };
}

/** The first line, or the text to the end of the first value where that is more; undefined when it is not known yet. */
function firstValue(
  text: Buffer,
  line: FirstLine,
  { kind, isWhole }: { readonly kind: TextKind; readonly isWhole: boolean },
): Buffer | undefined {
  const splitter = createValueSplitter(kind === 'array' || kind === 'body array' ? 'array' : 'values', {
    offset: 0,
    line: 1,
    record: 1,
  });
  const [value] = splitter.push(text);
  if (value !== undefined)
    return value.end <= line.end ? line.bytes : Buffer.from(text.subarray(0, value.end));
  if (splitter.broken !== undefined || isWhole) return line.bytes;
  return text.length > maxLineBytes ? Buffer.from(text.subarray(0, maxLineBytes)) : undefined;
}

interface FirstLine {
  readonly bytes: Buffer;
  /** Where the next one begins. */
  readonly end: number;
}

/** The first line that is not blank, as framing would give it; undefined when it is not known yet, or there is none. */
function lineIn(text: Buffer, isWhole: boolean): FirstLine | undefined {
  for (let at = 0; at < text.length; ) {
    const end = endOfLine(text, at);
    const isKnown = end !== undefined || isWhole || text.length - at > maxLineBytes;
    if (!isKnown) return undefined;
    const framer = createFramer(undefined, { number: 1, offset: at });
    const lines = framer.push(text.subarray(at, end));
    const last = framer.end();
    const found = [...lines, ...(last === undefined ? [] : [last])].find(({ bytes }) => !isBlank(bytes));
    if (found !== undefined) return { bytes: Buffer.from(found.bytes), end: end ?? text.length };
    at = end ?? text.length;
  }
  return undefined;
}
