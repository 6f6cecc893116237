import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { chooseStreams, streamsInFull } from '../../../src/export/choose-streams.ts';
import { streams } from '../../../src/export/streams.ts';
import type { CliResult } from '../../helpers/cli.ts';
import { errorOf, openScene, terminal } from '../../helpers/reading.ts';

interface Summary {
  readonly streams: readonly {
    readonly stream: string;
    readonly outcome: string;
    readonly reason: { readonly status: number } | null;
    readonly new: number;
    readonly same?: number;
    readonly unchanged: number;
    readonly requests: number;
    readonly parentsGone: number;
    readonly unknownFields: readonly string[];
  }[];
  readonly total: { readonly new: number; readonly unchanged: number; readonly requests: number };
}

async function openExport(seed?: unknown) {
  const scene = await openScene(seed);
  const folder = mkdtempSync(join(tmpdir(), 'segment-export-'));
  const run = (...args: readonly string[]) => scene.run(['export', ...args, '--out', folder]);
  return { scene, folder, run, rows: (stream: string) => rowsIn(join(folder, `${stream}.ndjson`)) };
}

function rowsIn(path: string): Record<string, unknown>[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
}

function summaryOf({ stdout }: CliResult): Summary {
  return JSON.parse(stdout);
}

const names = (chosen: readonly { readonly name: string }[]) => chosen.map(({ name }) => name);
const standard = names(streams.filter(({ isExtra }) => isExtra !== true));

describe('which streams are exported', () => {
  it('the 18 standard ones, by default and by *', () => {
    expect(standard).toHaveLength(18);
    expect(streams).toHaveLength(30);
    expect(names(chooseStreams([], []))).toEqual(standard);
    expect(names(chooseStreams(['*'], []))).toEqual(standard);
  });

  it('extra ones by name, and by a glob that matches no standard one', () => {
    expect(names(chooseStreams(['labels', '*_metrics_*'], []))).toEqual([
      'destination_delivery_metrics_summary',
      'labels',
    ]);
    expect(names(chooseStreams(['tracking_plan*'], []))).toEqual([
      'tracking_plans',
      'tracking_plan_rules',
      'tracking_plan_sources',
    ]);
    expect(names(chooseStreams(['source*'], []))).toEqual([
      'sources',
      'source_connected_destinations',
      'source_connected_warehouses',
    ]);
    expect(names(chooseStreams(['usage_*', 'spaces'], ['*_mtu_*', 'spaces']))).toEqual([
      'usage_api_calls_per_source_daily',
      'usage_api_calls_workspace_daily',
    ]);
  });

  it('of them in full: all, or some that are exported', () => {
    const chosen = chooseStreams(['usage_*'], []);
    expect(streamsInFull(chosen, false)).toEqual(new Set());
    expect(streamsInFull(chosen, true)).toEqual(new Set(names(chosen)));
    expect(streamsInFull(chosen, ['usage_mtu_*'])).toEqual(
      new Set(['usage_mtu_per_source_daily', 'usage_mtu_workspace_daily']),
    );
    expect(() => streamsInFull(chosen, ['users'])).toThrow(
      '--full names a stream that is not exported: users.',
    );
  });

  it('an unknown one is exit 2, with one that was probably meant', async () => {
    const { run } = await openExport();
    const result = await run('soruces', '--json');
    expect([result.code, errorOf(result)]).toMatchObject([
      2,
      { code: 'stream_unknown', hint: 'Did you mean sources? See what there is: segment export --list' },
    ]);
  });

  it('are listed without asking anybody', async () => {
    const { scene } = await openExport();
    await scene.set({ switches: { troubles: [{ path: '*', status: 500 }] } });
    const listed = JSON.parse((await scene.run(['export', '--list', '--json'])).stdout);
    expect(listed.map(({ name }: { name: string }) => name)).toEqual(names(streams));
    expect(listed).toContainEqual({
      name: 'tracking_plan_rules',
      summary: 'rules of each tracking plan',
      key: ['trackingPlanId', 'type', 'key', 'version'],
      method: 'full table',
      parent: 'tracking_plans',
      feature: 'Protocols',
      endpoint: 'GET /tracking-plans/{trackingPlanId}/rules',
      standard: false,
      fields: [
        'trackingPlanId',
        'type',
        'key',
        'version',
        'jsonSchema',
        'createdAt',
        'updatedAt',
        'deprecatedAt',
      ],
    });
  });
});

