import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openCellReader } from '../../../src/formats/csv/cells.ts';
import { type CsvRecord, createRecordFramer } from '../../../src/formats/csv/records.ts';

const readCells = await openCellReader();
const start = { offset: 0, line: 1, record: 1 };

function frame(text: Buffer, size: number, delimiter = ','): CsvRecord[] {
  const framer = createRecordFramer(delimiter.charCodeAt(0), start);
  const found: CsvRecord[] = [];
  for (let at = 0; at < text.length; at += size)
    // Copies: the framer is given the same memory again and again.
    found.push(
      ...framer
        .push(Buffer.from(text.subarray(at, at + size)))
        .map((record) => ({ ...record, bytes: Buffer.from(record.bytes) })),
    );
  const last = framer.end();
  return last === undefined ? found : [...found, last];
}

function cellsOf(text: string, size = text.length + 1, delimiter = ','): string[][] {
  const records = frame(Buffer.from(text), size, delimiter).filter(({ bytes }) => bytes.length > 0);
  return [...readCells(records, delimiter)];
}

describe('a record', () => {
  it.each<[rule: string, text: string, rows: string[][]]>([
    [
      '1, each line a record',
      'aaa,bbb,ccc\r\nzzz,yyy,xxx\r\n',
      [
        ['aaa', 'bbb', 'ccc'],
        ['zzz', 'yyy', 'xxx'],
      ],
    ],
    [
      '2, no line break at the end',
      'aaa,bbb,ccc\r\nzzz,yyy,xxx',
      [
        ['aaa', 'bbb', 'ccc'],
        ['zzz', 'yyy', 'xxx'],
      ],
    ],
    ['4, spaces are part of a cell', ' aaa , bbb\n', [[' aaa ', ' bbb']]],
    [
      '5, quotes around cells',
      '"aaa","bbb","ccc"\r\nzzz,yyy,xxx\r\n',
      [
        ['aaa', 'bbb', 'ccc'],
        ['zzz', 'yyy', 'xxx'],
      ],
    ],
    [
      '6, line breaks in cells',
      '"aaa","b\r\nbb","ccc"\r\nzzz,yyy,xxx',
      [
        ['aaa', 'b\r\nbb', 'ccc'],
        ['zzz', 'yyy', 'xxx'],
      ],
    ],
    ['7, quotes in cells', '"aaa","b""bb","ccc"', [['aaa', 'b"bb', 'ccc']]],
    ['a quote in the middle', '5" pipe,a"b"c\n', [['5" pipe', 'a"b"c']]],
    ['NUL in cells', 'a\0b,"\0"\n', [['a\0b', '\0']]],
    ['empty cells', ',"",\n', [['', '', '']]],
  ])('of RFC 4180, rule %s', (_rule, text, rows) => {
    for (let size = 1; size <= text.length; size += 1)
      expect([size, cellsOf(text, size)]).toEqual([size, rows]);
  });

  it('has the line, the number and the bytes where it stands', () => {
    const text = 'a,b\r\n\n\n"x\ny","z\n"\nlast';
    for (let size = 1; size <= text.length; size += 1) {
      const found = frame(Buffer.from(text), size).map(({ bytes, ...place }) => ({
        ...place,
        text: bytes.toString(),
      }));
      expect(found.filter((record) => record.text !== '')).toMatchObject([
        { number: 1, record: 1, offset: 0, end: 5, endNumber: 2, text: 'a,b' },
        { number: 4, record: 2, offset: 7, end: 18, endNumber: 7, text: '"x\ny","z\n"' },
        { number: 7, record: 3, offset: 18, end: 22, endNumber: 7, text: 'last' },
      ]);
      const blank = found.filter((record) => record.text === '').reduce((sum, { lines }) => sum + lines, 0);
      expect([size, blank]).toEqual([size, 2]);
    }
  });

  it.each<[what: string, text: string, fault: object, last: string]>([
    ['a quote that is not closed', 'a,b\nc,"d\ne,f\n', { kind: 'not closed', openedAt: 2 }, 'c,"d\ne,f\n'],
    [
      'one that opens in a later line of the record',
      '"a\nb","c\n',
      { kind: 'not closed', openedAt: 2 },
      '"a\nb","c\n',
    ],
    ['text behind a closing quote', 'a,"b"c\nd,e\n', { kind: 'followed', openedAt: 1 }, 'd,e'],
    ['NUL behind a closing quote', '"a"\0,b\n', { kind: 'followed', openedAt: 1 }, '"a"\0,b'],
    ['a quote that another one closes', 'x,"a\ny,"b",c\nd,e\n', { kind: 'followed', openedAt: 1 }, 'd,e'],
  ])('tells %s', (_what, text, fault, last) => {
    for (let size = 1; size <= text.length; size += 1)
      expect(frame(Buffer.from(text), size).find((record) => record.fault !== undefined)?.fault).toEqual(
        fault,
      );
    expect(frame(Buffer.from(text), 3).at(-1)?.bytes.toString()).toBe(last);
  });

  it('longer than a megabyte is passed through, and the next one is read', () => {
    const long = `"${'x\n'.repeat(600_000)}",a\n`;
    const [first, second, ...others] = frame(Buffer.from(`${long}b,c\n`), 65_536);
    expect(first).toMatchObject({ number: 1, endNumber: 600_002, length: long.length - 1, fault: undefined });
    expect(first?.bytes).toHaveLength(4096);
    expect([second?.bytes.toString(), second?.number, others]).toEqual(['b,c', 600_002, []]);
  });
});

