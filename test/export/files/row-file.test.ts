import { spawnSync } from 'node:child_process';
import {
  appendFileSync,
  copyFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { csvForm } from '../../../src/export/files/csv-form.ts';
import { filesTarget } from '../../../src/export/files/files-target.ts';
import { ndjsonForm } from '../../../src/export/files/ndjson-form.ts';
import { RowReader } from '../../../src/export/row-reader.ts';
import { needStream } from '../../../src/export/streams.ts';
import type { Window } from '../../../src/export/windows.ts';
import { createCsvWriter } from '../../../src/spec/csv.ts';

const usage = needStream('usage_api_calls_per_source_daily');
const users = needStream('users');

interface UsageRow {
  readonly sourceId: string;
  readonly day: number;
  readonly apiCalls: string;
}

/** CSV as somebody else reads it: all files of a folder, in their order. */
const readCsv = `
import csv, json, os, sys
files = sorted(os.scandir(sys.argv[1]), key=lambda file: file.name)
print(json.dumps([list(csv.DictReader(open(file, newline='', encoding='utf-8'))) for file in files]))`;

const timestampOf = (day: number) => `2026-11-${String(day).padStart(2, '0')}T00:00:00Z`;
const textOf = ({ sourceId, day, apiCalls }: UsageRow) =>
  `{"sourceId":"${sourceId}","apiCalls":${apiCalls},"timestamp":"${timestampOf(day)}"}`;
const rowOf = (stream: typeof usage, text: string) => new RowReader(stream).readText(text);

function openFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'segment-export-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

const month = (from?: number): Window => ({
  kind: 'month',
  period: '2026-11-01',
  from: from === undefined ? undefined : timestampOf(from),
});

async function keep(folder: string, stream: typeof usage, window: Window, texts: readonly string[]) {
  const target = await filesTarget(folder, ndjsonForm).open(stream);
  const writer = await target.begin(window);
  for (const text of texts) await writer.write([rowOf(stream, text)]);
  return writer.keep();
}

function linesOf(folder: string, name: string): string[] {
  const text = readFileSync(join(folder, `${name}.ndjson`), 'utf8');
  expect(text === '' || text.endsWith('\n')).toBe(true);
  return text.split('\n').slice(0, -1);
}

const usageRows = fc.array(
  fc.record({
    sourceId: fc.constantFrom('a', 'b', 'ü\\n'),
    day: fc.integer({ min: 1, max: 9 }),
    apiCalls: fc.constantFrom('1', '2.0', '12345678901234567890', '"7"'),
  }),
  { maxLength: 12 },
);

describe('a stream of rows with a time, in a file', () => {
  it('holds each row once, as it came last, whatever comes in which order and however often', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(usageRows, { maxLength: 4 }), async (runs) => {
        const folder = mkdtempSync(join(tmpdir(), 'segment-export-'));
        const rows = new Map<string, string>();
        let bookmark: number | undefined;
        for (const run of runs) {
          const from = bookmark;
          const wanted = run.filter(({ day }) => from === undefined || day >= from);
          await keep(folder, usage, month(bookmark), wanted.map(textOf));
          for (const row of wanted) rows.set(`${row.sourceId} ${row.day}`, textOf(row));
          bookmark = wanted.reduce((latest, { day }) => Math.max(latest, day), bookmark ?? 1);
          expect(linesOf(folder, usage.name).sort()).toEqual([...rows.values()].sort());
          expect(readdirSync(folder)).toEqual([`${usage.name}.ndjson`]);
        }
        rmSync(folder, { recursive: true });
      }),
      { numRuns: 100 },
    );
  });

  it('holds each row once, month by month, also where a month gives rows of another one', async () => {
    const months = ['2026-09', '2026-10', '2026-11'];
    const row = fc.record({
      sourceId: fc.constantFrom('a', 'b'),
      apiCalls: fc.constantFrom('1', '2'),
      month: fc.constantFrom('same', 'same', 'same', ...months),
      day: fc.integer({ min: 1, max: 3 }),
    });
    const run = fc.tuple(...months.map(() => fc.array(row, { maxLength: 6 })));
    await fc.assert(
      fc.asyncProperty(fc.array(run, { maxLength: 3 }), async (runs) => {
        const folder = mkdtempSync(join(tmpdir(), 'segment-export-'));
        const expected = new Map<string, string>();
        for (const given of runs) {
          const target = await filesTarget(folder, ndjsonForm).open(usage);
          for (const [index, rows] of given.entries()) {
            const own = months[index] ?? '';
            const writer = await target.begin({ kind: 'month', period: `${own}-01`, from: undefined });
            for (const { sourceId, apiCalls, month: named, day } of rows) {
              const timestamp = `${named === 'same' ? own : named}-0${day}T00:00:00Z`;
              const text = JSON.stringify({ sourceId, apiCalls, timestamp });
              expected.set(`${sourceId} ${timestamp}`, text);
              await writer.write([rowOf(usage, text)]);
            }
            await writer.keep();
          }
          expect(linesOf(folder, usage.name).sort()).toEqual([...expected.values()].sort());
        }
        rmSync(folder, { recursive: true });
      }),
      { numRuns: 60 },
    );
  });

  it('tells keys apart by all their digits', async () => {
    const folder = openFolder();
    const texts = ['12345678901234567890', '12345678901234567891', '1e400', '-0', '0'].map(
      (id) => `{"id":${id}}`,
    );
    expect(await keep(folder, users, { kind: 'all' }, texts)).toMatchObject({ added: 5 });
    expect(linesOf(folder, users.name)).toEqual(texts);
    expect(await keep(folder, users, { kind: 'all' }, texts)).toMatchObject({ unchanged: 5, gone: 0 });
  });

  it('counts what is new, what has changed and what has not', async () => {
    const folder = openFolder();
    const row = (day: number, apiCalls: string) => textOf({ sourceId: 'a', day, apiCalls });
    const first = await keep(folder, usage, month(), [row(1, '1'), row(2, '2')]);
    expect(first).toEqual({ added: 2, changed: 0, unchanged: 0, gone: 0 });
    const second = await keep(folder, usage, month(2), [row(2, '3'), row(3, '5')]);
    expect(second).toEqual({ added: 1, changed: 1, unchanged: 0, gone: 0 });
    const third = await keep(folder, usage, month(3), [row(3, '5'), row(4, '8')]);
    expect(third).toEqual({ added: 1, changed: 0, unchanged: 1, gone: 0 });
    expect(linesOf(folder, usage.name)).toEqual([row(1, '1'), row(2, '3'), row(3, '5'), row(4, '8')]);
  });

  it('drops the part of a row that a kill has left, wherever it was cut', async () => {
    const row = (day: number) => textOf({ sourceId: 'a', day, apiCalls: '1' });
    const whole = `${[1, 2, 3].map(row).join('\n')}\n`;
    for (let size = 0; size <= whole.length; size += 7) {
      const folder = openFolder();
      const path = join(folder, `${usage.name}.ndjson`);
      writeFileSync(path, whole);
      truncateSync(path, size);
      await keep(folder, usage, month(1), [1, 2, 3, 4].map(row));
      expect(linesOf(folder, usage.name)).toEqual([1, 2, 3, 4].map(row));
    }
  });

  it('holds each row that has no key, once', async () => {
    const folder = openFolder();
    const texts = [
      '{"sourceId":"a"}',
      '{"sourceId":"a","apiCalls":2}',
      '{"apiCalls":2}',
      '{"sourceId":null}',
    ];
    const sources = `{"apiCalls":1,"timestamp":"${timestampOf(3)}"}`;
    const added = { added: 5, changed: 0, unchanged: 0, gone: 0 };
    expect(await keep(folder, usage, month(), [...texts, sources])).toEqual(added);
    expect(await keep(folder, usage, month(3), [...texts, sources])).toEqual({
      ...added,
      added: 0,
      unchanged: 5,
    });
    expect(linesOf(folder, usage.name)).toEqual([...texts, sources]);
  });

  it.each(['my,own\n', 'a note\n', '[\n  {"sourceId":"a"}\n]\n', '{"type":"track","userId":"u1"}\n'])(
    'stays as it is where somebody else has written it: %j',
    async (text) => {
      for (const stream of [usage, users]) {
        const folder = openFolder();
        const path = join(folder, `${stream.name}.ndjson`);
        writeFileSync(path, text);
        const window: Window = stream === usage ? month() : { kind: 'all' };
        await expect(keep(folder, stream, window, ['{"id":"u1","sourceId":"a"}'])).rejects.toMatchObject({
          code: 'export_file_unknown',
          exitCode: 9,
        });
        expect(readFileSync(path, 'utf8')).toBe(text);
      }
    },
  );

  it('keeps lines that are not ours where they stand', async () => {
    const folder = openFolder();
    const row = (apiCalls: string) => textOf({ sourceId: 'a', day: 1, apiCalls });
    await keep(folder, usage, month(), [row('1')]);
    appendFileSync(join(folder, `${usage.name}.ndjson`), 'a note\n');
    await keep(folder, usage, month(1), [row('2')]);
    expect(linesOf(folder, usage.name)).toEqual(['a note', row('2')]);
  });
});

