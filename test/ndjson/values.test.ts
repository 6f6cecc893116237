import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createValueSplitter, type SplitValue } from '../../src/ndjson/values.ts';

/** A text cut into chunks at places that follow from `cuts`, in memory that is used again. */
function* chunksOf(text: Buffer, cuts: readonly number[]): Generator<Buffer> {
  const places = [...new Set(cuts.map((cut) => cut % (text.length + 1)))].sort((a, b) => a - b);
  const memory = Buffer.alloc(text.length);
  for (const [index, end] of [...places, text.length].entries()) {
    const part = text.subarray(places[index - 1] ?? 0, end);
    part.copy(memory);
    yield memory.subarray(0, part.length);
    memory.fill(0x23);
  }
}

interface Split {
  readonly values: readonly (Omit<SplitValue, 'bytes'> & { readonly text: string })[];
  readonly broken: { readonly offset: number; readonly reason: string } | undefined;
}

/** Splits as a reader does that parses each value as it comes. */
function split(shape: 'array' | 'values', text: Buffer, cuts: readonly number[] = []): Split {
  const splitter = createValueSplitter(shape, { offset: 0, line: 1, record: 1 });
  const values: Split['values'][number][] = [];
  const take = ({ bytes, ...value }: SplitValue) => {
    const taken = bytes.toString();
    if (isJson(taken)) values.push({ ...value, text: taken });
    else splitter.breakAt({ bytes, ...value }, 'not JSON');
  };
  for (const chunk of chunksOf(text, cuts)) for (const value of splitter.push(chunk)) take(value);
  const last = splitter.end();
  if (last !== undefined) take(last);
  return { values, broken: splitter.broken };
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

const white = fc.string({ unit: fc.constantFrom(' ', '\t', '\n', '\r'), maxLength: 3 });
const value = fc
  .tuple(fc.jsonValue(), fc.constantFrom(0, 1, 4, '\t'))
  .map(([json, indent]) => JSON.stringify(json, null, indent));
const cuts = fc.array(fc.nat(), { maxLength: 8 });

/** The elements with white space around them, and where each begins. */
const array = fc.array(fc.tuple(white, value, white), { maxLength: 6 }).map((parts) => {
  let text = '[';
  const starts: number[] = [];
  for (const [index, [before, element, after]] of parts.entries()) {
    text += `${index === 0 ? '' : ','}${before}`;
    starts.push(Buffer.byteLength(text));
    text += `${element}${after}`;
  }
  return { text: Buffer.from(`${text}]`), starts, elements: parts.map(([, element]) => element) };
});

const withoutBreaks = (text: string) => text.replace(/[\r\n]/g, '');

describe('the elements of an array', () => {
  it('are those of the text, byte for byte but for line breaks, wherever it is cut', () => {
    fc.assert(
      fc.property(array, cuts, fc.constantFrom('', '\ufeff'), ({ text, starts, elements }, places, mark) => {
        const whole = Buffer.concat([Buffer.from(mark), text]);
        const { values, broken } = split('array', whole, places);
        expect(broken).toBeUndefined();
        expect(values.map(({ text }) => text)).toEqual(elements.map(withoutBreaks));
        const lineAt = (offset: number) => whole.toString('latin1', 0, offset).split('\n').length;
        expect(values).toEqual(
          values.map((found, index) => {
            const offset = (starts[index] ?? 0) + Buffer.byteLength(mark);
            const end = offset + Buffer.byteLength(elements[index] ?? '');
            const place = { number: lineAt(offset), endNumber: lineAt(end), record: index + 1, lines: 1 };
            return { ...found, ...place, offset, end, length: Buffer.byteLength(found.text) };
          }),
        );
      }),
      { numRuns: 500 },
    );
  });

  it('go on behind any of them', () => {
    fc.assert(
      fc.property(array, fc.nat(), ({ text, elements }, index) => {
        const { values } = split('array', text);
        const from = values[index % Math.max(1, values.length)];
        if (from === undefined) return;
        const start = { offset: from.end, line: from.endNumber, record: from.record + 1 };
        const splitter = createValueSplitter('array', start);
        const rest = [...splitter.push(text.subarray(from.end))];
        expect(splitter.end()).toBeUndefined();
        expect([rest.map(({ record }) => record), splitter.broken]).toEqual([
          elements.map((_, at) => at + 1).slice(from.record),
          undefined,
        ]);
      }),
    );
  });

  it('one byte changed: what stands before is given out, and what follows only where the text is JSON again', () => {
    fc.assert(
      fc.property(
        array,
        fc.nat(),
        fc.integer({ min: 0, max: 0x7f }),
        ({ text, starts, elements }, at, byte) => {
          const changed = Buffer.from(text);
          // Without its first byte it may well be another array.
          const place = 1 + (at % (text.length - 1));
          changed[place] = byte;
          const { values, broken } = split('array', changed);
          const whole = changed.toString();
          const parsed: unknown = isJson(whole) ? JSON.parse(whole) : undefined;
          if (Array.isArray(parsed)) {
            expect(broken).toBeUndefined();
            expect(values.map(({ text }) => JSON.parse(text))).toEqual(parsed);
            return;
          }
          expect(broken).toBeDefined();
          const endOf = (index: number) => (starts[index] ?? 0) + Buffer.byteLength(elements[index] ?? '');
          const untouched = elements.filter((_, index) => endOf(index) < place).map(withoutBreaks);
          expect(values.slice(0, untouched.length).map(({ text }) => text)).toEqual(untouched);
          // A bracket or a quote more or less shows only where it is missed.
          if (/["\\[\]{}]/.test(String.fromCharCode(byte, text[place] ?? 0))) return;
          // At the element that holds the byte, or at the latest where the next one would begin.
          const latest = starts.find((start) => start > place) ?? changed.length;
          expect(broken?.offset).toBeLessThanOrEqual(latest);
        },
      ),
      { numRuns: 3000 },
    );
  });

  it.each([
    ['', 0, 'the array is not complete'],
    ['{"a":1}', 0, 'an array must begin with ['],
    ['[1,]', 3, 'this begins no value'],
    ['[,1]', 1, 'this begins no value'],
    ['[1 2]', 3, 'a comma or ] must follow a value'],
    ['[1', 2, 'the array is not complete'],
    ['[{"a":[1}', 9, 'a value is not complete'],
    ['[1] 2', 4, 'nothing but another array may follow an array'],
    ['[1],', 3, 'nothing but another array may follow an array'],
    ['[1],[2]', 3, 'nothing but another array may follow an array'],
    ['[1][', 4, 'the array is not complete'],
    ['["a\nb"]', 1, 'not JSON'],
  ])('%j breaks at byte %i: %s', (text, offset, reason) => {
    const { broken } = split('array', Buffer.from(text));
    const unclosed = reason === 'a value is not complete' ? { offset: 1, reason } : { offset, reason };
    expect(broken).toMatchObject(unclosed);
  });

  it('of several arrays are numbered through, wherever the text is cut', () => {
    const text = Buffer.from('[]\n[{"a":1},\n{"b":2}][{"c":3}]\n[ ]\n');
    for (let at = 0; at <= text.length; at += 1) {
      const splitter = createValueSplitter('array', { offset: 0, line: 1, record: 1 });
      const values = [text.subarray(0, at), text.subarray(at)].flatMap((chunk) => [...splitter.push(chunk)]);
      expect([splitter.end(), splitter.broken]).toEqual([undefined, undefined]);
      expect(
        values.map(({ record, number, offset, bytes }) => [record, number, offset, bytes.toString()]),
      ).toEqual([
        [1, 2, 4, '{"a":1}'],
        [2, 3, 13, '{"b":2}'],
        [3, 3, 22, '{"c":3}'],
      ]);
    }
  });

  it('of an empty array there are none', () => {
    expect(split('array', Buffer.from(' [ \n] \n'))).toEqual({ values: [], broken: undefined });
  });

  it('a value over the limit is passed in flat memory, with its beginning kept', () => {
    const limits = { maxLineBytes: 100, keptBytes: 10 };
    const splitter = createValueSplitter('array', { offset: 0, line: 1, record: 1 }, limits);
    const text = Buffer.from(`[{"a":"${'x'.repeat(500)}"},{"b":1}]`);
    const values: [string, number][] = [];
    for (const chunk of chunksOf(text, [50, 120, 300]))
      for (const { bytes, length } of splitter.push(chunk)) values.push([bytes.toString(), length]);
    expect(values).toEqual([
      ['{"a":"xxxx', 508],
      ['{"b":1}', 7],
    ]);
  });
});

describe('values one behind the other', () => {
  it('are those of the text, wherever it is cut', () => {
    const container = fc
      .tuple(
        fc.oneof(fc.dictionary(fc.string(), fc.jsonValue()), fc.array(fc.jsonValue()), fc.string()),
        white,
      )
      .map(([json, after]) => [JSON.stringify(json, null, 2), after] as const);
    fc.assert(
      fc.property(fc.array(container, { maxLength: 6 }), cuts, (parts, places) => {
        const text = Buffer.from(parts.map(([json, after]) => json + after).join(''));
        const { values, broken } = split('values', text, places);
        expect([values.map(({ text }) => text), broken]).toEqual([
          parts.map(([json]) => withoutBreaks(json)),
          undefined,
        ]);
      }),
      { numRuns: 500 },
    );
  });

  it('numbers and words need something between them', () => {
    const { values } = split('values', Buffer.from('1 -2.5e+3\ntrue null{"a":1}"b"'));
    expect(values.map(({ text }) => text)).toEqual(['1', '-2.5e+3', 'true', 'null', '{"a":1}', '"b"']);
  });
});
