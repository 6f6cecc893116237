import { describe, expect, it } from 'vitest';
import { errorOf, openScene, terminal } from '../../helpers/reading.ts';
import { openTraffic } from '../../helpers/traffic-scene.ts';

const web = 'sRcWebStore11111111111';

/** Three days of messages, the last of them within the last minute. */
async function threeDays() {
  const scene = await openTraffic('2026-03-01T09:00:00Z');
  await scene.send('web', { event: 'Order Completed' }, { event: 'Product Viewed' });
  scene.at('2026-03-02T08:00:00Z');
  await scene.send('web', { event: 'Product Viewed' }, { type: 'identify', event: undefined });
  scene.at('2026-03-03T11:59:30Z');
  await scene.send('app', { event: 'Product Viewed' });
  scene.at('2026-03-03T12:00:00Z');
  return scene;
}

describe('segment volume', () => {
  it('--json is the API’s own series; the last minute is left out', async () => {
    const { run, api } = await threeDays();
    const { code, stdout, stderr } = await run(['volume', '--by', 'event', '--since', '3d', '--json']);
    const query =
      'granularity=HOUR&startTime=2026-02-28T12:00:00.000Z&endTime=2026-03-03T11:59:00.000Z&groupBy.0=eventName';
    expect([code, stderr, JSON.parse(stdout)]).toEqual([
      0,
      '',
      JSON.parse(await api(`/events/volume?${query}&pagination.count=200`)).data.result,
    ]);
    expect(JSON.parse(stdout).map(({ total }: { total: number }) => total)).toEqual([2, 1, 1]);
  });

  it('in a pipe: a line for each time; the range in full on stderr', async () => {
    const { run } = await threeDays();
    const { stdout, stderr } = await run(['volume', '--since', '2026-03-01', '--granularity', 'day']);
    expect(stdout).toBe('2026-03-01T00:00:00Z\t2\n2026-03-02T00:00:00Z\t2\n2026-03-03T00:00:00Z\t0\n');
    expect(stderr).toBe('▸ 2026-03-01T00:00:00Z to 2026-03-03T11:59:00Z, by day\n');
  });

  it('as CSV by several things: a line for each time and group', async () => {
    const { run } = await threeDays();
    const { stdout } = await run(
      'volume --since 2026-03-02 --until 2026-03-03 --granularity day --by type,source --csv'.split(' '),
    );
    expect(stdout).toBe(
      `time,type,source,count\n2026-03-02T00:00:00Z,track,${web},1\n2026-03-02T00:00:00Z,identify,${web},1\n`,
    );
  });

  it('on a terminal: a bar for each time', async () => {
    const { run } = await threeDays();
    const screen = terminal(40);
    await run(['volume', '--since', '2026-03-01', '--granularity', 'day'], { io: screen });
    expect(screen.stdout.text).toMatchInlineSnapshot(`
      "TIME (UTC)  MESSAGES  CHART
      2026-03-01         2  ████████████████
      2026-03-02         2  ████████████████
      2026-03-03         0
      total              4
      "
    `);
  });

  it('on a narrow terminal by group: names before bars', async () => {
    const { run } = await threeDays();
    const screen = terminal(40);
    await run(['volume', '--since', '3d', '--by', 'event'], { io: screen });
    expect(screen.stdout.text).toBe(
      [
        'EVENT            MESSAGES  OVER TIME',
        'Product Viewed          2  ▁▁█▁█▁▁▁',
        'Order Completed         1  ▁▁█▁▁▁▁▁',
        '(none)                  1  ▁▁▁▁█▁▁▁',
        '',
      ].join('\n'),
    );
  });

  it('on a terminal by group: bars and lines, sources by their slugs', async () => {
    const { run } = await threeDays();
    const screen = terminal(80);
    await run(['volume', '--since', '3d', '--by', 'event,source'], { io: screen });
    expect(screen.stdout.text).toMatchInlineSnapshot(`
      "EVENT            SOURCE     MESSAGES  CHART       OVER TIME
      Product Viewed   web_store         2  ██████████  ▁▁█▁█▁▁▁
      Order Completed  web_store         1  █████       ▁▁█▁▁▁▁▁
      (none)           web_store         1  █████       ▁▁▁▁█▁▁▁
      "
    `);
  });

  it('--by source: the sources without messages too, with 0', async () => {
    const { run, api } = await threeDays();
    const range = ['--since', '2026-03-01', '--until', '2026-03-03', '--granularity', 'day'];
    const { data } = JSON.parse(await api('/sources?pagination.count=200'));
    const ids: string[] = data.sources.map(({ id }: { id: string }) => id);
    const silent = ids.filter((id) => id !== web);
    expect(silent.length).toBeGreaterThan(1);

    const { stdout } = await run(['volume', '--by', 'source', ...range]);
    const zeros = silent.flatMap((id) => ['01', '02'].map((day) => `2026-03-${day}T00:00:00Z\t${id}\t0`));
    expect(stdout.trimEnd().split('\n')).toEqual([
      `2026-03-01T00:00:00Z\t${web}\t2`,
      `2026-03-02T00:00:00Z\t${web}\t2`,
      ...zeros,
    ]);
    const json = JSON.parse((await run(['volume', '--by', 'source', '--json', ...range])).stdout);
    expect(json[0]).not.toHaveProperty('noMessages');
    expect(json.slice(1)).toEqual(
      silent.map((id) => ({
        source: expect.objectContaining({ id }),
        total: 0,
        series: [],
        noMessages: true,
      })),
    );
    const screen = terminal(80);
    await run(['volume', '--by', 'source', ...range], { io: screen });
    expect(screen.stdout.text).toMatch(/^violations +0$/m);
  });

  it('--by source: none is added to a list that was cut, nor beside the sources that were asked for', async () => {
    const { run } = await threeDays();
    const range = ['--by', 'source', '--since', '2026-03-01', '--until', '2026-03-03', '--json'];
    const totals = async (...flags: string[]) => {
      const { stdout } = await run(['volume', ...range, ...flags]);
      return JSON.parse(stdout).map(({ total }: { total: number }) => total);
    };
    expect(await totals('--limit', '1')).toEqual([4]);
    expect(await totals('--limit', '2')).toEqual([4, 0]);
    expect(await totals('--source', 'web_store')).toEqual([4]);
    expect(await totals('--source', 'violations')).toEqual([0]);
  });

  it('--by source, for a token that may not list them: a word, and what there is', async () => {
    const { run, set } = await threeDays();
    await set({ switches: { troubles: [{ path: '/sources', status: 403 }] } });
    const args = ['volume', '--by', 'source', '--since', '2026-03-01', '--until', '2026-03-03', '--json'];
    const { code, stdout, stderr } = await run(args);
    expect([code, JSON.parse(stdout).length]).toEqual([0, 1]);
    expect(stderr).toContain('Sources without messages are not listed');
  });

  it('only some: by source, event and type', async () => {
    const { run } = await threeDays();
    const total = async (...flags: string[]) => {
      const { stdout } = await run(['volume', '--since', '7d', '--json', ...flags]);
      return JSON.parse(stdout)[0]?.total ?? 0;
    };
    expect(await total()).toBe(4);
    expect(await total('--source', 'web_store')).toBe(4);
    expect(await total('--source', 'shopping_app')).toBe(0);
    expect(await total('--event', 'Product Viewed')).toBe(2);
    expect(await total('--event', 'Product Viewed', '--event', 'Order Completed')).toBe(3);
    expect(await total('--type', 'identify')).toBe(1);
    expect(await total('--type', 'identify,track')).toBe(4);
  });

  it.each([
    ['90m', 'minute'],
    ['4d', 'hour'],
    ['7d', 'day'],
  ])('--since %s counts by %s', async (since, granularity) => {
    const { run } = await threeDays();
    expect((await run(['volume', '--since', since])).stderr).toContain(`, by ${granularity}\n`);
  });

  it('nothing found: an empty list, and words on stderr', async () => {
    const { run } = await threeDays();
    const args = ['volume', '--event', 'Nothing'];
    expect(await run([...args, '--json'])).toEqual({ code: 0, stdout: '[]\n', stderr: '' });
    expect(await run(args)).toMatchObject({
      code: 0,
      stdout: '',
      stderr: expect.stringMatching(/\nNo messages found.\n$/),
    });
  });

  it.each([
    [['--since', 'yesterday'], 'time_invalid'],
    [['--until', '2026-02-30'], 'time_invalid'],
    [['--since', '1d', '--until', '2d'], 'range_empty'],
    [['--since', '30s'], 'range_empty'],
    [['--by', 'colour'], 'invalid_argument'],
    [['--granularity', 'week'], 'invalid_argument'],
  ])('%j: exit 2, nothing sent', async (flags, code) => {
    const { run } = await openScene();
    const env = { SEGMENT_API_URL: 'http://127.0.0.1:9' };
    const result = await run(['volume', ...flags, '--json'], { env });
    expect([result.code, result.stdout, errorOf(result).code]).toEqual([2, '', code]);
  });

  it('a source that is not there: exit 5', async () => {
    const { run } = await openScene();
    const result = await run(['volume', '--source', 'web_stor', '--json']);
    expect([result.code, errorOf(result).hint]).toEqual([5, expect.stringContaining('“web_store”')]);
  });

  it('3,000 groups: all of them for a machine, the first ones before the last; 100 for a person', async () => {
    const { run, send, at } = await openTraffic('2026-03-01T09:00:00Z');
    const names = Array.from({ length: 3_000 }, (_, index) => ({ event: `Event ${index}` }));
    await send('web', ...names.slice(0, 2_000));
    await send('web', ...names.slice(2_000));
    at('2026-03-01T10:00:00Z');
    const { stdout } = await run(['volume', '--by', 'event', '--fields', 'eventName', '--ndjson']);
    expect(new Set(stdout.trimEnd().split('\n')).size).toBe(3_000);
    const screen = terminal(80);
    await run(['volume', '--by', 'event'], { io: screen });
    expect(screen.stdout.text.trimEnd().split('\n')).toHaveLength(101);
    expect(screen.stderr.text).toContain('The first 100 of 3,000 groups of messages');
  });
});
