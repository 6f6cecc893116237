import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvForm } from '../../src/export/files/csv-form.ts';
import { ndjsonForm } from '../../src/export/files/ndjson-form.ts';
import { RowReader } from '../../src/export/row-reader.ts';
import { needStream } from '../../src/export/streams.ts';
import { createCsvWriter } from '../../src/spec/csv.ts';
import { formatJson } from '../../src/spec/json-text.ts';
import { isJsonObject } from '../../src/spec/message.ts';
import { parseJson } from '../../src/spec/parse-json.ts';
import { anyText } from '../helpers/any-text.ts';

const usage = needStream('usage_mtu_per_source_daily');

/** Texts of JSON values as an API may spell them: what a flat row has, and what it has not. */
const scalar = fc.oneof(
  anyText().map((text) => JSON.stringify(text)),
  fc.constantFrom('"a"', '"\\u0061"', '""', '"ü, €"', '"2026-11-02T00:00:00.000Z"', '"2026-11-02"'),
  fc.integer().map(String),
  fc.constantFrom('0', '-0', '7', '12345678901234567890', '1.50', '1e400', 'true', 'false', 'null'),
  fc.json(),
);
const names = fc.constantFrom(
  '"sourceId"',
  '"timestamp"',
  '"identified"',
  '"new"',
  '"time\\u0073tamp"',
  '"a b"',
);
const members = fc.array(fc.tuple(names, scalar), { maxLength: 6 });

const compactOf = (pairs: readonly (readonly [string, string])[]) =>
  `{${pairs.map(([name, value]) => `${name}:${formatJson(value)}`).join(',')}}`;
const spacedOf = (pairs: readonly (readonly [string, string])[]) =>
  ` {${pairs.map(([name, value]) => `\n${name} :\t${value}`).join(' , ')} }`;

/** What names a row, from its values; all that it holds, where one is missing. */
function keyOf(text: string): string {
  const value = JSON.parse(text);
  const key = usage.key.map((name) => value[name] ?? null);
  return key.includes(null) ? formatJson(text) : JSON.stringify(key);
}

