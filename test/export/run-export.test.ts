import { describe, expect, it, onTestFinished } from 'vitest';
import { type ApiObject, stringAt } from '../../src/api/api-object.ts';
import { openHttp } from '../../src/api/http.ts';
import { createWorkspaceApi, type WorkspaceApi } from '../../src/api/workspace/client.ts';
import { chooseStreams } from '../../src/export/choose-streams.ts';
import { runExport } from '../../src/export/run-export.ts';
import { streams } from '../../src/export/streams.ts';
import type { Target } from '../../src/export/target.ts';
import { defaultStart } from '../../src/export/windows.ts';
import type { SandboxOptions } from '../../src/sandbox/start.ts';
import { openSandbox } from '../helpers/sandbox.ts';

async function openApi(options: SandboxOptions = {}): Promise<WorkspaceApi> {
  const { url } = await openSandbox(options);
  const http = openHttp({ env: {}, userAgent: 'export-test' });
  onTestFinished(() => http.close());
  return createWorkspaceApi({
    http,
    baseUrl: url,
    token: 'sgp_exporttest',
    tokenOrigin: 'the test',
    region: 'us',
    now: () => new Date(),
    random: Math.random,
    monotonic: () => performance.now(),
    sleep: (milliseconds) => new Promise((done) => setTimeout(done, milliseconds)),
    onWait: () => {},
  });
}

/** Keeps the rows of each stream in memory. */
function memoryTarget() {
  const kept = new Map<string, ApiObject[]>();
  const target: Target = {
    async open({ name }) {
      const all: ApiObject[] = [];
      kept.set(name, all);
      return {
        async begin() {
          const rows: ApiObject[] = [];
          return {
            async write(more) {
              rows.push(...more);
            },
            async keep() {
              all.push(...rows);
              return { added: rows.length, changed: 0, unchanged: 0, gone: 0 };
            },
            async discard() {},
          };
        },
      };
    },
    async close() {},
  };
  return { kept, target };
}

function memoryBookmarks() {
  const marks = new Map<string, string>();
  return {
    marks,
    bookmarks: {
      get: (stream: string) => marks.get(stream),
      async set(stream: string, timestamp: string) {
        marks.set(stream, timestamp);
      },
    },
  };
}

async function exportAll(names: readonly string[] = []) {
  const api = await openApi();
  const now = new Date();
  const { kept, target } = memoryTarget();
  const { marks, bookmarks } = memoryBookmarks();
  const run = () =>
    runExport(
      { streams: chooseStreams(names, []), start: defaultStart(now), full: new Set() },
      { api, target, bookmarks, now, signal: new AbortController().signal, onProgress: () => {} },
    );
  return { kept, marks, run };
}

describe('an export of the whole workspace', () => {
  it('has the 18 streams, with the fields that are declared', async () => {
    const { kept, marks, run } = await exportAll();
    const results = await run();
    expect(results).toHaveLength(18);
    for (const { stream, outcome, unknownFields, rows } of results) {
      expect({ stream, outcome, unknownFields }).toEqual({ stream, outcome: 'done', unknownFields: [] });
      expect(kept.get(stream)).toHaveLength(rows.added);
      expect(rows.added, stream).toBeGreaterThan(0);
    }
    expect([...marks.keys()].sort()).toEqual(
      streams
        .flatMap(({ name, window, isExtra }) => (window === undefined || isExtra === true ? [] : [name]))
        .sort(),
    );
  });

  it('names the source of each connected warehouse', async () => {
    const { kept, run } = await exportAll(['source_connected_warehouses']);
    await run();
    const rows = kept.get('source_connected_warehouses') ?? [];
    expect(rows.length).toBeGreaterThan(0);
    for (const { value, text } of rows) {
      expect(stringAt(value, 'sourceId')).not.toBe('');
      expect(JSON.parse(text)).toEqual(value);
    }
    expect([...kept.keys()]).toEqual(['source_connected_warehouses']);
  });

  it('counts the requests for a parent that nobody wants, once for all that are below it', async () => {
    const results = await (await exportAll(['source_connected_*'])).run();
    const [destinations, warehouses, sources, ...others] = results;
    expect(others).toEqual([]);
    // One for each source, of which there are five, besides the one that lists them.
    expect(destinations).toMatchObject({
      stream: 'source_connected_destinations',
      isOnlyParent: false,
      requests: 5,
    });
    expect(warehouses).toMatchObject({
      stream: 'source_connected_warehouses',
      isOnlyParent: false,
      requests: 5,
    });
    expect(sources).toMatchObject({ stream: 'sources', isOnlyParent: true, requests: 1 });
  });

  it('asks again for the day of the bookmark, and for nothing before it', async () => {
    const { kept, marks, run } = await exportAll(['usage_api_calls_workspace_daily']);
    await run();
    const bookmark = marks.get('usage_api_calls_workspace_daily') ?? '';
    await run();
    const again = kept.get('usage_api_calls_workspace_daily') ?? [];
    expect(again.map(({ value }) => stringAt(value, 'timestamp'))).toEqual([bookmark]);
  });
});

describe('usage from month to month', () => {
  /** Exports API calls by day at several moments, and gives the days of each run. */
  async function daysAt(start: string, ...moments: readonly string[]): Promise<string[][]> {
    let now = new Date(moments[0] ?? start);
    const seed = { name: 'seed.json', value: { generate: { sources: 3, days: 120 } } };
    const api = await openApi({ now: () => now, seed });
    const { kept, target } = memoryTarget();
    const { bookmarks } = memoryBookmarks();
    const runs: string[][] = [];
    for (const moment of moments) {
      now = new Date(moment);
      const request = { streams: chooseStreams([name], []), start: new Date(start), full: new Set<string>() };
      const deps = {
        api,
        target,
        bookmarks,
        now,
        signal: new AbortController().signal,
        onProgress: () => {},
      };
      await runExport(request, deps);
      runs.push((kept.get(name) ?? []).map(({ value }) => stringAt(value, 'timestamp').slice(0, 10)));
    }
    return runs;
  }
  const name = 'usage_api_calls_workspace_daily';

  it('has the leap day, and begins with the first of the month that holds the start', async () => {
    const [days = []] = await daysAt('2028-02-29T12:00:00Z', '2028-03-01T00:00:00Z');
    expect(days).toHaveLength(30);
    expect([days[0], days[28], days[29]]).toEqual(['2028-02-01', '2028-02-29', '2028-03-01']);
  });

  it('reads the last day again after the month has changed, and nothing before it', async () => {
    const [, second, third] = await daysAt(
      '2027-12-31T00:00:00Z',
      '2027-12-31T23:59:59.999Z',
      '2028-01-01T00:00:00Z',
      '2028-02-01T05:00:00Z',
    );
    expect(second).toEqual(['2027-12-31', '2028-01-01']);
    expect([third?.length, third?.[0], third?.at(-1)]).toEqual([32, '2028-01-01', '2028-02-01']);
  });
});