const cell = fc.oneof(
  fc.string({ unit: fc.constantFrom(...'ab,;"\t\n\r é\0', '🍬'), maxLength: 8 }),
  fc.string({ unit: 'grapheme', maxLength: 8 }),
);
const delimiters = fc.constantFrom(',', ';', '\t', '|');

describe('rows that csv-stringify wrote', () => {
  it('come back equal, however the text is cut', () => {
    const table = fc
      .integer({ min: 2, max: 5 })
      .chain((columns) =>
        fc.array(fc.array(cell, { minLength: columns, maxLength: columns }), { minLength: 1, maxLength: 8 }),
      );
    fc.assert(
      fc.property(table, delimiters, fc.boolean(), (rows, delimiter, isQuoted) => {
        const text = stringify(rows, { delimiter, quoted: isQuoted, quoted_match: /[\r\n]/ });
        for (let size = 1; size <= Buffer.byteLength(text); size += 1 + Math.floor(size / 7)) {
          const found = frame(Buffer.from(text), size, delimiter);
          // A row of blank cells alone is a blank line where none of them is quoted.
          const wanted = rows.filter(
            (row) => isQuoted || row.join(delimiter).trim() !== '' || row.length > 1,
          );
          expect([
            ...readCells(
              found.filter(({ bytes }) => bytes.length > 0),
              delimiter,
            ),
          ]).toEqual(wanted);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('a text that csv-parse reads', () => {
  it('has the same cells here, at every byte at which it may be cut', () => {
    const text = fc
      .array(fc.constantFrom('a', '"', '""', ',', '\n', '\r\n', 'é', 'b c'), { maxLength: 30 })
      .map((parts) => parts.join(''));
    let compared = 0;
    fc.assert(
      fc.property(text, (each) => {
        let theirs: string[][];
        try {
          theirs = parse(each, { relax_column_count: true, record_delimiter: ['\r\n', '\n'] });
        } catch {
          return;
        }
        const wanted = theirs.filter((row) => row.length > 1 || row[0]?.trim() !== '');
        for (let size = 1; size <= Buffer.byteLength(each); size += 1) {
          const records = frame(Buffer.from(each), size);
          if (records.some(({ fault }) => fault !== undefined)) return;
          const ours = [
            ...readCells(
              records.filter(({ bytes }) => bytes.length > 0),
              ',',
            ),
          ];
          expect(ours.filter((row) => row.length > 1 || row[0]?.trim() !== '')).toEqual(wanted);
        }
        compared += 1;
      }),
      { numRuns: 3000 },
    );
    expect(compared).toBeGreaterThan(500);
  });
});
