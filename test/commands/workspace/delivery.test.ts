import { describe, expect, it } from 'vitest';
import { errorOf, openScene, terminal } from '../../helpers/reading.ts';
import { openTraffic } from '../../helpers/traffic-scene.ts';

const web = 'sRcWebStore11111111111';
const webhook = '66be7aeca665bd11f8908630';

/** Three messages that were received, and one that was discarded on ingest. */
async function fourMessages() {
  const scene = await openTraffic('2026-03-01T09:10:00Z');
  await scene.send('web', { event: 'Order Completed' }, { event: 'Product Viewed' }, { userId: undefined });
  scene.at('2026-03-01T10:10:00Z');
  await scene.send('web', { event: 'Product Viewed' });
  scene.at('2026-03-01T10:30:00Z');
  return scene;
}
const at = (path: string) => ({ path: `/delivery-overview/${path}`, status: 403 });

describe('segment delivery', () => {
  it('--json: the rows of each step as the API has them, with two keys beside its own', async () => {
    const { run, api } = await fourMessages();
    const { code, stdout, stderr } = await run([
      'delivery',
      '--destination',
      'Order webhook',
      '--since',
      '2h',
      '--json',
    ]);
    const range = 'startTime=2026-03-01T08:30:00.000Z&endTime=2026-03-01T10:30:00.000Z&granularity=HOUR';
    const rowOf = async (path: string) =>
      JSON.parse(
        await api(`/delivery-overview/${path}?sourceId=${web}&destinationConfigId=${webhook}&${range}`),
      ).data.dataset[0];
    expect([code, stderr]).toEqual([0, '']);
    const none = { total: 0, series: [], unavailable: null };
    expect(JSON.parse(stdout)).toEqual([
      { ...(await rowOf('successfully-received')), step: 'received', unavailable: null },
      { ...(await rowOf('failed-on-ingest')), step: 'failed-on-ingest', unavailable: null },
      { ...none, step: 'filtered-at-source' },
      { ...none, step: 'filtered-at-destination' },
      { ...none, step: 'failed' },
      { ...(await rowOf('successful-delivery')), step: 'successful', unavailable: null },
    ]);
    expect(JSON.parse(stdout).map(({ total }: { total: number }) => total)).toEqual([3, 1, 0, 0, 0, 3]);
  });

  it('of a source alone: the three steps before a destination, and a word on the others', async () => {
    const { run } = await fourMessages();
    const { stdout, stderr } = await run(['delivery', '--source', 'web_store', '--since', '2h']);
    expect(stdout).toMatchInlineSnapshot(`
      "2026-03-01T08:00:00Z	received	0
      2026-03-01T09:00:00Z	received	2
      2026-03-01T10:00:00Z	received	1
      2026-03-01T08:00:00Z	failed-on-ingest	0
      2026-03-01T09:00:00Z	failed-on-ingest	1
      2026-03-01T10:00:00Z	failed-on-ingest	0
      2026-03-01T08:00:00Z	filtered-at-source	0
      2026-03-01T09:00:00Z	filtered-at-source	0
      2026-03-01T10:00:00Z	filtered-at-source	0
      "
    `);
    expect(stderr).toContain('▸ 2026-03-01T08:30:00Z to 2026-03-01T10:30:00Z, by hour\n');
    expect(stderr).toContain('add --destination');
  });

  it('on a terminal: the steps below each other', async () => {
    const { run } = await fourMessages();
    const screen = terminal(80);
    await run(['delivery', '--destination', webhook, '--since', '2h'], { io: screen });
    expect(screen.stdout.text).toMatchInlineSnapshot(`
      "STEP                     MESSAGES  RETRIES  CHART       OVER TIME
      received                        3           ██████████  ▁█▅
      failed-on-ingest                1           ███         ▁█▁
      filtered-at-source              0
      filtered-at-destination         0
      failed                          0
      successful                      3           ██████████  ▁█▅
      "
    `);
    const narrow = terminal(40);
    await run(['delivery', '--destination', webhook, '--since', '2h'], { io: narrow });
    expect(narrow.stdout.text).toMatch(
      /^STEP +MESSAGES\nreceived +3\n {2}over time: ▁█▅\nfailed-on-ingest +1\n/,
    );
  });

  it('one step by event and reason', async () => {
    const { run } = await fourMessages();
    const args = 'delivery --source web_store --step failed-on-ingest --by event,reason --since 2h'.split(
      ' ',
    );
    expect(JSON.parse((await run([...args, '--json'])).stdout)).toMatchObject([
      { step: 'failed-on-ingest', eventName: 'Seen', discardReason: 'no_user_anon_id', total: 1 },
    ]);
    const { stdout } = await run([...args, '--csv']);
    expect(stdout.split('\n').slice(0, 2)).toEqual([
      'time,step,event,reason,count',
      '2026-03-01T08:00:00Z,failed-on-ingest,Seen,no_user_anon_id,0',
    ]);
  });

  it('only some messages: by event, type and reason', async () => {
    const { run } = await fourMessages();
    const totals = async (...flags: string[]) => {
      const { stdout } = await run([
        'delivery',
        '--source',
        'web_store',
        '--since',
        '2h',
        '--json',
        ...flags,
      ]);
      return JSON.parse(stdout).map(({ total }: { total: number }) => total);
    };
    expect(await totals('--event', 'Product Viewed')).toEqual([2, 0, 0]);
    expect(await totals('--type', 'identify')).toEqual([0, 0, 0]);
    expect(await totals('--step', 'failed-on-ingest', '--reason', 'no_user_anon_id')).toEqual([1]);
    expect(await totals('--step', 'failed-on-ingest', '--reason', 'other')).toEqual([0]);
  });

  it('steps that are not included say so, and the others are there', async () => {
    const { run, set } = await fourMessages();
    await set({ switches: { troubles: [at('failed-delivery'), at('failed-on-ingest')] } });
    const args = ['delivery', '--destination', webhook, '--since', '2h'];
    const { code, stdout } = await run([...args, '--json']);
    expect([code, JSON.parse(stdout)[1]]).toEqual([
      0,
      {
        total: null,
        series: null,
        step: 'failed-on-ingest',
        unavailable: { code: 'not_included', message: expect.stringContaining('(403)') },
      },
    ]);
    expect(JSON.parse(stdout)).toHaveLength(6);
    const screen = terminal(80);
    await run(args, { io: screen });
    expect(screen.stdout.text).toMatch(/^failed +not included \(403\)$/m);
    expect((await run(args)).stderr).toMatch(/warning: failed-on-ingest: .*\(403\)/);
  });

  it('one step that is not included: exit 4', async () => {
    const { run, set } = await fourMessages();
    await set({ switches: { troubles: [at('failed-delivery')] } });
    const args = ['delivery', '--destination', webhook, '--step', 'failed', '--json'];
    expect(await run(args)).toMatchObject({ code: 4, stdout: '' });
  });

  it.each([
    [['--since', '31d'], 'range_too_long'],
    [['--since', '5h', '--granularity', 'minute'], 'range_too_long'],
    [['--since', '3d', '--until', '70h', '--granularity', 'minute'], 'range_too_long'],
    [['--since', '15d', '--granularity', 'hour'], 'range_too_long'],
    [['--step', 'failed'], 'destination_missing'],
    [['--by', 'reason'], 'field_not_at_step'],
    [['--reason', 'x'], 'field_not_at_step'],
    [['--step', 'filtered-at-source', '--by', 'subscription'], 'field_not_at_step'],
    [['--step', 'delivered'], 'invalid_argument'],
  ])('%j: exit 2, nothing sent', async (flags, code) => {
    const { run } = await openScene();
    const env = { SEGMENT_API_URL: 'http://127.0.0.1:9' };
    const result = await run(['delivery', '--source', 'web_store', ...flags, '--json'], { env });
    expect([result.code, result.stdout, errorOf(result).code]).toEqual([2, '', code]);
  });

  it('neither source nor destination: exit 2', async () => {
    const { run } = await openScene();
    expect(errorOf(await run(['delivery', '--json']))).toMatchObject({ code: 'source_missing', exitCode: 2 });
  });

  it.each([
    ['--source', 'web_stor', '“web_store”'],
    ['--destination', 'Order webhok', '“Order webhook”'],
  ])('%s %s: exit 5, and which may have been meant', async (flag, name, meant) => {
    const { run } = await openScene();
    const result = await run(['delivery', flag, name, '--json']);
    expect([result.code, errorOf(result).hint]).toEqual([5, expect.stringContaining(meant)]);
  });

  it.each(['30d', '48h', '14d'])('--since %s is within reach of the API as well', async (since) => {
    const { run } = await openScene();
    expect((await run(['delivery', '--source', 'web_store', '--since', since])).code).toBe(0);
  });

  it('thousands of groups of one step: page by page', async () => {
    const { run, send, at: setTime } = await openTraffic('2026-03-01T09:00:00Z');
    await send('web', ...Array.from({ length: 2_000 }, (_, index) => ({ event: `Event ${index}` })));
    setTime('2026-03-01T10:00:00Z');
    const args = ['delivery', '--source', 'web_store', '--step', 'received', '--by', 'event'];
    const { stdout } = await run([...args, '--ndjson', '--fields', 'eventName']);
    expect(new Set(stdout.trimEnd().split('\n')).size).toBe(2_000);
    const screen = terminal(80);
    await run(args, { io: screen });
    expect(screen.stdout.text.trimEnd().split('\n')).toHaveLength(101);
    expect(screen.stderr.text).toContain('for all of them add --all');
  });
});
