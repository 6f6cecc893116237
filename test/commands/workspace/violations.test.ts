import { describe, expect, it } from 'vitest';
import { errorOf, openScene, terminal } from '../../helpers/reading.ts';

const now = new Date('2026-03-10T12:00:00Z');
const web = 'sRcWebStore11111111111';
// Gone from the workspace since: no list has its slug.
const app = 'sRcGone111111111111111';

const detected = (id: number, resourceId: string, resourceName: string, timestamp: string) => ({
  id: `events/${id}`,
  timestamp,
  type: 'Violations Detected',
  actor: 'segment',
  resourceId,
  resourceType: 'source',
  resourceName,
});
const seed = {
  auditEvents: [
    detected(2_001, app, 'App \u001b[31m', '2026-03-10T11:30:00Z'),
    detected(2_002, web, 'Web store', '2026-03-10T11:00:00Z'),
    detected(2_003, web, 'Web store', '2026-01-10T11:00:00Z'),
  ],
};

async function scene(given: unknown = seed) {
  const opened = await openScene(given, { now: () => now });
  return {
    ...opened,
    run: (args: readonly string[], io: object = {}) =>
      opened.run(['violations', ...args], { io: { now: () => now, ...io } }),
  };
}

describe('segment violations', () => {
  it('--json: a source each, with the API’s own events below it', async () => {
    const { run, api } = await scene();
    const { code, stdout, stderr } = await run(['--json']);
    const { events } = JSON.parse(
      await api(`/audit-events?resourceId=${web}&startTime=2026-03-03T12:00:00Z`),
    ).data;
    const found = JSON.parse(stdout);
    expect([code, stderr, found.length]).toEqual([0, '', 2]);
    expect(found[0]).toEqual({
      sourceId: web,
      sourceName: 'Web store',
      detections: 3,
      first: '2026-03-08T10:00:00Z',
      last: '2026-03-10T11:00:00Z',
      events: events.filter(({ type }: { type: string }) => type === 'Violations Detected'),
    });
    expect(found[1]).toMatchObject({ sourceId: app, detections: 1 });
  });

  it('in a pipe and on a terminal', async () => {
    const { run } = await scene();
    expect((await run([])).stdout).toBe(
      `${web}\t3\t2026-03-08T10:00:00Z\t2026-03-10T11:00:00Z\n${app}\t1\t2026-03-10T11:30:00Z\t2026-03-10T11:30:00Z\n`,
    );
    const screen = terminal(80);
    await run([], screen);
    expect(screen.stdout.text).toMatchInlineSnapshot(`
      "SOURCE          DETECTIONS  FIRST           LAST            OVER TIME
      web_store                3  2 days ago      1 hour ago      ▁▁▁▁▁███
      App \\u001b[31m           1  30 minutes ago  30 minutes ago  ▁▁▁▁▁▁▁█
      "
    `);
    const narrow = terminal(40);
    await run(['--source', 'web_store'], narrow);
    expect(narrow.stdout.text).toContain(
      'SOURCE     DETECTIONS  FIRST\nweb_store           3  2 days ago\n  last: 1 hour ago\n  over time: ▁▁▁▁▁███\n',
    );
  });

  it('of one source, over a longer time', async () => {
    const { run } = await scene();
    const { stdout } = await run(['--source', 'web_store', '--since', '90d', '--json']);
    expect(JSON.parse(stdout)).toMatchObject([{ sourceId: web, detections: 4 }]);
    const none = await run(['--source', 'order_service']);
    expect([none.code, none.stdout]).toEqual([0, '']);
    expect(none.stderr).toContain('No audit events of the type “Violations Detected” found.\n');
    expect((await run(['--source', 'order_service', '--json'])).stdout).toBe('[]\n');
  });

  it('a source that is not there: exit 5', async () => {
    const { run } = await scene();
    const result = await run(['--source', 'web_stor', '--json']);
    expect([result.code, errorOf(result).hint]).toEqual([5, expect.stringContaining('“web_store”')]);
  });

  it('without the audit trail in the plan: exit 4', async () => {
    const { run } = await scene({ features: ['Protocols'] });
    expect(errorOf(await run(['--json']))).toMatchObject({ code: 'not_included', exitCode: 4 });
  });

  it('finds what lies pages back among other events', async () => {
    const others = Array.from({ length: 1_000 }, (_, index) => ({
      ...detected(3_000 + index, web, 'Web store', '2026-03-10T10:00:00Z'),
      type: 'Source Modified',
    }));
    const { run } = await scene({ base: 'empty', auditEvents: [...others, ...seed.auditEvents] });
    expect(JSON.parse((await run(['--json'])).stdout)).toMatchObject([
      { sourceId: app, detections: 1 },
      { sourceId: web, detections: 1 },
    ]);
  });
});