describe('a stream in CSV', () => {
  async function bring(folder: string, stream: typeof usage, window: Window, texts: readonly string[]) {
    const csv = await createCsvWriter(true);
    const target = await filesTarget(folder, (each) => csvForm(each, csv)).open(stream);
    const writer = await target.begin(window);
    await writer.write(texts.map((text) => rowOf(stream, text)));
    const counts = await writer.keep();
    return { counts, lines: readFileSync(join(folder, `${stream.name}.csv`), 'utf8').split('\n') };
  }

  it('holds each row once, as it came last, whatever comes in which order and however often', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(usageRows, { minLength: 1, maxLength: 4 }), async (runs) => {
        const folder = mkdtempSync(join(tmpdir(), 'segment-export-'));
        const rows = new Map<string, string>();
        let found: readonly string[] = [];
        for (const run of runs) {
          for (const row of run) rows.set(`${row.sourceId} ${row.day}`, textOf(row));
          found = (await bring(folder, usage, month(), run.map(textOf))).lines;
        }
        const all = mkdtempSync(join(tmpdir(), 'segment-export-'));
        const { lines } = await bring(all, usage, month(), [...rows.values()]);
        expect([...found].sort()).toEqual([...lines].sort());
        expect(found[0]).toBe(lines[0]);
        rmSync(folder, { recursive: true });
        rmSync(all, { recursive: true });
      }),
      { numRuns: 60 },
    );
  });

  it('holds each row once, one that comes twice in a window as it came last', async () => {
    const header = 'sourceId,apiCalls,timestamp,other_fields';
    const row = (day: number, apiCalls: string) => textOf({ sourceId: 'a', day, apiCalls });
    const line = (day: number, apiCalls: string) => `a,${apiCalls},${timestampOf(day)},`;
    const folder = openFolder();
    const first = await bring(folder, usage, month(), [row(1, '1'), row(2, '2'), row(2, '3')]);
    expect(first).toEqual({
      counts: { added: 2, changed: 0, unchanged: 0, gone: 0 },
      lines: [header, line(1, '1'), line(2, '3'), ''],
    });
    const second = await bring(folder, usage, month(2), [row(2, '3'), row(3, '4'), row(3, '5')]);
    expect(second.lines).toEqual([header, line(1, '1'), line(2, '3'), line(3, '5'), '']);
  });

  it('holds each row that has no key, once, and tells an empty one that a stream gives from none', async () => {
    const folder = openFolder();
    const texts = ['{"name":"one"}', '{"name":"two"}', '{"id":null,"name":"three"}'];
    expect((await bring(folder, users, { kind: 'all' }, texts)).counts).toMatchObject({ added: 3 });
    const again = await bring(folder, users, { kind: 'all' }, texts.slice(1));
    expect(again.counts).toEqual({ added: 0, changed: 0, unchanged: 2, gone: 1 });
    const rules = needStream('tracking_plan_rules');
    const rule = (schema: string) =>
      `{"trackingPlanId":"tp","type":"IDENTIFY","key":"","version":1,"jsonSchema":${schema}}`;
    await bring(folder, rules, { kind: 'all' }, [rule('1')]);
    expect((await bring(folder, rules, { kind: 'all' }, [rule('2')])).counts).toMatchObject({ changed: 1 });
  });

  it('holds a text of megabytes', async () => {
    const folder = openFolder();
    const row = JSON.stringify({ id: 'u1', name: 'a,"b'.repeat(2_500_000) });
    expect((await bring(folder, users, { kind: 'all' }, [row])).counts).toMatchObject({ added: 1 });
    expect((await bring(folder, users, { kind: 'all' }, [row])).counts).toMatchObject({ unchanged: 1 });
  });

  it.each(['my,own\ndata,1\n', 'sourceId,apiCalls,timestamp\na,1,2026-11-01T00:00:00Z\n'])(
    'stays as it is where it has other columns: %j',
    async (text) => {
      const folder = openFolder();
      const path = join(folder, `${usage.name}.csv`);
      writeFileSync(path, text);
      await expect(bring(folder, usage, month(), [])).rejects.toMatchObject({ code: 'export_file_unknown' });
      expect(readFileSync(path, 'utf8')).toBe(text);
    },
  );

  it('drops the part of a row that a kill has left, wherever it was cut', async () => {
    const csv = await createCsvWriter(true);
    const row = (day: number) =>
      `{"sourceId":"two\\nlines, \\"${day}\\"","timestamp":"${timestampOf(day)}","new":{"a":"x,${day}"}}`;
    const bring = async (folder: string, days: readonly number[]) => {
      const target = await filesTarget(folder, (stream) => csvForm(stream, csv)).open(usage);
      const writer = await target.begin(month());
      await writer.write(days.map((day) => rowOf(usage, row(day))));
      return writer.keep();
    };
    const fileIn = (folder: string) => join(folder, `${usage.name}.csv`);
    const expected = openFolder();
    await bring(expected, [1, 2, 3]);
    const whole = readFileSync(fileIn(expected));
    await bring(expected, [4]);
    for (let size = 0; size <= whole.length; size += 1) {
      const folder = openFolder();
      writeFileSync(fileIn(folder), whole.subarray(0, size));
      await bring(folder, [1, 2, 3, 4]);
      const [one, other] = [folder, expected].map((each) => readFileSync(fileIn(each), 'utf8'));
      expect(one, `cut at ${size}`).toBe(other);
    }
  });

  const isRead = spawnSync('python3', ['--version']).status === 0;
  it.skipIf(!isRead)(
    'holds each row once, texts with quotes, line breaks and formulas among them',
    async () => {
      const csv = await createCsvWriter(true);
      const texts = fc.constantFrom('plain', '', 'a,b', '"', 'two\nlines', '=1+1', '-5', 'ü');
      // An empty one is none in CSV.
      const id = texts.filter((text) => text !== '');
      const rows = fc.array(fc.record({ id, name: texts, more: fc.option(texts) }), { maxLength: 8 });
      const copies = openFolder();
      const expected: object[][] = [];
      const guarded = (text: string) => (text.startsWith('=') ? `'${text}` : text);
      await fc.assert(
        fc.asyncProperty(fc.array(rows, { minLength: 1, maxLength: 3 }), async (runs) => {
          const folder = mkdtempSync(join(tmpdir(), 'segment-export-'));
          for (const run of runs) {
            const target = await filesTarget(folder, (stream) => csvForm(stream, csv)).open(users);
            const writer = await target.begin({ kind: 'all' });
            await writer.write(run.map((row) => rowOf(users, JSON.stringify(row))));
            const counts = await writer.keep();
            const byId = new Map(run.map((row) => [row.id, row]));
            expect(counts.added + counts.changed + counts.unchanged).toBe(byId.size);
            const copy = `${String(expected.length).padStart(3, '0')}.csv`;
            copyFileSync(join(folder, 'users.csv'), join(copies, copy));
            expected.push(
              [...byId.values()].map(({ id, name, more }) =>
                expect.objectContaining({
                  id: guarded(id),
                  name: guarded(name),
                  other_fields: JSON.stringify({ more }),
                }),
              ),
            );
          }
          rmSync(folder, { recursive: true });
        }),
        { numRuns: 25 },
      );
      // All at once: what takes time is the start of Python.
      const { stdout } = spawnSync('python3', ['-c', readCsv, copies]);
      const read: unknown[][] = JSON.parse(stdout.toString());
      expect(read).toHaveLength(expected.length);
      for (const [index, found] of read.entries()) {
        expect(found).toEqual(expect.arrayContaining(expected[index] ?? []));
        expect(found).toHaveLength(expected[index]?.length ?? 0);
      }
      expect(read.length).toBeGreaterThanOrEqual(25);
    },
  );
});

