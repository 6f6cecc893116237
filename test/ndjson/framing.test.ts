import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { frameLines, type Line } from '../../src/ndjson/framing.ts';

const limits = { maxLineBytes: 64, keptBytes: 8 };

async function frame(chunks: readonly Buffer[], framing = limits): Promise<Line[]> {
  const lines: Line[] = [];
  for await (const group of frameLines(chunks, framing)) lines.push(...group);
  return lines;
}

/** What the user sees of a line that is not blank. Blank ones come in runs, cut by the chunks. */
const seen = (line: Line) => ({
  number: line.number,
  offset: line.offset,
  text: line.bytes.toString('utf8'),
  length: line.length,
});
const isFull = (line: Line) => line.bytes.toString('utf8').trim() !== '' || line.length > line.bytes.length;

/** The text of each line, a run of blank ones as so many empty texts. */
const textsOf = (lines: readonly Line[]) =>
  lines.flatMap((line) => [...Array.from({ length: line.lines - 1 }, () => ''), line.bytes.toString('utf8')]);

describe('frameLines', () => {
  it('lines of nothing but white space come as one, however many they are', async () => {
    const lines = await frame([Buffer.from('\n \n\t\r\n\n  a\n\n'), Buffer.from('\n \nb')]);
    expect(lines.map(({ number, lines: count, offset, end }) => [number, count, offset, end])).toEqual([
      [1, 4, 0, 7],
      [5, 1, 7, 11],
      [6, 1, 11, 12],
      [7, 2, 12, 15],
      [9, 1, 15, 16],
    ]);
  });

  it.each([
    ['no last newline', 'a\nb', ['a', 'b']],
    ['CRLF', 'a\r\nb\r\n', ['a', 'b']],
    ['one carriage return only', 'a\r\r\n', ['a\r']],
    ['blank lines', '\n\na\n\n', ['', '', 'a', '']],
    ['byte order mark at the beginning', '\ufeffa\n\ufeffb', ['a', '\ufeffb']],
    ['U+2028 and U+2029 are no line ends', 'a\u2028b\u2029c\n', ['a\u2028b\u2029c']],
    ['a lone carriage return is no line end', 'a\rb\n', ['a\rb']],
    ['NUL', 'a\0b\n', ['a\0b']],
    ['empty input', '', []],
    ['only a newline', '\n', ['']],
  ])('%s', async (_name, text, expected) => {
    const lines = await frame([Buffer.from(text)]);
    expect(textsOf(lines)).toEqual(expected);
    let next = 1;
    for (const line of lines) {
      expect(line.number).toBe(next);
      next += line.lines;
    }
  });

  it('offsets count every byte, and a line ends where the next begins', async () => {
    const lines = await frame([Buffer.from('\ufeffaé\r\n\nb')]);
    expect(lines.map(({ offset, end }) => [offset, end])).toEqual([
      [0, 8],
      [8, 9],
      [9, 10],
    ]);
  });

  it('gives the same lines however the bytes are cut into chunks', async () => {
    const text = fc.string({
      unit: fc.constantFrom('a', 'é', '😀', '\n', '\r', '\u2028', ' ', '{', '"', 'x'.repeat(40)),
      maxLength: 40,
    });
    await fc.assert(
      fc.asyncProperty(text, fc.array(fc.nat(200)), async (content, cuts) => {
        const bytes = Buffer.from(content);
        const places = [...new Set(cuts.filter((cut) => cut > 0 && cut < bytes.length))].sort(
          (a, b) => a - b,
        );
        const chunks = [0, ...places].map((start, index) =>
          bytes.subarray(start, places[index] ?? bytes.length),
        );
        const whole = await frame([bytes]);
        const pieces = await frame(chunks);
        expect(pieces.filter(isFull).map(seen)).toEqual(whole.filter(isFull).map(seen));
        expect(textsOf(pieces).length).toBe(textsOf(whole).length);
        // Nothing of the input is passed over: the lines cover it from end to end.
        expect(whole.at(-1)?.end ?? 0).toBe(bytes.length);
        for (const [index, line] of whole.entries()) expect(line.offset).toBe(whole[index - 1]?.end ?? 0);
      }),
    );
  });

  it.each([63, 64, 65, 66, 1000])('a line of %i bytes against a limit of 64', async (length) => {
    const bytes = Buffer.from(`${'y'.repeat(length)}\nnext\n`);
    for (const chunks of [[bytes], [...bytes].map((byte) => Buffer.from([byte]))]) {
      const [line, next] = await frame(chunks);
      expect(line?.length).toBe(length);
      expect(line?.bytes.length).toBe(length <= 64 ? length : 8);
      expect(next && seen(next)).toEqual({ number: 2, offset: length + 1, text: 'next', length: 4 });
    }
  });

  it('a line over the limit is blank only when all of it is', async () => {
    const spaces = await frame([Buffer.from(`${' '.repeat(100)}\n`)]);
    expect(spaces[0]?.length).toBe(spaces[0]?.bytes.length);
    const hidden = await frame([Buffer.from(' '.repeat(70)), Buffer.from(`${' '.repeat(30)}{}\n`)]);
    expect(hidden[0]?.length).toBe(102);
  });
});