describe('extra streams', () => {
  it('are what the API answers, with what names them', async () => {
    const rule = { type: 'IDENTIFY', jsonSchema: { properties: { token: { type: 'string' } } } };
    const { scene, run, rows } = await openExport({
      trackingPlans: [{ id: 'tp_own', name: 'Own', rules: [rule] }],
    });
    const extra = names(streams.filter(({ isExtra }) => isExtra === true));
    const { code, stdout, stderr } = await run(...extra, '--json');
    expect([code, stderr]).toEqual([0, '']);
    for (const { stream, outcome, unknownFields } of summaryOf({ code, stdout, stderr }).streams)
      expect([stream, outcome, unknownFields]).toEqual([stream, 'done', []]);
    const answered = async (path: string) => JSON.parse(await scene.api(path)).data;
    expect(rows('tracking_plans')).toEqual((await answered('/tracking-plans')).trackingPlans);
    expect(rows('labels')).toEqual((await answered('/labels')).labels);
    expect(rows('spaces')).toEqual((await answered('/spaces')).spaces);
    expect(rows('audiences')).toEqual((await answered('/spaces/spa_sandbox/audiences')).audiences);
    expect(rows('computed_traits')).toEqual(
      (await answered('/spaces/spa_sandbox/computed-traits')).computedTraits,
    );
    expect(rows('reverse_etl_models')).toEqual((await answered('/reverse-etl-models')).models);
    expect(rows('functions').map(({ resourceType }) => resourceType)).toEqual(['SOURCE', 'DESTINATION']);
    // A rule about Identify has no key, and a property may be called as a secret is.
    expect(rows('tracking_plan_rules')).toContainEqual({
      ...rule,
      version: 1,
      trackingPlanId: 'tp_own',
      key: '',
    });
    const [first] = (await answered('/sources')).sources;
    expect(rows('source_schema_settings')[0]).toEqual({
      ...(await answered(`/sources/${first.id}/settings`)).settings,
      sourceId: first.id,
    });
  });

  it('count events and deliveries by day', async () => {
    const { scene, run, rows, folder } = await openExport();
    const webStore = JSON.parse(await scene.api('/sources')).data.sources.find(
      ({ slug }: { slug: string }) => slug === 'web_store',
    ).id;
    const writeKey = 'webstorewebstorewebstorewebstore';
    for (const user of ['u1', 'u2'])
      await scene.run(['track', 'Signup', '-u', user], { env: { SEGMENT_WRITE_KEY: writeKey } });
    const at = new Date(Date.now() + 120_000);
    // Those of the last minute are not asked for.
    const later = (...args: string[]) =>
      scene.run(['export', ...args, '--out', folder, '--json'], { io: { now: () => at } });
    expect((await later('event_volume_daily', 'delivery_daily')).code).toBe(0);
    const [day] = new Date().toISOString().split('T');
    expect(rows('event_volume_daily')).toEqual([
      {
        eventType: 'track',
        eventName: 'Signup',
        timestamp: `${day}T00:00:00Z`,
        count: 2,
        sourceId: webStore,
      },
    ]);
    expect(summaryOf(await run('event_volume_daily', '--json')).total).toMatchObject({ new: 0 });
    const deliveries = rows('delivery_daily');
    expect(deliveries.length).toBeGreaterThan(0);
    for (const row of deliveries)
      expect(row).toEqual({
        ...{ step: 'successful', timestamp: `${day}T00:00:00Z`, count: 2 },
        ...{ sourceId: webStore, destinationId: expect.any(String) },
      });
  });
});

describe('what is not there', () => {
  it('a feature that is missing is skipped: exit 8, or 0 where it is excluded', async () => {
    const { scene, run } = await openExport();
    await scene.set({ features: ['Protocols'] });
    const result = await run('sources', 'audit_events', '--json');
    const { streams: done, total } = summaryOf(result);
    expect([result.code, errorOf(result)]).toMatchObject([
      8,
      { code: 'streams_skipped', hint: 'Leave them out with: --exclude audit_events' },
    ]);
    expect(done).toMatchObject([
      { stream: 'sources', outcome: 'done', new: 5, requests: 1 },
      { stream: 'audit_events', outcome: 'skipped', reason: { status: 403 } },
    ]);
    expect(total).toMatchObject({ new: 5 });
    expect((await run('sources', 'audit_events', '--exclude', 'audit_events')).code).toBe(0);
  });

  it('all of them: exit 4', async () => {
    const { scene, run } = await openExport();
    await scene.set({ features: [] });
    const result = await run('audit_events', 'audiences', '--json');
    expect([result.code, errorOf(result).code]).toEqual([4, 'not_included']);
  });

  it('an endpoint that is not there is skipped as well', async () => {
    const { scene, run } = await openExport();
    await scene.set({
      switches: {
        troubles: [
          { path: '/users', status: 404 },
          { path: '/sources/*', status: 404 },
        ],
      },
    });
    const result = await run('users', 'groups', 'source_connected_warehouses', '--json');
    expect(result.code).toBe(8);
    expect(summaryOf(result).streams.map(({ stream, outcome }) => [stream, outcome])).toEqual([
      ['source_connected_warehouses', 'skipped'],
      ['users', 'skipped'],
      ['groups', 'done'],
    ]);
  });

  it('one child that is gone, or not for the token, is counted', async () => {
    const { scene, run, rows } = await openExport();
    for (const status of [404, 403]) {
      await scene.set({
        switches: { troubles: [{ path: '/destinations/dStCampaigns1111111111/subscriptions', status }] },
      });
      const result = await run('destination_subscriptions', '--json');
      expect(summaryOf(result).streams).toMatchObject([{ outcome: 'done', parentsGone: 1, requests: 4 }]);
      expect([result.code, rows('destination_subscriptions').length]).toEqual([0, 2]);
      expect(result.stderr).toContain('1 of its parents was deleted meanwhile, or this token may not see it');
    }
  });
});

