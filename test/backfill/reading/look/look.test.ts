import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findBeginning } from '../../../../src/backfill/reading/beginning.ts';
import { lookAtText } from '../../../../src/backfill/reading/look.ts';
import { anyText } from '../../../helpers/any-text.ts';
import { line, ndjson, unreadable } from './samples.ts';

async function* cut(bytes: Buffer, size: number): AsyncGenerator<Uint8Array> {
  // One memory for all chunks, as a file is read.
  const memory = Buffer.alloc(size);
  for (let from = 0; from < bytes.length; from += size)
    yield memory.subarray(0, bytes.copy(memory, 0, from, from + size));
}

/** What is found out, and the text behind it, when it comes in chunks of so many bytes. */
async function look(bytes: Buffer, size: number) {
  const { kind, unreadable, chunks } = await findBeginning(cut(bytes, size));
  const parts: Buffer[] = [];
  for await (const chunk of chunks) parts.push(Buffer.from(chunk));
  return { found: unreadable?.name ?? kind, text: Buffer.concat(parts) };
}

const message = '{"type":"track","userId":"u","properties":{"a":[1,2]}}';
const pretty = JSON.stringify(JSON.parse(message), null, 2);
const body = `{"batch":[${message}],"context":{}}`;

const kinds: readonly (readonly [kind: string, text: string])[] = [
  ['ndjson', ''],
  ['ndjson', ' \r\n\n'],
  ['ndjson', ndjson],
  ['ndjson', `\uFEFF\r\n${message}\r\n`],
  ['ndjson', message],
  ['ndjson', `bad\n${'worse\n'.repeat(998)}${message}\n`],
  ['ndjson', 'bad\n'.repeat(9)],
  ['ndjson', `${'bad\n'.repeat(12)}null\n`],
  ['ndjson', `{"type":"track","userId":\n${ndjson}`],
  ['ndjson', `{"type":"track","properties":{"a":[\n${message}\n`],
  ['ndjson', `{"type":"track","userId":"cut\n${ndjson}`],
  ['ndjson', `[]\n${ndjson}`],
  ['ndjson', `[1,2]\n${message}\n`],
  ['ndjson', `a,b\nc,d\n${message}\n`],
  ['ndjson', 'hello, world\nfoo, bar\n'],
  ['ndjson', '{"type":"track","batch":[]}\n'],
  ['ndjson', `{"type":"track","events":[${message}]}\n`],
  ['ndjson', `{"event":"E","items":[{"type":"shirt"}]}\n`],
  ['ndjson', `// events\n${message}\n`],
  ['ndjson', `${message},\n${message}\n${message}\n`],
  ['ndjson', `\u001b[32mstarted\u001b[0m\n`],
  ['ndjson', '- a\n- b: c\n'],
  ['ndjson', '{"a":"b\0"}\n'],
  ['array', '['],
  ['array', '[]\n'],
  ['array', `[${message}]`],
  ['array', `[\n${message},\n${message}\n]\n`],
  ['array', `\uFEFF[\r\n${pretty.replaceAll('\n', '\r\n')}\r\n]`],
  ['array', '[\n1,\n2\n]\n'],
  ['objects', `${pretty}\n${pretty}\n`],
  ['objects', `${message}${message}`],
  ['objects', `${message} ${message}\n${message}\n`],
  ['objects', `${pretty}`],
  ['objects', pretty.slice(0, -1)],
  ['ndjson', '{"a\\'],
  ['ndjson', `[${message}]\n${message}\n`],
  ['ndjson', `[1,2]\n[${message}]\n`],
  ['array', `[${message}]\n\n[${message}]\n`],
  ['array', `[]\n[${message}]\n`],
  ['array', `[${message}][${message}]`],
  ['array', `[${message}]\n\n]`],
  ['body array', `[${body},${body}]`],
  ['body array', `[\n${JSON.stringify(JSON.parse(body), null, 2)}\n]\n`],
  ['body array', `[${body}]\n[${body}]\n`],
  ['array', `[${message},${body}]`],
  ['array', `[\n{"type":"track","batch":[]}\n]`],
  ['body lines', body],
  ['body lines', `${body}\n${body}\n`],
  ['body lines', `${body.slice(0, 40)}\n${body}\n`],
  ['body lines', `{"batch":[${message},\n${body}\n`],
  ['body lines', `bad\n${body}\n`],
  ['bodies', body.slice(0, -1)],
  ['ndjson', `${message}\n${body}\n`],
  ['bodies', `${body}${body}`],
  ['bodies', `{"batch":[\n${message},\n${message}`],
  ['bodies', JSON.stringify(JSON.parse(body), null, '\t')],
];

