import { describe, expect, it } from 'vitest';
import { json, serve } from '../../helpers/http-server.ts';
import { openScene, terminal } from '../../helpers/reading.ts';

// What a reply leaves out, and numbers that JavaScript cannot hold, in every form of output.

/** One more than JavaScript can count to, and then some. */
const big = '9007199254740993';
const grouped = '9,007,199,254,740,993';

/** A server that answers with these texts by their paths, and with an empty list elsewhere. */
async function answer(replies: Record<string, string>) {
  const { run } = await openScene();
  const server = await serve((request, reply) => {
    const { pathname } = new URL(request.path, 'http://x');
    const data = replies[pathname];
    if (data === undefined) return json(reply, 404, { errors: [{ type: 'not-found', message: 'None.' }] });
    reply.writeHead(200, { 'content-type': 'application/json' }).end(`{"data":{${data}}}`);
  });
  const env = { SEGMENT_API_URL: server.url };
  const shown = async (...args: string[]) => {
    const screen = terminal(200);
    await run(args, { env, io: screen });
    return screen.stdout.text;
  };
  return {
    run: (...args: string[]) => run(args, { env }),
    /** What a person sees. */
    shown,
    /** The rows of a table, their cells parted by two spaces or more. */
    seen: async (...args: string[]) => (await shown(...args)).trimEnd().split('\n').slice(1),
  };
}

const groups = `"userGroups":[{"id":"a","memberCount":${big}},{"id":"b"},{"id":"c","memberCount":null},{"id":"d","memberCount":0},{"id":"e","memberCount":-0},{"id":"f","memberCount":1.0},{"id":"g","memberCount":1e400},{"id":"h","memberCount":"${big}"}]`;

describe('a number of a list', () => {
  it('is spelled as it came, and empty where it did not come', async () => {
    const { run, seen } = await answer({ '/groups': groups });
    const cells = [big, '', '', '0', '-0', '1.0', '1e400', big];
    const { stdout } = await run('groups', 'list');
    expect(
      stdout
        .trimEnd()
        .split('\n')
        .map((line) => line.split('\t')[2]),
    ).toEqual(cells);
    const csv = (await run('groups', 'list', '--csv')).stdout
      .trimEnd()
      .split('\r\n')
      .flatMap((line) => line.split('\n'));
    expect(csv.slice(1).map((line) => line.split(',')[2])).toEqual(cells);
    expect((await run('groups', 'list', '--json')).stdout).toBe(`${groups.slice('"userGroups":'.length)}\n`);
    expect(await seen('groups', 'list')).toEqual([
      `a         ${grouped}`,
      'b',
      'c',
      `d         ${'0'.padStart(grouped.length)}`,
      `e         ${'-0'.padStart(grouped.length)}`,
      `f         ${'1.0'.padStart(grouped.length)}`,
      `g         ${'1e400'.padStart(grouped.length)}`,
      `h         ${grouped}`,
    ]);
  });

  it('of series: a time without its count is not 0, and the total is then not known', async () => {
    const series = `[{"time":"2026-11-27T00:00:00Z","count":${big}},{"time":"2026-11-28T00:00:00Z"}]`;
    const whole = `[{"time":"2026-11-27T00:00:00Z","count":${big}},{"time":"2026-11-28T00:00:00Z","count":${big}}]`;
    const range = ['--since', '2026-11-27', '--until', '2026-11-29', '--granularity', 'day'];
    const part = await answer({ '/events/volume': `"result":[{"total":${big},"series":${series}}]` });
    expect((await part.run('volume', ...range)).stdout).toBe(
      `2026-11-27T00:00:00Z\t${big}\n2026-11-28T00:00:00Z\t\n`,
    );
    expect((await part.seen('volume', ...range)).map((line) => line.split(/ {2,}/).slice(0, 2))).toEqual([
      ['2026-11-27', grouped],
      ['2026-11-28'],
      ['total', 'unknown'],
    ]);
    const all = await answer({ '/events/volume': `"result":[{"total":${big},"series":${whole}}]` });
    expect((await all.seen('volume', ...range)).at(-1)).toBe('total       18,014,398,509,481,986');
  });

  it('of usage: what a day added is not known where one of its two figures is missing', async () => {
    const rows = `[{"apiCalls":"1","timestamp":"2026-10-01T00:00:00.000Z"},{"timestamp":"2026-10-02T00:00:00.000Z"},{"apiCalls":${big},"timestamp":"2026-10-03T00:00:00.000Z"},{"apiCalls":"18014398509481986","timestamp":"2026-10-04T00:00:00.000Z"}]`;
    const { run, seen } = await answer({ '/usage/api-calls/daily': `"dailyWorkspaceAPICallsUsage":${rows}` });
    const args = ['usage', 'api-calls', '--period', '2026-10'];
    expect(
      (await run(...args)).stdout
        .trimEnd()
        .split('\n')
        .map((line) => line.split('\t').slice(1)),
    ).toEqual([
      ['1', '1'],
      ['', ''],
      ['', big],
      [big, '18014398509481986'],
    ]);
    expect((await seen(...args)).map((line) => line.split(/ {2,}/)[1])).toEqual([
      '1',
      undefined,
      undefined,
      grouped,
      '18,014,398,509,481,986',
    ]);
  });

  it('of usage by day: without the last figure, the month is not known', async () => {
    const rows =
      '[{"apiCalls":"1","timestamp":"2026-10-01T00:00:00.000Z"},{"timestamp":"2026-10-02T00:00:00.000Z"}]';
    const { seen } = await answer({ '/usage/api-calls/daily': `"dailyWorkspaceAPICallsUsage":${rows}` });
    expect((await seen('usage', 'api-calls', '--period', '2026-10')).at(-1)).toBe('month         unknown');
  });
});

