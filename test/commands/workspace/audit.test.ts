import { describe, expect, it } from 'vitest';
import { serve } from '../../helpers/http-server.ts';
import { itStreams } from '../../helpers/long-list.ts';
import { errorOf, openScene, terminal } from '../../helpers/reading.ts';

const now = new Date('2026-03-10T12:00:00Z');
const clock = { sandbox: { now: () => now }, io: { now: () => now } };
const web = 'sRcWebStore11111111111';

/** The built-in audit trail, seen at a fixed time. */
async function trail(seed?: unknown) {
  const scene = await openScene(seed, clock.sandbox);
  return {
    ...scene,
    run: (args: readonly string[], io: object = {}, env: Record<string, string> = {}) =>
      scene.run(['audit', ...args], { env, io: { ...clock.io, ...io } }),
  };
}
const ids = (stdout: string) => JSON.parse(stdout).map(({ id }: { id: string }) => id);

describe('segment audit', () => {
  it('--json is what the API says, unchanged', async () => {
    const { run, api } = await trail();
    const { code, stdout, stderr } = await run(['--since', '90d', '--json']);
    const { events } = JSON.parse(await api('/audit-events')).data;
    expect([code, stderr, JSON.parse(stdout)]).toEqual([0, '', events]);
    expect(events).toHaveLength(8);
  });

  it('in a pipe: all of it; the range in full on stderr', async () => {
    const { run } = await trail();
    const { stdout, stderr } = await run([]);
    expect(stdout.split('\n')[0]).toBe(
      '2026-03-10T08:00:00Z\tWarehouse Run Failed\twarehouse\twHsArchive111111111111\tArchive\tuSrBo11111111111111111\tbo@example.com\tevents/1008',
    );
    expect([stdout.trimEnd().split('\n').length, stderr]).toEqual([
      4,
      '▸ 2026-03-03T12:00:00Z to 2026-03-10T12:00:00Z\n',
    ]);
  });

  it('on a terminal: the newest first', async () => {
    const { run } = await trail();
    const screen = terminal(100);
    await run([], screen);
    expect(screen.stdout.text).toMatchInlineSnapshot(`
      "WHEN          TYPE                  RESOURCE   KIND         BY
      4 hours ago   Warehouse Run Failed  Archive    warehouse    bo@example.com
      20 hours ago  Integration Created   Campaigns  integration  bo@example.com
      1 day ago     Violations Detected   Web store  source       ann@example.com
      2 days ago    Violations Detected   Web store  source       ann@example.com
      "
    `);
    const narrow = terminal(40);
    await run(['--limit', '1'], narrow);
    expect(narrow.stdout.text).toBe(
      [
        'WHEN         RESOURCE  KIND',
        '4 hours ago  Archive   warehouse',
        '  type: Warehouse Run Failed',
        '  by: bo@example.com',
        '',
      ].join('\n'),
    );
    expect(narrow.stderr.text).toContain('The first 1 of 4 audit events');
  });

  it('on a terminal: the newest first even where the API says otherwise', async () => {
    const { api, run } = await trail();
    const events = JSON.parse(await api('/audit-events')).data.events.reverse();
    // An event a page, given out backwards: what an API without a promised order may do.
    const { url } = await serve(({ path }, reply) => {
      const at = Number(new URL(path, 'http://x').searchParams.get('pagination.cursor') ?? 0);
      const pagination = { current: `${at}`, ...(at + 1 < events.length && { next: `${at + 1}` }) };
      reply.setHeader('content-type', 'application/json');
      reply.end(JSON.stringify({ data: { events: [events[at]], pagination } }));
    });
    const screen = terminal(100);
    await run(['--since', '90d', '--limit', '1'], screen, { SEGMENT_API_URL: url });
    expect(screen.stdout.text).toContain('Warehouse Run Failed');
    expect(screen.stderr.text).toContain('The first 1 of 8 audit events');
  });

  it.each([
    [
      ['--type', 'Violations Detected'],
      ['events/1006', 'events/1005'],
    ],
    [
      ['--type', 'violations detected', '--type', 'Source Created'],
      ['events/1006', 'events/1005', 'events/1001'],
    ],
    [['--actor', 'bo@example.com', '--resource-type', 'source'], ['events/1004']],
    [['--actor', 'uSrBo11111111111111111', '--type', 'Integration Created'], ['events/1007']],
    [['--resource', 'wHsArchive111111111111'], ['events/1008']],
    [['--resource', 'campaigns'], ['events/1007']],
    [
      ['--resource', 'WEB_store', '--until', '28d'],
      ['events/1003', 'events/1001'],
    ],
    [['--resource', 'Archive', '--type', 'Warehouse Run Failed'], ['events/1008']],
    [
      ['--resource', 'Web store', '--until', '28d'],
      ['events/1003', 'events/1002', 'events/1001'],
    ],
    [
      ['--since', '2026-03-09T00:00:00Z', '--until', '2026-03-10T00:00:00Z'],
      ['events/1007', 'events/1006'],
    ],
  ])('%j', async (flags, expected) => {
    const { run } = await trail();
    const since = flags.includes('--since') ? [] : ['--since', '90d'];
    expect(ids((await run([...since, ...flags, '--json'])).stdout).sort()).toEqual([...expected].sort());
  });

  it('--resource goes by the names in the events where sources, plans and spaces are refused', async () => {
    const { run, set } = await trail();
    const troubles = ['/sources', '/tracking-plans', '/spaces'].map((path) => ({ path, status: 403 }));
    await set({ switches: { troubles } });
    const named = await run(['--since', '90d', '--until', '28d', '--resource', 'Web store', '--json']);
    expect(ids(named.stdout).sort()).toEqual(['events/1001', 'events/1002', 'events/1003']);
    const slug = await run(['--since', '90d', '--resource', 'web_store', '--json']);
    expect([slug.code, slug.stdout]).toEqual([0, '[]\n']);
  });

  it('--resource: a name that is near another one, and one that is like nothing', async () => {
    const { run } = await trail();
    const near = await run(['--since', '90d', '--resource', 'web_stor', '--json']);
    expect(near).toMatchObject({ code: 5, stdout: '' });
    expect(errorOf(near)).toMatchObject({
      code: 'resource_not_found',
      message: 'There is no resource “web_stor”.',
      hint: 'Did you mean “web_store”?',
    });
    const event = await run(['--since', '90d', '--resource', 'Campaignes', '--json']);
    expect(errorOf(event).hint).toBe('Did you mean “Campaigns”?');
    const nothing = await run(['--since', '90d', '--resource', 'zzzz']);
    expect([nothing.code, nothing.stdout]).toEqual([0, '']);
    expect(nothing.stderr).toContain(
      '“zzzz” was looked for as an id, in the names of the events, and among sources, tracking plans and spaces.\n',
    );
  });

  it('an unknown kind of resource: the kinds that are there', async () => {
    const { run } = await trail();
    const { code, stderr } = await run(['--since', '90d', '--resource-type', 'sauce']);
    expect(code).toBe(0);
    expect(stderr).toMatch(/Kinds of resources in this time: .*\bsource\b.*\bwarehouse\b/);
  });

  it('an unknown type: the types that are there', async () => {
    const { run } = await trail();
    const result = await run(['--type', 'Violation']);
    expect([result.code, result.stdout]).toEqual([0, '']);
    expect(result.stderr).toContain(
      'No audit events found.\nTypes of events in this time: “Integration Created”, “Violations Detected”, “Warehouse Run Failed”.\n',
    );
    expect(await run(['--type', 'Violation', '--json'])).toEqual({ code: 0, stdout: '[]\n', stderr: '' });
  });

  it('nothing found: an empty list, and words on stderr', async () => {
    const { run } = await trail({ base: 'empty' });
    expect((await run(['--json'])).stdout).toBe('[]\n');
    expect((await run([])).stderr).toContain('\nNo audit events found.\n');
  });

  it('without the feature in the plan: exit 4', async () => {
    const { run } = await trail({ features: [] });
    expect(errorOf(await run(['--json']))).toMatchObject({ code: 'not_included', exitCode: 4 });
  });

  const many = Array.from({ length: 3_000 }, (_, index) => ({
    id: `events/${index + 1}`,
    timestamp: new Date(Date.now() - index * 1_000).toISOString(),
    type: index % 2 === 0 ? 'Source Modified' : 'Source Enabled',
    actor: 'uSrAnn1111111111111111',
    resourceId: web,
    resourceType: 'source',
    resourceName: 'Web store',
  }));
  itStreams({ args: ['audit'], seed: { base: 'empty', auditEvents: many }, length: 3_000 });
});
