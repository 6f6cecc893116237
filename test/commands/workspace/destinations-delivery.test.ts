import { describe, expect, it } from 'vitest';
import { putInBetween } from '../../helpers/odd-replies.ts';
import { errorOf, openScene, terminal } from '../../helpers/reading.ts';
import { openTraffic } from '../../helpers/traffic-scene.ts';

const webhook = '66be7aeca665bd11f8908630';
const args = ['destinations', 'delivery', webhook];
const path = `/destinations/${webhook}/delivery-metrics`;

/** The parameters of the one call for metrics. */
function sent(stderr: string): Record<string, string> {
  const [, query = ''] = /^GET \S+\/delivery-metrics\?(\S+?): /m.exec(stderr) ?? [];
  return Object.fromEntries(new URLSearchParams(query));
}

describe('segment destinations delivery', () => {
  it('counts what the source sent to it', async () => {
    const { run, api, send, at: setTime } = await openTraffic('2026-03-01T09:00:00Z');
    await send('web', { event: 'A' }, { event: 'B' });
    // A range ends before its end: what arrives in that very millisecond is not in it.
    setTime('2026-03-01T09:10:00Z');
    const { stdout } = await run([...args, '--json']);
    const answer = JSON.parse(await api(`${path}?sourceId=sRcWebStore11111111111`)).data
      .deliveryMetricsSummary;
    expect(JSON.parse(stdout)).toEqual(answer);
    expect((await run(args)).stdout).toContain('successes\t2\nsuccesses_on_first_attempt\t2\n');
    const screen = terminal(80);
    await run(args, { io: screen });
    expect(screen.stdout.text).toMatch(/^destination {20}Order webhook$/m);
    expect(screen.stderr.text).toMatch(/^▸ \S+Z to \S+Z, by minute$/m);
  });

  it.each([
    [[], 'MINUTE', 3_600],
    [['--since', '4h'], 'MINUTE', 4 * 3_600],
    [['--since', '5h'], 'HOUR', 5 * 3_600],
    [['--since', '3d', '--until', '2d'], 'HOUR', 86_400],
    [['--since', '40h', '--until', '38h'], 'MINUTE', 2 * 3_600],
    [['--since', '10d', '--until', '9d'], 'DAY', 86_400],
    [['--since', '2h', '--granularity', 'DAY'], 'DAY', 2 * 3_600],
  ])('%j: by %s, both ends told', async (flags, granularity, seconds) => {
    const { run } = await openScene();
    const { code, stderr } = await run([...args, ...flags, '--verbose']);
    const { startTime = '', endTime = '', ...query } = sent(stderr);
    expect([code, query]).toEqual([0, { sourceId: 'sRcWebStore11111111111', granularity }]);
    expect((Date.parse(endTime) - Date.parse(startTime)) / 1000).toBe(seconds);
  });

  it.each(['7d', '14d'])(
    '%s ago, the very edge, begins a minute later to arrive within reach',
    async (since) => {
      const { run } = await openScene();
      const { code, stderr } = await run([...args, '--since', since, '--verbose']);
      const { startTime = '', endTime = '' } = sent(stderr);
      const days = (Date.parse(endTime) - Date.parse(startTime) + 60_000) / 86_400_000;
      expect([code, `${days}d`]).toEqual([0, since]);
    },
  );

  it.each([
    [['--since', '15d'], 'range_too_long'],
    [['--since', '5h', '--granularity', 'minute'], 'range_too_long'],
    [['--since', '60h', '--until', '59h', '--granularity', 'minute'], 'range_too_long'],
    [['--since', '1h', '--until', '2h'], 'range_empty'],
    [['--since', 'yesterday'], 'time_invalid'],
  ])('%j: exit 2 before anything is sent', async (flags, code) => {
    const { run, waits } = await openScene();
    const result = await run([...args, ...flags, '--json'], {
      env: { SEGMENT_API_URL: 'http://127.0.0.1:9' },
    });
    expect(errorOf(result)).toMatchObject({ code, exitCode: 2 });
    expect([result.stdout, waits]).toEqual(['', []]);
  });

  it('--source: another one than its own is one that Segment does not find', async () => {
    const { run } = await openScene();
    const own = await run([...args, '--source', 'web_store', '--json']);
    expect(JSON.parse(own.stdout)).toMatchObject({ sourceId: 'sRcWebStore11111111111' });
    const other = await run([...args, '--source', 'order_service', '--json']);
    expect(errorOf(other)).toMatchObject({ code: 'not_found', exitCode: 5 });
    const unknown = await run([...args, '--source', 'web_stor', '--json']);
    expect(errorOf(unknown)).toMatchObject({ code: 'source_not_found', exitCode: 5 });
  });

  it.each(['"sourceId":null', '"sourceId":""', '"other":1'])(
    'of a destination with %s asks for no figures, but for the source',
    async (field) => {
      const { run, sandbox } = await openScene();
      const between = await putInBetween(sandbox.url);
      const text = (found: string) => found.replace(/"sourceId":"[^"]*"/, () => field);
      between.change(`GET /destinations/${webhook}`, (found) => ({ text: text(found) }));
      const env = { SEGMENT_API_URL: between.url };
      expect(errorOf(await run([...args, '--json'], { env }))).toMatchObject({
        code: 'source_missing',
        exitCode: 2,
        message: `The API does not say to which source the destination ${webhook} belongs.`,
        hint: 'Add --source. See: segment sources list',
      });
      const overview = ['delivery', '--destination', webhook, '--json'];
      expect(errorOf(await run(overview, { env })).code).toBe('source_missing');
      expect(between.places.filter((place) => /deliver/.test(place))).toEqual([]);
      expect(await run([...overview, '--source', 'web_store'], { env })).toMatchObject({ code: 0 });
      expect(await run([...args, '--source', 'web_store'], { env })).toMatchObject({ code: 0 });
    },
  );
});