describe('an object', () => {
  it('whether it is enabled: yes, no, or nothing', async () => {
    const sources =
      '"sources":[{"id":"a","enabled":true},{"id":"b","enabled":false},{"id":"c"},{"id":"d","enabled":null},null]';
    const { run } = await answer({ '/sources': sources });
    const { stdout } = await run('sources', 'list');
    expect(stdout.split('\n').map((line) => line.split('\t').at(4))).toEqual([
      'yes',
      'no',
      '',
      '',
      '',
      undefined,
    ]);
    expect((await run('sources', 'list', '--json')).stdout).toBe(`${sources.slice('"sources":'.length)}\n`);
  });

  it('the syncs of a warehouse: no duration is not 0 ms', async () => {
    const { run, seen } = await answer({
      '/warehouses': '"warehouses":[{"id":"w","settings":{"name":"DB"}}]',
      '/warehouses/w/syncs': `"reports":[{"sourceId":"a","duration":0,"count":${big}},{"sourceId":"b"},{"sourceId":"c","duration":${big}}]`,
      '/sources': '"sources":[]',
    });
    const { stdout } = await run('warehouses', 'syncs', 'DB');
    expect(stdout).toBe(`\ta\t\t0\t${big}\t\n\tb\t\t\t\t\n\tc\t\t${big}\t\t\n`);
    expect((await seen('warehouses', 'syncs', 'DB')).map((line) => line.trim().split(/ {2,}/))).toEqual([
      ['a', '0 ms', grouped],
      ['b'],
      ['c', grouped],
    ]);
  });

  it('settings keep every digit', async () => {
    const { run } = await answer({
      '/warehouses': `"warehouses":[{"id":"w","settings":{"name":"DB","port":12345678901234567890,"more":{"x":1.0}}}]`,
    });
    const { stdout } = await run('warehouses', 'get', 'DB');
    expect(stdout).toContain('settings.port\t12345678901234567890\nsettings.more\t{"x":1.0}\n');
    expect(stdout).toContain('enabled\t\n');
  });

  it('a delivery metric that is missing is not 0', async () => {
    const metrics = `[{"metricName":"successes","total":${big},"breakdown":[{"metricName":"after_retry"}]},{"metricName":"expired"}]`;
    const { run } = await answer({
      '/destinations': '"destinations":[{"id":"d","name":"Hook","sourceId":"s"}]',
      '/destinations/d/delivery-metrics': `"deliveryMetricsSummary":{"metrics":${metrics}}`,
    });
    const { stdout } = await run('destinations', 'delivery', 'Hook');
    expect(stdout).toBe(`destination\td\nsource\ts\nsuccesses\t${big}\nafter_retry\t\nexpired\t\n`);
  });
});

