import { describe, expect, it } from 'vitest';
import { errorOf, terminal } from '../../helpers/reading.ts';
import { openTraffic } from '../../helpers/traffic-scene.ts';

async function shop(seed?: unknown) {
  const scene = await openTraffic('2026-03-09T09:00:00Z', seed);
  await scene.send('web', {}, {});
  scene.at('2026-03-10T12:00:00Z');
  await scene.send('web', {});
  scene.at('2026-03-10T12:02:00Z');
  return scene;
}

const whole = {
  workspace: { id: 'wSpSandbox111111111111', slug: 'sandbox', name: 'Sandbox' },
  sources: { total: 5, enabled: 4 },
  destinations: { total: 4, enabled: 3 },
  warehouses: { total: 2, enabled: 1 },
  trackingPlans: { total: 2 },
  transformations: { total: 3, enabled: 2, dropping: 0 },
  violations: { since: '2026-03-03T12:02:00.000Z', detections: 2, sources: 1 },
  volume: {
    since: '2026-03-03T12:02:00.000Z',
    until: '2026-03-10T12:01:00.000Z',
    total: 3,
    daily: [0, 0, 0, 0, 0, 0, 2, 1],
  },
  apiCalls: { period: '2026-03-01', total: 3 },
  unavailable: [],
};
const gated = (...paths: string[]) => ({
  switches: { troubles: paths.map((path) => ({ path, status: 403 })) },
});

describe('segment overview', () => {
  it('--json: one object, always with the same keys', async () => {
    const { run } = await shop();
    const { code, stdout, stderr } = await run(['overview', '--json']);
    expect([code, stderr, JSON.parse(stdout)]).toEqual([0, '', whole]);
  });

  it('counts transformations that are on and drop', async () => {
    const drop = { sourceId: 'sRcWebStore11111111111', if: "type = 'track'", drop: true };
    const { run } = await shop({
      transformations: [
        { ...drop, name: 'On' },
        { ...drop, name: 'Off', enabled: false },
      ],
    });
    const { stdout } = await run(['overview', '--json']);
    expect(JSON.parse(stdout).transformations).toEqual({ total: 5, enabled: 3, dropping: 1 });
  });

  it('in a pipe and on a terminal', async () => {
    const { run } = await shop();
    expect((await run(['overview'])).stdout).toMatchInlineSnapshot(`
      "workspace	Sandbox (sandbox), region us
      sources	4 enabled of 5
      destinations	3 enabled of 4
      warehouses	1 enabled of 2
      tracking plans	2
      transformations	2 enabled of 3, none of them dropping
      violations	2 detections in 7 days, at 1 source
      volume	3 messages in 7 days
      API calls	3 in 2026-03 so far
      "
    `);
    const screen = terminal(40);
    await run(['overview'], { io: screen });
    expect(screen.stdout.text).toMatchInlineSnapshot(`
      "workspace        Sandbox (sandbox),
                       region us
      sources          4 enabled of 5
      destinations     3 enabled of 4
      warehouses       1 enabled of 2
      tracking plans   2
      transformations  2 enabled of 3, none of
                       them dropping
      violations       2 detections in 7 days,
                       at 1 source
      volume           3 messages in 7 days
                       ▁▁▁▁▁▁█▅
      API calls        3 in 2026-03 so far
      "
    `);
    expect((await run(['overview', '--fields', 'volume.total'])).stdout).toBe('3\n');
  });

  it('on a terminal each part is there as soon as those above it are', async () => {
    const { run, set } = await shop();
    await set({ switches: { troubles: [{ path: '/tracking-plans', delayMs: 900 }] } });
    const { stdout: screen } = terminal(80);
    const { code } = await run(['overview'], { io: { stdout: screen, stderr: screen } });
    const [before = '', after = ''] = screen.text.split('\r\u001b[K▸ reading tracking plans…\r\u001b[K');
    expect(code).toBe(0);
    expect(before).toMatch(/^workspace .*\nsources .*\ndestinations .*\nwarehouses .*\n$/);
    expect(after).toMatch(/^tracking plans +2\ntransformations .*\n/);
  });

  it('on a terminal, too, a refusal of everything is all there is, and any other failure ends it at once', async () => {
    const { run, set } = await shop();
    await set(gated('*'));
    const refused = terminal(80);
    expect([(await run(['overview'], { io: refused })).code, refused.stdout.text]).toEqual([4, '']);
    await set({
      switches: {
        troubles: [
          { path: '/', delayMs: 5_000 },
          { path: '/warehouses', status: 418 },
        ],
      },
    });
    const failed = terminal(80);
    expect([(await run(['overview'], { io: failed })).code, failed.stdout.text]).toEqual([6, '']);
    expect(failed.stderr.text).toContain('GET /warehouses (418)');
  });

  it('a workspace with nothing in it', async () => {
    const { run } = await openTraffic('2026-03-09T09:00:00Z', { base: 'empty' });
    expect(JSON.parse((await run(['overview', '--json'])).stdout)).toMatchObject({
      destinations: { total: 0, enabled: 0 },
      violations: { detections: 0, sources: 0 },
      volume: { total: 0, daily: [] },
      apiCalls: { total: 0 },
      unavailable: [],
    });
  });

  it('what is not included is null and named, and the rest is there', async () => {
    const { run, set } = await shop();
    await set(gated('/audit-events', '/tracking-plans', '/transformations', '/'));
    const { code, stdout } = await run(['overview', '--json']);
    const found = JSON.parse(stdout);
    expect([code, found]).toEqual([
      0,
      {
        ...whole,
        workspace: null,
        trackingPlans: null,
        transformations: null,
        violations: null,
        unavailable: expect.any(Array),
      },
    ]);
    expect(found.unavailable.map(({ part }: { part: string }) => part).sort()).toEqual([
      'trackingPlans',
      'transformations',
      'violations',
      'workspace',
    ]);
    expect(found.unavailable[0]).toEqual({
      part: expect.any(String),
      code: 'not_included',
      status: 403,
      message: expect.stringContaining('(403)'),
    });
    const screen = terminal(80);
    await run(['overview'], { io: screen });
    expect(screen.stdout.text).toMatch(/^violations +not included in the plan or the token \(403\)$/m);
  });

  it('a failure that is no 403 is a failure of the whole', async () => {
    const { run, set } = await shop();
    await set({ switches: { troubles: [{ path: '/audit-events', status: 401 }] } });
    expect(await run(['overview', '--json'])).toMatchObject({ code: 4, stdout: '' });
    await set({ switches: { troubles: [{ path: '/usage/*', status: 500 }] } });
    const result = await run(['overview', '--json']);
    expect([result.stdout, errorOf(result)]).toMatchObject(['', { code: 'server_unavailable', exitCode: 7 }]);
  });
});