describe('lookAtText', () => {
  it.each(kinds)('%s: %j', async (kind, text) => {
    expect(lookAtText(Buffer.from(text), true)).toBe(kind);
    for (const size of [1, 3, 7, 64, 4096])
      expect([size, (await look(Buffer.from(text), size)).found]).toEqual([size, kind]);
  });

  it.each(unreadable)('%s', async (_name, content, said) => {
    const kind = said.replace(/ in gzip$/, '');
    const text = said.endsWith(' in gzip') ? gunzipSync(content) : content;
    for (const size of [1, 2, 5, 100, 65_536]) {
      const { found, text: left } = await look(text, size);
      expect([size, found.startsWith(kind)]).toEqual([size, true]);
      expect(left.equals(text)).toBe(true);
    }
  });

  it('never refuses a text whose first line is a JSON object, and loses nothing of it, however it is cut', async () => {
    const behind = fc.oneof(
      fc.constantFrom(...unreadable.map(([, content]) => content), Buffer.from('a,b\n1,2\n')),
      fc.uint8Array({ maxLength: 600 }).map((bytes) => Buffer.from(bytes)),
    );
    const before = fc.constantFrom('', '\uFEFF', '\n', ' \r\n\t', '\uFEFF\r\n');
    const object = fc.dictionary(anyText(), fc.jsonValue({ maxDepth: 2 }));
    await fc.assert(
      fc.asyncProperty(
        before,
        object,
        behind,
        fc.integer({ min: 1, max: 300 }),
        async (head, value, rest, size) => {
          const bytes = Buffer.concat([Buffer.from(`${head}${JSON.stringify(value)}\n`), rest]);
          const { found, text } = await look(bytes, size);
          expect(['ndjson', 'body lines']).toContain(found);
          expect(text.equals(bytes)).toBe(true);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('knows what to make of any text, wherever it ends', () => {
    const token = fc.constantFrom(...'{}[]"\\,:;\n\r\ta1 \0<', '\\u00', '"batch":[', '{"type":', '\uFEFF');
    const known = ['ndjson', 'array', 'objects', 'body lines', 'body array', 'bodies', undefined];
    fc.assert(
      fc.property(fc.array(token, { maxLength: 40 }), fc.boolean(), (tokens, isWhole) => {
        const found = lookAtText(Buffer.from(tokens.join('')), isWhole);
        expect(typeof found === 'object' ? found.name : known.includes(found)).toBeTruthy();
        if (isWhole) expect(found).toBeDefined();
      }),
      { numRuns: 5000 },
    );
  });

  it('ends with the first line that is JSON, after a thousand lines, or after a mebibyte', () => {
    expect(lookAtText(Buffer.from('bad\n'.repeat(999)), false)).toBeUndefined();
    expect(lookAtText(Buffer.from('bad\n'.repeat(1000)), false)).toMatchObject({
      name: 'text, and none of its first 1,000 lines is JSON',
    });
    expect(lookAtText(Buffer.from(`bad\n${line(1)}\n`), false)).toBe('ndjson');
    const long = Buffer.from(`${'x'.repeat(99_999)}\n`.repeat(11));
    expect(lookAtText(long.subarray(0, 1024 * 1024 - 1), false)).toBeUndefined();
    expect(lookAtText(long.subarray(0, 1024 * 1024), false)).toMatchObject({
      name: 'text, and none of its first 10 lines is JSON',
    });
  });

  it('takes a line longer than the look for what it begins as', () => {
    const filler = 'x'.repeat(2 ** 20);
    expect(lookAtText(Buffer.from(`{"type":"track","a":"${filler}`), false)).toBe('ndjson');
    expect(lookAtText(Buffer.from(`{"context":{},"batch":[{"a":"${filler}`), false)).toBe('bodies');
    expect(lookAtText(Buffer.from(`{"context":{},\n"batch":[{"a":"${filler}`), false)).toBe('bodies');
    expect(lookAtText(Buffer.from(`[{"a":"${filler}`), false)).toBe('array');
    expect(lookAtText(Buffer.from(`{\n"a":"${filler}`), false)).toBe('objects');
  });
});
