import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { openDatabaseExport } from '../../../src/export/duckdb/database-target.ts';
import { openParquetExport } from '../../../src/export/duckdb/parquet-target.ts';
import { RowReader } from '../../../src/export/row-reader.ts';
import { needStream } from '../../../src/export/streams.ts';
import type { Target } from '../../../src/export/target.ts';
import type { Window } from '../../../src/export/windows.ts';
import { ask, describeDuckdb, needDuckdb } from '../../helpers/duckdb.ts';

const perSource = 'usage_api_calls_per_source_daily';

/** As it happens in people's folders: DuckDB would take it for a pattern, and for a column. */
const oddName = "year=2026 [a]* 'x'";

function openFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'segment-duckdb-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  mkdirSync(join(folder, oddName));
  // What the pattern would find is no Parquet.
  const found = join(folder, "year=2026 a 'x'");
  mkdirSync(found);
  for (const name of ['users', perSource]) writeFileSync(join(found, `${name}.parquet`), 'decoy');
  return join(folder, oddName);
}

interface Place {
  open(): Promise<{ readonly target: Target; close(): void }>;
  /** The rows of a stream, sorted by all they hold. */
  read(stream: string): Promise<Record<string, unknown>[]>;
}

const places: Record<string, (folder: string) => Place> = {
  duckdb: (folder) => {
    const path = join(folder, 'w.duckdb');
    return {
      open: () => openDatabaseExport(needDuckdb(), path, 'ws'),
      read: (stream) => ask(path, `FROM ${stream} ORDER BY ALL`),
    };
  },
  parquet: (folder) => ({
    open: () => openParquetExport(needDuckdb(), folder),
    read(stream) {
      const path = join(folder, `${stream}.parquet`).replaceAll(/[[*?]/g, '[$&]').replaceAll("'", "''");
      return ask(':memory:', `FROM read_parquet('${path}', hive_partitioning = false) ORDER BY ALL`);
    },
  }),
};

const rowOf = (name: string) => {
  const reader = new RowReader(needStream(name));
  return (text: string) => reader.readText(text);
};
const all: Window = { kind: 'all' };
const month: Window = { kind: 'month', period: '2028-02-01', from: undefined };

/** One run that brings these rows of a stream, in windows of pages. */
async function bring({ open }: Place, name: string, windows: readonly (readonly string[][])[]) {
  const opened = await open();
  try {
    const target = await opened.target.open(needStream(name));
    const counts = [];
    for (const pages of windows) {
      const writer = await target.begin(name.startsWith('usage') ? month : all);
      for (const page of pages) await writer.write(page.map(rowOf(name)));
      counts.push(await writer.keep());
    }
    await opened.target.close();
    return counts;
  } finally {
    opened.close();
  }
}

const usage = (source: string, day: string, calls: string) =>
  `{"sourceId":"${source}","apiCalls":"${calls}","timestamp":"2028-02-${day}T00:00:00.000Z"}`;

describeDuckdb('an export into DuckDB or Parquet', () => {
  it.each(Object.keys(places))('keeps every value as it came: %s', async (kind) => {
    const place = places[kind]?.(openFolder());
    if (place === undefined) throw new Error(kind);
    await bring(place, 'groups', [
      [
        [
          '{"id":"a\\u0000b","name":"Ä \\ud83d\\ude00","memberCount":3.50,"permissions":[ {"roleId": 12345678901234567890} ],"new":{"n":1.10}}',
          '{"id":"b","name":null,"memberCount":12345678901234567890}',
          '{"id":"c","name":"half \\ud800","memberCount":"3","permissions":null}',
          '{"id":7,"name":["x"],"memberCount":-2e1,"other_fields":1,"half":"\\ud800","whole":"\\ud83d\\ude00 \\\\ud800"}',
        ],
      ],
    ]);
    const none = { permissions: null, other_fields: null };
    expect(await place.read('groups')).toEqual([
      {
        id: '7',
        name: null,
        memberCount: -20,
        ...none,
        other_fields: '{"name":["x"],"other_fields":1,"half":"\\ufffd","whole":"\\ud83d\\ude00 \\\\ud800"}',
      },
      {
        id: 'a\u0000b',
        name: 'Ä 😀',
        memberCount: 3.5,
        permissions: '[{"roleId":12345678901234567890}]',
        other_fields: '{"new":{"n":1.10}}',
      },
      {
        id: 'b',
        name: null,
        memberCount: null,
        ...none,
        other_fields: '{"memberCount":12345678901234567890}',
      },
      {
        id: 'c',
        name: 'half \ufffd',
        memberCount: null,
        ...none,
        other_fields: '{"memberCount":"3"}',
      },
    ]);
  });

  it.each(Object.keys(places))('holds times in UTC, and those that are none beside: %s', async (kind) => {
    const place = places[kind]?.(openFolder());
    if (place === undefined) throw new Error(kind);
    const row = (timestamp: string, more = '') =>
      `{"sourceId":"s","apiCalls":"1","timestamp":"${timestamp}"${more}}`;
    const odd = ['2027-02-29T00:00:00Z', '2028-02-29T23:59:60Z', 'soon', '2028-02-29T01:02:03.1234567Z'];
    const rows = [
      row('2028-02-29T00:00:00Z'),
      row('2028-02-29T00:30:00.123456+02:00'),
      row('2028-03-01'),
      ...odd.map((timestamp) => row(timestamp)),
    ];
    expect(await bring(place, perSource, [[rows], [rows]])).toEqual([
      { added: 7, changed: 0, unchanged: 0, gone: 0 },
      // An odd time still names its row.
      { added: 0, changed: 0, unchanged: 7, gone: 0 },
    ]);
    const found = await place.read(perSource);
    expect(found.flatMap(({ timestamp }) => timestamp ?? [])).toEqual([
      '2028-02-28 22:30:00.123456',
      '2028-02-29 00:00:00',
      '2028-03-01 00:00:00',
    ]);
    expect(found.flatMap(({ other_fields: other }) => other ?? []).sort()).toEqual(
      odd.map((timestamp) => JSON.stringify({ timestamp })).sort(),
    );
  });

  it.each(Object.keys(places))('holds each row that has no key, once: %s', async (kind) => {
    const place = places[kind]?.(openFolder());
    if (place === undefined) throw new Error(kind);
    const rows = ['{"name":"one"}', '{"id":null,"name":"two"}', '{"id":{"a":1}}', '{"id":{"a":2}}'];
    expect(await bring(place, 'users', [[[...rows, '{"name":"one"}']], [rows]])).toEqual([
      { added: 4, changed: 0, unchanged: 0, gone: 0 },
      { added: 0, changed: 0, unchanged: 4, gone: 0 },
    ]);
    expect(await place.read('users')).toHaveLength(4);
    const calls = ['{"sourceId":"s","apiCalls":"1"}', '{"sourceId":"s","apiCalls":"2"}'];
    expect(await bring(place, perSource, [[calls], [calls]])).toEqual([
      { added: 2, changed: 0, unchanged: 0, gone: 0 },
      { added: 0, changed: 0, unchanged: 2, gone: 0 },
    ]);
  });

  it.each(Object.keys(places))('merges rows by their key, and takes away what is gone: %s', async (kind) => {
    const place = places[kind]?.(openFolder());
    if (place === undefined) throw new Error(kind);
    const user = (id: string, name: string) => `{"id":"${id}","name":"${name}"}`;
    expect(await bring(place, 'users', [[[user('a', 'A'), user('b', 'B')], [user('c', 'C')]], []])).toEqual([
      { added: 3, changed: 0, unchanged: 0, gone: 0 },
      { added: 0, changed: 0, unchanged: 0, gone: 3 },
    ]);
    expect(await place.read('users')).toEqual([]);
    await bring(place, 'users', [[[user('a', 'A'), user('b', 'B'), user('c', 'C')]]]);
    // Of a row that comes twice the last one counts.
    const later = [
      [user('d', 'first'), user('b', 'B')],
      [user('d', 'D'), user('a', 'new')],
    ];
    expect(await bring(place, 'users', [later])).toEqual([{ added: 1, changed: 1, unchanged: 1, gone: 1 }]);
    expect((await place.read('users')).map(({ id, name }) => `${id} ${name}`)).toEqual([
      'a new',
      'b B',
      'd D',
    ]);
  });

  it.each(Object.keys(places))('keeps a row for each source and day: %s', async (kind) => {
    const place = places[kind]?.(openFolder());
    if (place === undefined) throw new Error(kind);
    await bring(place, perSource, [
      [[usage('s', '28', '1'), usage('t', '28', '2')]],
      [[usage('s', '29', '3')]],
    ]);
    expect(await bring(place, perSource, [[[usage('s', '29', '4'), usage('t', '29', '5')]]])).toEqual([
      { added: 1, changed: 1, unchanged: 0, gone: 0 },
    ]);
    const rows = await place.read(perSource);
    expect(Object.keys(rows[0] ?? {})).toEqual(['sourceId', 'apiCalls', 'timestamp', 'other_fields']);
    const found = rows.map((row) => `${row.sourceId} ${row.timestamp} ${row.apiCalls}`);
    expect(found).toEqual([
      's 2028-02-28 00:00:00 1',
      's 2028-02-29 00:00:00 4',
      't 2028-02-28 00:00:00 2',
      't 2028-02-29 00:00:00 5',
    ]);
  });

  it.each(Object.keys(places))('changes nothing where a window is given up: %s', async (kind) => {
    const folder = openFolder();
    const place = places[kind]?.(folder);
    if (place === undefined) throw new Error(kind);
    await bring(place, 'users', [[['{"id":"a"}']]]);
    const { target, close } = await place.open();
    const writer = await (await target.open(needStream('users'))).begin(all);
    await writer.write(['{"id":"b"}'].map(rowOf('users')));
    await writer.discard();
    close();
    expect((await place.read('users')).map(({ id }) => id)).toEqual(['a']);
    expect(readdirSync(folder).filter((name) => /unfinished|tmp/.test(name))).toEqual([]);
  });

  it.each(Object.keys(places))(
    'takes up what an older version left without some columns: %s',
    async (kind) => {
      const folder = openFolder();
      const place = places[kind]?.(folder);
      if (place === undefined) throw new Error(kind);
      await bring(place, perSource, [[[usage('s', '28', '1')]]]);
      const path = join(folder, kind === 'duckdb' ? 'w.duckdb' : `${perSource}.parquet`);
      if (kind === 'duckdb') await ask(path, `ALTER TABLE ${perSource} DROP COLUMN apiCalls`);
      else {
        const plain = join(tmpdir(), `older-${process.pid}.parquet`);
        const rows = `SELECT 's' AS sourceId, TIMESTAMP '2028-02-28' AS timestamp, NULL::JSON AS other_fields, 5 AS mine`;
        await ask(':memory:', `COPY (${rows}) TO '${plain}' (FORMAT parquet)`);
        renameSync(plain, path);
      }
      expect(await bring(place, perSource, [[[usage('s', '29', '2')]]])).toEqual([
        { added: 1, changed: 0, unchanged: 0, gone: 0 },
      ]);
      expect((await place.read(perSource)).map(({ apiCalls }) => apiCalls).sort()).toEqual(
        ['2', null].sort(),
      );
    },
  );
});

describeDuckdb('a file that is not for this export', () => {
  const inWay = (path: string, workspace = 'ws') =>
    openDatabaseExport(needDuckdb(), path, workspace).then(
      ({ close }) => {
        close();
        return undefined;
      },
      (error: unknown) => error,
    );

  it.each([
    ['text', Buffer.from('hello, world\n'.repeat(1000))],
    ['SQLite', Buffer.concat([Buffer.from('SQLite format 3\0'), Buffer.alloc(8192)])],
    ['nothing', Buffer.alloc(0)],
  ])('stays as it is: %s', async (_, bytes) => {
    const path = join(openFolder(), 'w.duckdb');
    writeFileSync(path, bytes);
    expect(await inWay(path)).toMatchObject({ code: 'export_not_database', exitCode: 9 });
    expect(statSync(path).size).toBe(bytes.length);
  });

  it('stays as it is: Parquet of somebody else, and what is none', async () => {
    const folder = openFolder();
    const plain = join(tmpdir(), `theirs-${process.pid}.parquet`);
    await ask(':memory:', `COPY (SELECT 'mine' AS id) TO '${plain}' (FORMAT parquet)`);
    renameSync(plain, join(folder, 'users.parquet'));
    writeFileSync(join(folder, 'groups.parquet'), 'a,b\n1,2\n');
    mkdirSync(join(folder, 'labels.parquet'));
    const { target, close } = await openParquetExport(needDuckdb(), folder);
    onTestFinished(close);
    for (const name of ['users', 'groups'])
      await expect((await target.open(needStream(name))).begin(all)).rejects.toMatchObject({
        code: 'export_file_unknown',
        exitCode: 9,
      });
    await expect((await target.open(needStream('labels'))).begin(all)).rejects.toThrow(
      'cannot be written: a folder stands in its place',
    );
    expect(statSync(join(folder, 'groups.parquet')).size).toBe(8);
  });

  it('is refused where it is a folder', async () => {
    expect(await inWay(openFolder())).toMatchObject({ code: 'export_not_database', exitCode: 9 });
  });

  it('has a table from the beginning again that somebody has dropped', async () => {
    const folder = openFolder();
    const path = join(folder, 'w.duckdb');
    const place = places.duckdb?.(folder) as Place;
    await bring(place, perSource, [[[usage('s', '28', '1')]]]);
    const first = await openDatabaseExport(needDuckdb(), path, 'ws');
    await first.bookmarks.set(perSource, '2028-02-28T00:00:00.000Z');
    first.close();
    const second = await openDatabaseExport(needDuckdb(), path, 'ws');
    expect(second.bookmarks.get(perSource)).toBe('2028-02-28T00:00:00.000Z');
    second.close();
    await ask(path, `DROP TABLE ${perSource}`);
    const third = await openDatabaseExport(needDuckdb(), path, 'ws');
    expect(third.bookmarks.get(perSource)).toBeUndefined();
    third.close();
    expect(await bring(place, perSource, [[[usage('s', '28', '1')]]])).toEqual([
      { added: 1, changed: 0, unchanged: 0, gone: 0 },
    ]);
  });

  it('is refused where it belongs to another workspace, or has such a table', async () => {
    const folder = openFolder();
    const path = join(folder, 'w.duckdb');
    await bring(places.duckdb?.(folder) as Place, 'users', [[['{"id":"a"}']]]);
    expect(await inWay(path, 'another')).toMatchObject({
      code: 'export_other_workspace',
      message: `${path} belongs to an export of another workspace (ws).`,
    });
    expect(await ask(path, 'FROM users')).toHaveLength(1);
    const own = join(folder, 'own.duckdb');
    await ask(own, "CREATE TABLE users AS SELECT 'mine' AS id");
    const { target, close } = await openDatabaseExport(needDuckdb(), own, 'ws');
    await expect(target.open(needStream('users'))).rejects.toMatchObject({ code: 'export_not_database' });
    close();
    expect(await ask(own, 'FROM users')).toEqual([{ id: 'mine' }]);
  });
});