describe('counts of our own', () => {
  const parts = {
    '/': '"workspace":{"id":"w","slug":"acme","name":"Acme"}',
    '/sources': '"sources":[{"id":"a","slug":"a","enabled":true},{"id":"b","slug":"b"}]',
    '/destinations': '"destinations":[{"id":"d","enabled":false}]',
    '/warehouses': '"warehouses":[]',
    '/tracking-plans': '"trackingPlans":[]',
    '/transformations': '"transformations":[{"id":"t","drop":true},{"id":"u","enabled":true}]',
    '/audit-events': '"events":[]',
    '/events/volume': `"result":[{"series":[{"time":"2026-11-27T00:00:00Z","count":${big}},{"time":"2026-11-28T00:00:00Z"}]}]`,
    '/usage/api-calls/daily': '"dailyWorkspaceAPICallsUsage":[{"timestamp":"2026-11-01T00:00:00.000Z"}]',
  };

  it('overview: what the API leaves out is not known', async () => {
    const { run } = await answer(parts);
    const { stdout } = await run('overview', '--json');
    const { sources, destinations, warehouses, transformations, volume, apiCalls } = JSON.parse(stdout);
    expect([sources, destinations, warehouses]).toEqual([
      { total: 2, enabled: null },
      { total: 1, enabled: 0 },
      { total: 0, enabled: 0 },
    ]);
    expect(transformations).toEqual({ total: 2, enabled: null, dropping: null });
    expect([volume.total, apiCalls.total]).toEqual([null, null]);
    expect(stdout).toContain(`"daily":[${big},null]`);
    expect((await run('overview')).stdout).toMatch(
      /^sources\tan unknown number enabled of 2\n(?:.*\n)+volume\tan unknown number of messages in 7 days\nAPI calls\tan unknown number in /m,
    );
  });

  it('overview: every digit of a total', async () => {
    const { run } = await answer({
      ...parts,
      '/events/volume': `"result":[{"total":${big},"series":[]}]`,
      '/usage/api-calls/daily': `"dailyWorkspaceAPICallsUsage":[{"apiCalls":"${big}","timestamp":"2026-11-01T00:00:00.000Z"}]`,
    });
    expect((await run('overview', '--fields', 'volume.total')).stdout).toBe(`${big}\n`);
    expect((await run('overview', '--fields', 'apiCalls.total')).stdout).toBe(`${big}\n`);
  });

  it('coverage: without knowing what is enabled there is no count', async () => {
    const { run, shown: seen } = await answer(parts);
    const { stdout, stderr } = await run('tracking-plans', 'coverage', '--json');
    expect(JSON.parse(stdout)).toEqual({
      activeSources: null,
      coveredSources: null,
      sourcesWithoutPlan: [{ id: 'a', slug: 'a', name: '' }],
      plansWithoutSources: [],
    });
    expect(stderr).toContain('does not say whether some sources are enabled');
    expect(await seen('tracking-plans', 'coverage')).toMatch(/^How many active sources .* is unknown\./);
  });

  it('delivery: a step whose total is missing is not one with 0', async () => {
    const step = '/delivery-overview/successfully-received';
    const args = ['delivery', '--source', 'a', '--step', 'received', '--since', '2d', '--granularity', 'day'];
    const known = await answer({ ...parts, [step]: '"total":0,"dataset":[]' });
    expect((await known.run(...args)).stdout).toMatch(/^(?:[-\dT:Z]+\treceived\t0\n){3}$/);
    const unknown = await answer({ ...parts, [step]: '"dataset":[]' });
    expect((await unknown.run(...args)).stdout).toMatch(/^(?:[-\dT:Z]+\treceived\t\n){3}$/);
    expect(JSON.parse((await unknown.run(...args, '--json')).stdout)).toEqual([
      { total: null, series: [], step: 'received', unavailable: null },
    ]);
  });
});
