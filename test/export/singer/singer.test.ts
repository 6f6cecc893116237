import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { isIncremental } from '../../../src/export/stream.ts';
import { streams } from '../../../src/export/streams.ts';
import { partOf } from '../../helpers/part.ts';
import { errorOf, openScene, type ReadingScene } from '../../helpers/reading.ts';
import { readSinger, type SingerOutput, type SingerValue } from '../../helpers/singer-reader.ts';

const standard = streams.filter(({ isExtra }) => isExtra !== true);
const singer = ['export', '--format', 'singer', '--quiet'];

/** The path of a JSON file for one test. */
function file(value: unknown): string {
  const folder = mkdtempSync(join(tmpdir(), 'segment-singer-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, 'file.json');
  writeFileSync(path, typeof value === 'string' ? value : JSON.stringify(value, undefined, 2));
  return path;
}

async function run({ run: cli }: ReadingScene, args: readonly string[] = [], before?: SingerValue) {
  const { code, stdout, stderr } = await cli([...singer, ...args]);
  expect([code, stderr]).toEqual([0, '']);
  return readSinger(stdout, before);
}

/** What a target holds that read one output after the other. */
function merged(...outputs: readonly SingerOutput[]): Record<string, Record<string, string>> {
  const tables: Record<string, Record<string, string>> = {};
  for (const { streams } of outputs)
    for (const [name, { byKey }] of streams) tables[name] = { ...tables[name], ...Object.fromEntries(byKey) };
  return tables;
}

interface Catalog {
  readonly streams: {
    readonly tap_stream_id: string;
    readonly key_properties: readonly string[];
    readonly replication_key?: string;
    selected?: boolean;
    readonly schema: { selected?: boolean; readonly properties: Record<string, { selected?: boolean }> };
    metadata: { readonly breadcrumb: string[]; readonly metadata: Record<string, unknown> }[];
  }[];
}

async function discover(scene: ReadingScene, ...args: readonly string[]): Promise<Catalog> {
  const { code, stdout, stderr } = await scene.run([...singer, '--config', file({}), '--discover', ...args]);
  expect([code, stderr]).toEqual([0, '']);
  return JSON.parse(stdout);
}

/** What is selected by a catalog, as the names in the output. */
async function selectedBy(scene: ReadingScene, catalog: unknown): Promise<string[]> {
  return [...(await run(scene, ['--catalog', file(catalog)])).streams.keys()].sort();
}

describe('segment export --format singer', () => {
  it('emits all standard streams, as a strict target reads them', async () => {
    const scene = await openScene();
    const { streams: found, states } = await run(scene);
    expect([...found.keys()].sort()).toEqual(standard.map(({ name }) => name).sort());
    for (const stream of standard) {
      const { key, bookmarks, records, byKey } = found.get(stream.name) ?? expect.fail(stream.name);
      expect({ key, bookmarks }).toEqual({
        key: stream.key,
        bookmarks: isIncremental(stream) ? ['timestamp'] : [],
      });
      expect(records.length, stream.name).toBeGreaterThan(0);
      expect(byKey.size, stream.name).toBe(records.length);
    }
    expect(Object.keys(states.at(-1)?.bookmarks ?? {}).sort()).toEqual(
      standard.flatMap((stream) => (isIncremental(stream) ? [stream.name] : [])).sort(),
    );
  });

  it('describes every stream of an empty workspace', async () => {
    const scene = await openScene({ sources: [], destinations: [], warehouses: [] });
    const { code, stdout } = await scene.run([...singer, 'source*', 'destination*', 'warehouses']);
    expect(code).toBe(0);
    const { streams: found, states } = readSinger(stdout);
    expect(found.size).toBeGreaterThan(5);
    expect(states).toHaveLength(1);
  });

  it('goes on after every STATE, from the last bookmark on, without losing a row', async () => {
    const scene = await openScene();
    const names = ['usage_*', 'audit_events', 'users'];
    const whole = await run(scene, names);
    expect(whole.cuts.length).toBeGreaterThan(10);
    for (const [at, cut] of partOf([...whole.cuts.entries()], 4)) {
      const state = whole.states[at] ?? expect.fail();
      const rest = await run(scene, [...names, '--state', file(state)], state);
      expect(merged(readSinger(cut), rest)).toEqual(merged(whole));
      for (const [name, { timestamp }] of Object.entries(state.bookmarks)) {
        const times = rest.streams.get(name)?.records.map((row) => String(row.timestamp)) ?? [];
        expect(times, `${name} from ${timestamp}`).toContain(timestamp);
        expect(
          times.filter((time) => Date.parse(time) < Date.parse(timestamp)),
          name,
        ).toEqual([]);
      }
    }
  });

  it('keeps the bookmarks of streams that are not asked for', async () => {
    const scene = await openScene();
    const state = (await run(scene, ['audit_events'])).states.at(-1) ?? expect.fail();
    const next = await run(scene, ['usage_api_calls_workspace_daily', '--state', file(state)], state);
    expect(Object.keys(next.states.at(-1)?.bookmarks ?? {})).toEqual([
      'audit_events',
      'usage_api_calls_workspace_daily',
    ]);
    expect((await run(scene, ['audit_events', '--state', file({})])).streams.size).toBe(1);
  });

  it('refuses a state that is none of ours, before a line is out', async () => {
    const scene = await openScene();
    const { states } = await run(scene, ['audit_events']);
    const { format, version, workspace, bookmarks } = JSON.parse(JSON.stringify(states.at(-1)));
    const odd: [unknown, string, number][] = [
      ['{"bookmarks":', 'file_not_json', 2],
      ['', 'file_not_json', 2],
      [[], 'export_state_unusable', 9],
      [{ bookmarks: { audit_events: { timestamp: '2026-01-01T00:00:00Z' } } }, 'export_state_unusable', 9],
      [
        { format, version, workspace, bookmarks: { audit_events: { timestamp: 'x' } } },
        'export_state_unusable',
        9,
      ],
      [{ format, version: 2, workspace, bookmarks }, 'export_state_unusable', 9],
      [{ format, version, workspace: 'another', bookmarks }, 'export_other_workspace', 9],
    ];
    for (const [value, code, exitCode] of odd) {
      const result = await scene.run([...singer, '--json', '--state', file(value)]);
      expect([result.stdout, errorOf(result)]).toMatchObject(['', { code, exitCode }]);
    }
    const missing = await scene.run([...singer, '--json', '--state', 'none.json']);
    expect([missing.stdout, errorOf(missing)]).toMatchObject(['', { code: 'file_unreadable', exitCode: 2 }]);
  });

  it('skips a stream that is refused, and emits no state for it', async () => {
    const scene = await openScene({ features: ['Protocols', 'Destination Subscriptions'] });
    const { code, stdout, stderr } = await scene.run(singer);
    expect(code).toBe(8);
    expect(stderr).toContain('audit_events');
    const { streams: found, states } = readSinger(stdout);
    expect([...found.keys()]).not.toContain('audit_events');
    expect(found.size).toBe(standard.length - 1);
    expect(states.at(-1)?.bookmarks).not.toHaveProperty('audit_events');
  });

  it('refuses what does not go together', async () => {
    const scene = await openScene();
    for (const args of [
      [...singer, '--out', 'folder'],
      [...singer, 'sources', '--catalog', file({ streams: [] })],
      ['export', '--out', 'folder', '--catalog', file({ streams: [] })],
      ['export', '--out', 'folder', '--config', file({})],
    ])
      expect(errorOf(await scene.run([...args, '--json']))).toMatchObject({
        code: 'flags_conflict',
        exitCode: 2,
      });
  });
});

describe('a Singer catalog', () => {
  it('is printed without asking anybody, and selects the standard streams as it is', async () => {
    const scene = await openScene();
    const catalog = await discover(scene);
    expect(catalog.streams.map((entry) => entry.tap_stream_id)).toEqual(streams.map(({ name }) => name));
    for (const { schema, key_properties: key, replication_key: time = key[0] ?? '' } of catalog.streams)
      for (const name of [...key, time]) expect(Object.keys(schema.properties)).toContain(name);
    expect(await selectedBy(scene, catalog)).toEqual(standard.map(({ name }) => name).sort());
    expect((await discover(scene, 'usage_*')).streams).toHaveLength(4);
    await scene.sandbox.close();
    expect(await discover(scene)).toEqual(catalog);
  });

  it('selects in metadata, or as older programs do, in the entry or the schema', async () => {
    const scene = await openScene();
    const edited = async (edit: (entry: Catalog['streams'][number], isWanted: boolean) => void) => {
      const catalog = await discover(scene);
      for (const entry of catalog.streams) edit(entry, ['users', 'sources'].includes(entry.tap_stream_id));
      return selectedBy(scene, catalog);
    };
    const own = (entry: Catalog['streams'][number]) =>
      entry.metadata.find(({ breadcrumb }) => breadcrumb.length === 0)?.metadata ?? {};
    const wanted = ['sources', 'users'];
    expect(await edited((entry, selected) => Object.assign(own(entry), { selected }))).toEqual(wanted);
    expect(await edited((entry, selected) => Object.assign(entry, { selected }))).toEqual(wanted);
    expect(await edited((entry, selected) => Object.assign(entry.schema, { selected }))).toEqual(wanted);
    expect(
      await edited((entry, isWanted) => {
        entry.metadata = [];
        if (isWanted) entry.schema.selected = true;
      }),
    ).toEqual(wanted);
    // Metadata decides where both say something.
    expect(
      await edited((entry, isWanted) => {
        own(entry).selected = isWanted;
        entry.selected = !isWanted;
        entry.schema.selected = !isWanted;
      }),
    ).toEqual(wanted);
  });

  it('leaves out fields that it does not select, but for the key and the time', async () => {
    const scene = await openScene();
    const catalog = await discover(scene, 'users', 'audit_events');
    for (const { metadata } of catalog.streams) {
      for (const { breadcrumb, metadata: own } of metadata)
        own.selected = breadcrumb.length === 0 || breadcrumb[1] === 'name';
      // What is inside a field goes with it.
      metadata.push({
        breadcrumb: ['properties', 'name', 'properties', 'first'],
        metadata: { selected: false },
      });
    }
    const { streams: found } = await run(scene, ['--catalog', file(catalog)]);
    const fieldsOf = (name: string) => [
      Object.keys(found.get(name)?.schema.properties ?? {}),
      [...new Set(found.get(name)?.records.flatMap((row) => Object.keys(row)))].sort(),
    ];
    expect(fieldsOf('users')).toEqual([
      ['id', 'name'],
      ['id', 'name'],
    ]);
    expect(fieldsOf('audit_events')).toEqual([
      ['id', 'timestamp'],
      ['id', 'timestamp'],
    ]);
  });

  it('is refused where it is none, selects nothing, or names what there is not', async () => {
    const scene = await openScene();
    const code = async (catalog: unknown, flag = '--catalog') =>
      errorOf(await scene.run([...singer, '--json', flag, file(catalog)])).code;
    expect(await code({})).toBe('catalog_invalid');
    expect(await code({ streams: [{ stream: 'users' }] })).toBe('catalog_invalid');
    expect(await code({ streams: [] })).toBe('no_streams');
    expect(await code({ streams: [{ tap_stream_id: 'users' }] }, '--properties')).toBe('no_streams');
    expect(await code({ streams: [{ tap_stream_id: 'leads', selected: true }] })).toBe('stream_unknown');
  });
});

describe('a Singer configuration', () => {
  it('names the token and the start, and flags go before it', async () => {
    const scene = await openScene();
    await scene.set({ switches: { tokens: ['sgp_ofconfiguration'] } });
    const days = async (config: unknown, ...args: readonly string[]) => {
      const { streams: found } = await run(scene, [
        'usage_api_calls_workspace_daily',
        ...['--config', file(config), ...args],
      ]);
      return found.get('usage_api_calls_workspace_daily')?.records.map((row) => String(row.timestamp));
    };
    const month = new Date().toISOString().slice(0, 7);
    const config = {
      api_token: 'sgp_ofconfiguration',
      start_date: `${month}-01`,
      page_size: 5,
      region: null,
    };
    expect((await days(config))?.[0]).toBe(`${month}-01T00:00:00.000Z`);
    expect((await days({ ...config, start_date: '01/15/2026' }))?.[0]).toBe('2026-01-01T00:00:00.000Z');
    expect(
      (await days({ ...config, start_date: '2026-01-15T00:00:00Z' }, '--since', `${month}-01`))?.[0],
    ).toBe(`${month}-01T00:00:00.000Z`);
    expect((await scene.run([...singer, '--config', file({})])).code).toBe(4);
  });

  it('is refused where it is none, without a word of its token', async () => {
    const scene = await openScene();
    for (const [config, code] of [
      ['{"api_token":"sgp_hidden"', 'file_not_json'],
      [['sgp_hidden'], 'config_invalid'],
      [{ api_token: ['sgp_hidden'] }, 'config_invalid'],
      [{ api_token: 'sgp_hidden', region: 'mars' }, 'config_invalid'],
      [{ api_token: 'sgp_hidden €' }, 'credential_malformed'],
      [{ api_token: 'sgp_hidden', start_date: 'soon' }, 'time_invalid'],
      [{ api_token: 'sgp_hidden', start_date: '2999-01-01' }, 'start_in_future'],
    ] as const) {
      const result = await scene.run([...singer, '--json', '--config', file(config)]);
      expect([config, result.stdout, errorOf(result)]).toMatchObject([config, '', { code, exitCode: 2 }]);
      expect(result.stderr).not.toContain('sgp_hidden');
    }
  });
});