describe('a row that is read in its bytes', () => {
  it('is the row that JSON.parse finds, however it is spelled', () => {
    fc.assert(
      fc.property(members, (pairs) => {
        const reader = new RowReader(usage);
        const value = JSON.parse(compactOf(pairs));
        const time = typeof value.timestamp === 'string' ? Date.parse(value.timestamp) : Number.NaN;
        const rows = [compactOf(pairs), spacedOf(pairs)].map((text) => reader.readText(text));
        for (const row of rows) {
          expect(row.text).toBe(formatJson(compactOf(pairs)));
          expect(row.value).toEqual(value);
          expect(row.time).toEqual(time);
          expect([row.high, row.low]).toEqual([rows[0]?.high, rows[0]?.low]);
        }
        const unknown = Object.keys(value).filter((name) => !Object.hasOwn(usage.fields, name));
        expect([...reader.unknownFields].sort()).toEqual(unknown.sort());
      }),
      { numRuns: 500 },
    );
  });

  it('has the key of another one where the values that name them are the same, and only there', () => {
    const reader = new RowReader(usage);
    const ids = fc.oneof(fc.constantFrom('"a"', '"\\u0061"', '"b"', '"ab"', '""', 'null', '1', '12'), scalar);
    const text = fc.tuple(ids, ids).map(([id, timestamp]) => `{"sourceId":${id},"timestamp":${timestamp}}`);
    // Of a number each digit counts, and JSON.parse keeps 15.
    const isExact = (each: string) => !/[\d.]{15}|[\d.][eE.]/.test(each);
    fc.assert(
      fc.property(text.filter(isExact), text.filter(isExact), (one, other) => {
        const [first, second] = [reader.readText(one), reader.readText(other)];
        const isSame = first.high === second.high && first.low === second.low;
        fc.pre(!/-0(?!\d)/.test(one + other));
        expect(isSame).toBe(keyOf(one) === keyOf(other));
      }),
      { numRuns: 500 },
    );
  });

  it('has another key where other values come to the same digits', () => {
    const reader = new RowReader(usage);
    const keys = ['1,"timestamp":12', '11,"timestamp":2', '112'].map((text) => {
      const { high, low } = reader.readText(`{"sourceId":${text}}`);
      return `${high} ${low}`;
    });
    expect(new Set(keys).size).toBe(3);
  });

  it('takes a time that was there before for what it was, and another one not', () => {
    const reader = new RowReader(usage);
    const timeOf = (timestamp: string) => reader.readText(`{"timestamp":${timestamp}}`).time;
    const [first, second] = ['"2026-11-02T00:00:00Z"', '"2026-11-03T00:00:00Z"'];
    expect([first, first, second, '7', first, '"2026"'].map(timeOf)).toEqual([
      Date.UTC(2026, 10, 2),
      Date.UTC(2026, 10, 2),
      Date.UTC(2026, 10, 3),
      Number.NaN,
      Date.UTC(2026, 10, 2),
      Date.UTC(2026, 0, 1),
    ]);
  });

  it('is told from a line of a file that is none, wherever it is cut or changed', () => {
    const form = ndjsonForm(usage);
    const text =
      '{"sourceId":"ü1","periodStart":17,"identified":null,"new":true,"timestamp":"2026-11-02T00:00:00Z"}';
    const line = Buffer.from(text);
    fc.assert(
      fc.property(fc.nat(line.length - 1), fc.integer({ min: -1, max: 255 }), (at, byte) => {
        const changed = byte === -1 ? line.subarray(0, at) : Buffer.from(line);
        if (byte !== -1) changed[at] = byte;
        // Behind it stands the rest of another one.
        const bytes = Buffer.concat([line, changed, line]);
        const row = form.read(bytes, line.length, line.length + changed.length);
        expect(row !== undefined).toBe(isJsonObject(parseJson(changed)));
      }),
      { numRuns: 3000 },
    );
  });

  it.each(['07', '00', '-07', '-', '1.', '.5', '+1', 'nul', 'nulll', 'NaN', "'a'", '', '"', '"a', '"\t"'])(
    'is not what a line with the value %s holds',
    (value) => {
      const line = Buffer.from(`{"sourceId":${value}}`);
      expect(ndjsonForm(usage).read(line, 0, line.length)).toBeUndefined();
    },
  );

  it('has the cells in CSV that it would have with escapes in it', async () => {
    const reader = new RowReader(usage);
    const form = csvForm(usage, await createCsvWriter(true));
    const lineOf = (text: string) => {
      const { bytes, start, end, high, low } = form.write(reader.readText(text));
      const written = Buffer.from(bytes.subarray(start, end));
      const read = form.read(written, 0, written.length);
      expect([read?.high, read?.low]).toEqual([high, low]);
      return written.toString();
    };
    const cells = fc.constantFrom('', 'a', 'ü, €', '-5', '-x', '=1', '+1', '@a', "'", ' ', '5', 'two words');
    const values = fc.oneof(
      cells.map((text) => JSON.stringify(text)),
      fc.constantFrom('0', '-7', '12345678901234567890', 'true', 'null'),
    );
    const rows = fc.record(
      { sourceId: values, periodStart: values, identified: values },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(rows, fc.boolean(), (row, hasMore) => {
        const more = hasMore ? ',"new":"x"' : '';
        const given = Object.entries(row).map(([field, value]) => `"${field}":${value},`);
        const flat = `{${given.join('')}"timestamp":"2026-11-02"${more}}`;
        const escaped = flat.replace('"timestamp"', '"timestam\\u0070"');
        expect(lineOf(flat)).toBe(lineOf(escaped));
      }),
      { numRuns: 500 },
    );
  });
});
