import { mkdtempSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { CliOptions } from '../../helpers/cli.ts';
import { itStreams } from '../../helpers/long-list.ts';
import { errorOf, openScene, type ReadingScene, sceneToken, terminal } from '../../helpers/reading.ts';

const id = 'wHsReportingDb11111111';
const path = `/warehouses/${id}/syncs`;
const args = ['warehouses', 'syncs', id];

/** A scene whose calls share a cache folder, and what of the API each call asked for. */
async function openCached(seed?: unknown): Promise<
  ReadingScene & {
    readonly cache: string;
    asked(words: readonly string[], options?: CliOptions): Promise<string[]>;
  }
> {
  const scene = await openScene(seed);
  const cache = mkdtempSync(join(tmpdir(), 'segment-cache-'));
  return {
    ...scene,
    cache: join(cache, 'segment', 'replies'),
    async asked(words, options = {}) {
      const { code, stderr } = await scene.run([...words, '--verbose'], {
        ...options,
        env: { XDG_CACHE_HOME: cache, ...options.env },
      });
      expect(code, stderr).toBe(0);
      const requests = stderr.matchAll(/^GET http:\/\/[^/]+(\/[^?:]*)/gm);
      return [...requests].map(([, asked = '']) => asked).filter((asked) => /syncs|schedule/.test(asked));
    },
  };
}

describe('segment warehouses syncs', () => {
  it('--json is what the API says, unchanged', async () => {
    const { run, api } = await openScene();
    const { code, stdout, stderr } = await run([...args, '--json']);
    expect([code, stderr]).toEqual([0, '']);
    expect(JSON.parse(stdout)).toEqual(JSON.parse(await api(path)).data.reports);
  });

  it('on a terminal: when, of which source, how it went; in a pipe: the same as numbers and ids', async () => {
    const { run, api } = await openScene();
    const [first] = JSON.parse(await api(path)).data.reports;
    const screen = terminal(120);
    await run(args, { io: screen });
    expect(screen.stdout.text).toMatchInlineSnapshot(`
      "START          SOURCE         STATUS   DURATION    ROWS  NOTICES
      1 hour ago     web_store      SUCCESS  12 min    48,210
      1 hour ago     order_service  PARTIAL  4 min      1,204  warning: The column "discount" could not be widened to text.
      3 minutes ago  web_store      RUNNING  3 min          0
      "
    `);
    const { stdout } = await run(args);
    expect(stdout.split('\n')[0]).toBe(`${first.start}\tsRcWebStore11111111111\tSUCCESS\t720\t48210\t`);
    expect(stdout).toContain('\tPARTIAL\t240\t1204\twarning: The column "discount"');
  });

  it('--source: of one connected source, by id, slug or name', async () => {
    const { run } = await openScene();
    for (const source of ['web_store', 'Web store', 'sRcWebStore11111111111']) {
      const { stdout } = await run([...args, '--source', source, '--json']);
      expect(JSON.parse(stdout).map(({ status }: { status: string }) => status)).toEqual([
        'SUCCESS',
        'RUNNING',
      ]);
    }
    const unconnected = await run([...args, '--source', 'web_stor', '--json']);
    expect(errorOf(unconnected)).toMatchObject({
      code: 'connected_source_not_found',
      exitCode: 5,
      hint: expect.stringContaining('web_store'),
    });
  });

  it('asks once, whatever is shown of it, and not again within a minute', async () => {
    const { asked } = await openCached();
    expect(await asked(args)).toEqual([path]);
    expect(await asked([...args, '--limit', '1'])).toEqual([]);
    expect(await asked([...args, '--json'])).toEqual([]);
    const io = { now: () => new Date(Date.now() + 61_000) };
    expect(await asked(args, { io })).toEqual([path]);
  });

  it('says how old an answer is that was kept', async () => {
    const { run } = await openScene();
    const env = { XDG_CACHE_HOME: mkdtempSync(join(tmpdir(), 'segment-cache-')) };
    expect((await run(args, { env })).stderr).toBe('');
    const io = { now: () => new Date(Date.now() + 20_000) };
    const { stderr } = await run(args, { env, io });
    expect(stderr).toMatch(
      /^As of 20\.\d s ago: Segment allows two of these calls a minute\. Next in (?:40\.0|39\.\d) s\.\n$/,
    );
  });

  it('keeps nothing for another token, of another source or another warehouse', async () => {
    const { asked } = await openCached();
    await asked(args);
    expect(await asked(args, { env: { SEGMENT_TOKEN: 'sgp_another' } })).toEqual([path]);
    expect(await asked([...args, '--source', 'web_store'])).toHaveLength(1);
    expect(await asked(['warehouses', 'syncs', 'Archive'])).toHaveLength(1);
  });

  it('keeps it where its owner alone can read it, under a name that says nothing', async () => {
    const { asked, cache } = await openCached();
    await asked(args);
    const [file = '', ...others] = readdirSync(cache);
    expect([file, others]).toEqual([expect.stringMatching(/^[0-9a-f]{64}\.json$/), []]);
    expect(statSync(join(cache, file)).mode & 0o777).toBe(0o600);
    expect(statSync(cache).mode & 0o777).toBe(0o700);
    expect(readFileSync(join(cache, file), 'utf8')).not.toContain(sceneToken);
  });

  it('a cache that cannot be used is none', async () => {
    const { run } = await openScene();
    const { code, stdout, stderr } = await run(args, { env: { XDG_CACHE_HOME: '/dev/null' } });
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toContain('SUCCESS');
  });

  it('the third question within a minute waits as long as Segment says, visibly', async () => {
    let now = Date.now();
    const { run } = await openScene({ switches: { rateLimits: true } }, { now: () => new Date(now) });
    const waits: number[] = [];
    const sleep = async (milliseconds: number) => {
      waits.push(milliseconds);
      now += milliseconds;
    };
    // Each run has a cache of its own.
    for (const expected of [[], [], [60_000]]) {
      const { code, stderr } = await run([...args, '--json'], {
        io: { sleep, monotonic: () => now },
      });
      expect([code, waits.map((wait) => Math.round(wait / 1000) * 1000)]).toEqual([0, expected]);
      expect(stderr.includes('rate limited (429); next try in 1 min')).toBe(expected.length > 0);
    }
  });

  it('none: words on stderr', async () => {
    const { run } = await openScene();
    const { code, stdout, stderr } = await run(['warehouses', 'syncs', 'Archive']);
    expect([code, stdout, stderr]).toEqual([0, '', 'No syncs found.\n']);
  });

  const syncs = Array.from({ length: 3_000 }, (_, index) => ({
    sourceId: 'sRcSandbox111111111111',
    start: '2026-11-01T00:00:00.000Z',
    end: null,
    status: 'SUCCESS',
    duration: index,
    humanDuration: '',
    count: index,
  }));
  const warehouses = [{ id, metadataId: '55d3d3aea3c', sourceIds: ['sRcSandbox111111111111'], syncs }];
  itStreams({ args, seed: { base: 'empty', warehouses }, length: 3_000 });
});

describe('segment warehouses schedule', () => {
  const schedule = ['warehouses', 'schedule', id];

  it('--json is what the API says; a person reads the hours that are on', async () => {
    const { run, api } = await openScene();
    const { stdout } = await run([...schedule, '--json']);
    expect(JSON.parse(stdout)).toEqual(
      JSON.parse(await api(`/warehouses/${id}/advanced-sync-schedule`)).data,
    );
    const screen = terminal(40);
    await run(schedule, { io: screen });
    expect(screen.stdout.text).toMatchInlineSnapshot(`
      "warehouse  Reporting DB
      enabled    yes
      times      02:00, 14:00
      timezone   Europe/Oslo
      "
    `);
    expect((await run(['warehouses', 'schedule', 'Archive'])).stdout).toContain('enabled\tno\n');
  });

  it('is not asked for again within a minute', async () => {
    const { asked } = await openCached();
    expect(await asked(schedule)).toHaveLength(1);
    expect(await asked([...schedule, '--json'])).toHaveLength(0);
  });
});