describe('a stream that is read whole, in a file', () => {
  it('is replaced: rows that are gone there are gone here, and counted', async () => {
    const folder = openFolder();
    const user = (id: number, name: string) => `{"id":"u${id}","name":"${name}"}`;
    await keep(folder, users, { kind: 'all' }, [user(1, 'Ann'), user(2, 'Ben'), user(3, 'Cem')]);
    const counts = await keep(folder, users, { kind: 'all' }, [user(1, 'Ann'), user(3, 'Cy'), user(4, 'Di')]);
    expect(counts).toEqual({ added: 1, changed: 1, unchanged: 1, gone: 1 });
    expect(linesOf(folder, users.name)).toEqual([user(1, 'Ann'), user(3, 'Cy'), user(4, 'Di')]);
  });

  it('stays as it was when the new rows do not all come', async () => {
    const folder = openFolder();
    await keep(folder, users, { kind: 'all' }, ['{"id":"u1"}']);
    const target = await filesTarget(folder, ndjsonForm).open(users);
    const writer = await target.begin({ kind: 'all' });
    await writer.write([rowOf(users, '{"id":"u2"}')]);
    await writer.discard();
    expect(linesOf(folder, users.name)).toEqual(['{"id":"u1"}']);
    expect(readdirSync(folder)).toEqual([`${users.name}.ndjson`]);
  });
});