it('masks what settings keep secret, and nothing else', async () => {
  const { scene, run, rows } = await openExport({
    sources: [
      {
        id: 'own',
        name: 'Own',
        writeKeys: ['own_write_key'],
        settings: { apiKey: 'abcdefgh12345678', big: 1 },
      },
    ],
  });
  await run('sources');
  const own = rows('sources').find(({ id }) => id === 'own');
  const asked = JSON.parse(await scene.api('/sources/own')).data.source;
  expect(own).toEqual({ ...asked, settings: { apiKey: expect.stringContaining('…'), big: 1 } });
  expect(JSON.stringify(own)).not.toContain('abcdefgh12345678');
});

it('--dry-run asks for lengths alone, and leaves nothing behind', async () => {
  const { scene, folder } = await openExport();
  const result = await scene.run(
    [
      ...['export', 'sources', 'audiences', 'functions', 'usage_mtu_per_source_daily'],
      ...['--since', '01/31/2026', '--out', join(folder, 'none'), '--dry-run', '--json'],
    ],
    { io: { now: () => new Date('2026-03-02T00:00:00Z') } },
  );
  expect(JSON.parse(result.stdout)).toEqual({
    requests: 11,
    minutes: 0,
    isAtLeast: false,
    streams: [
      { stream: 'sources', requests: 1, isAtLeast: false, onlyParent: false, reason: null },
      // January, February and March.
      {
        stream: 'usage_mtu_per_source_daily',
        requests: 3,
        isAtLeast: false,
        onlyParent: false,
        reason: null,
      },
      { stream: 'functions', requests: 5, isAtLeast: false, onlyParent: false, reason: null },
      { stream: 'audiences', requests: 1, isAtLeast: false, onlyParent: false, reason: null },
      { stream: 'spaces', requests: 1, isAtLeast: false, onlyParent: true, reason: null },
    ],
  });
  expect(() => readFileSync(join(folder, 'none'))).toThrow('ENOENT');
});

it('a file in place of the folder: exit 9', async () => {
  const { scene, folder } = await openExport();
  const path = join(folder, 'file');
  writeFileSync(path, 'mine');
  const result = await scene.run(['export', 'sources', '--out', path]);
  expect([result.code, result.stderr]).toEqual([
    9,
    expect.stringContaining('a file stands in place of its folder'),
  ]);
  expect(readFileSync(path, 'utf8')).toBe('mine');
});

it('a signal ends it in order, and the next run has every row', async () => {
  const { scene, folder, run, rows } = await openExport();
  await scene.set({ switches: { troubles: [{ path: '/usage*', delayMs: 400 }] } });
  let interrupt = (_signal: NodeJS.Signals): void => {};
  const onSignal = (listener: (signal: NodeJS.Signals) => void) => {
    interrupt = listener;
    return () => {};
  };
  const running = scene.run(['export', 'usage_mtu_workspace_daily', '--out', folder, '--json'], {
    io: { onSignal },
  });
  setTimeout(() => interrupt('SIGINT'), 200);
  const result = await running;
  expect([result.code, errorOf(result)]).toMatchObject([
    130,
    { code: 'cancelled', hint: 'Run the same command again: it resumes where this run ended.' },
  ]);
  await scene.set({ switches: { troubles: [] } });
  const again = summaryOf(await run('usage_mtu_workspace_daily', '--json'));
  expect(rows('usage_mtu_workspace_daily').length).toBe(again.total.new + again.total.unchanged);
});

describe('the summary on a terminal', () => {
  it('has a line for each stream in 80 cells, and no column in which nothing stands', async () => {
    const { scene, folder } = await openExport();
    const headerOf = async () => {
      const screen = terminal(80);
      const { code } = await scene.run(['export', '--out', folder], { io: screen });
      expect(code).toBe(0);
      const lines = screen.stdout.text.trimEnd().split('\n');
      expect(lines.slice(1).map((line) => line.split(/ +/)[0])).toEqual([...standard, 'total']);
      return lines[0]?.trim().split(/ +/);
    };
    expect(await headerOf()).toEqual(['STREAM', 'NEW', 'REQUESTS', 'TIME']);
    expect(await headerOf()).toEqual(['STREAM', 'NEW', 'SAME', 'REQUESTS', 'TIME']);
  });
});
