import { describe, expect, it } from 'vitest';
import { json, serve } from '../../helpers/http-server.ts';
import { itStreams } from '../../helpers/long-list.ts';
import { errorOf, openScene, terminal } from '../../helpers/reading.ts';
import { openTraffic } from '../../helpers/traffic-scene.ts';

const web = 'sRcWebStore11111111111';

/** Two days of March: three messages, then one more of an old user and one of a new one. */
async function march() {
  const scene = await openTraffic('2026-03-01T09:00:00Z');
  await scene.send('web', { userId: 'u1' }, { userId: 'u1' }, { userId: undefined, anonymousId: 'a1' });
  scene.at('2026-03-03T08:00:00Z');
  await scene.send('web', { userId: 'u1' });
  await scene.send('app', { userId: 'u2', anonymousId: 'a2' });
  return scene;
}

describe('segment usage api-calls', () => {
  it('--json is what the API says, with the day’s own figure beside it', async () => {
    const { run, api } = await march();
    const { code, stdout, stderr } = await run(['usage', 'api-calls', '--json']);
    const { data } = JSON.parse(await api('/usage/api-calls/daily?period=2026-03-01'));
    const rows = data.dailyWorkspaceAPICallsUsage;
    expect([code, stderr, rows.map(({ apiCalls }: { apiCalls: string }) => apiCalls)]).toEqual([
      0,
      '',
      ['3', '3', '5'],
    ]);
    expect(JSON.parse(stdout)).toEqual([
      { ...rows[0], daily: { apiCalls: 3 } },
      { ...rows[1], daily: { apiCalls: 0 } },
      { ...rows[2], daily: { apiCalls: 2 } },
    ]);
  });

  it('in a pipe and as CSV: time, the day, the month so far', async () => {
    const { run } = await march();
    const { stdout, stderr } = await run(['usage', 'api-calls']);
    expect([stdout, stderr]).toEqual([
      [
        '2026-03-01T00:00:00.000Z\t3\t3',
        '2026-03-02T00:00:00.000Z\t0\t3',
        '2026-03-03T00:00:00.000Z\t2\t5',
        '',
      ].join('\n'),
      '',
    ]);
    const csv = await run(['usage', 'api-calls', '--by', 'source', '--csv']);
    expect(csv.stdout).toContain('timestamp,sourceId,daily.apiCalls,apiCalls\n');
    expect(csv.stdout).toContain(`2026-03-03T00:00:00.000Z,${web},1,4\n`);
    const fields = await run(['usage', 'api-calls', '--fields', 'daily.apiCalls']);
    expect(fields.stdout).toBe('3\n0\n2\n');
  });

  it('on a terminal: a bar for each day and the month below', async () => {
    const { run } = await march();
    const screen = terminal(40);
    await run(['usage', 'api-calls'], { io: screen });
    expect(screen.stdout.text).toMatchInlineSnapshot(`
      "DAY         API CALLS  CHART
      2026-03-01          3  █████████████████
      2026-03-02          0
      2026-03-03          2  ███████████
      month               5
      "
    `);
    expect(screen.stderr.text).toBe('▸ 2026-03, in UTC\n');
  });

  it('on a terminal by source: names, the month, and its days as a line', async () => {
    const { run } = await march();
    const screen = terminal(60);
    await run(['usage', 'api-calls', '--by', 'source'], { io: screen });
    expect(screen.stdout.text).toMatchInlineSnapshot(`
      "SOURCE         API CALLS  OVER TIME
      web_store              4  █▁▃
      shopping_app           1  ▁▁█
      sandbox                0  ▁▁▁
      order_service          0  ▁▁▁
      violations             0  ▁▁▁
      "
    `);
  });

  it('of another month, by its name or a date in it', async () => {
    const { run, at } = await march();
    at('2026-04-02T00:00:00Z');
    const first = async (period: string) =>
      JSON.parse((await run(['usage', 'api-calls', '--period', period, '--json'])).stdout)[0].timestamp;
    expect(await first('2026-03')).toBe('2026-03-01T00:00:00.000Z');
    expect(await first('2026-03-31')).toBe('2026-03-01T00:00:00.000Z');
    expect(await first('2026-04')).toBe('2026-04-01T00:00:00.000Z');
  });

  it('nothing found: an empty list, and words on stderr', async () => {
    const { run } = await openScene();
    const args = ['usage', 'api-calls', '--period', '2199-01'];
    expect(await run(args)).toEqual({ code: 0, stdout: '', stderr: 'No usage for 2199-01 found.\n' });
    expect((await run([...args, '--json'])).stdout).toBe('[]\n');
  });

  it('a month that is none: exit 2, nothing sent', async () => {
    const { run } = await openScene();
    const env = { SEGMENT_API_URL: 'http://127.0.0.1:9' };
    const result = await run(['usage', 'api-calls', '--period', 'November', '--json'], { env });
    expect([result.code, errorOf(result).message]).toEqual([2, expect.stringContaining('2026-11')]);
  });

  it('names are a courtesy: without the sources, ids', async () => {
    const { run, set } = await march();
    await set({ switches: { troubles: [{ path: '/sources', status: 403 }] } });
    const screen = terminal(80);
    const { code } = await run(['usage', 'api-calls', '--by', 'source'], { io: screen });
    expect(code).toBe(0);
    expect(screen.stdout.text).toContain(web);
  });

  const sources = Array.from({ length: 400 }, (_, index) => ({ id: `sRc${index}`, slug: `s${index}` }));
  itStreams({
    args: ['usage', 'api-calls', '--by', 'source', '--period', '2024-03'],
    seed: { base: 'empty', sources },
    length: 401 * 31,
  });

  it('no more pages are asked for than --limit takes', async () => {
    const { run } = await openScene({ base: 'empty', sources });
    const args = ['usage', 'api-calls', '--by', 'source', '--period', '2024-03', '--limit', '3', '--verbose'];
    const { stdout, stderr } = await run(args);
    expect([stdout.split('\n').length - 1, stderr.match(/^GET /gm)]).toEqual([3, ['GET ']]);
  });

  it('the same in whatever order the API gives the rows', async () => {
    const { run } = await openScene();
    const of = (sourceId: string, figures: readonly number[]) =>
      figures.map((figure, index) => ({
        sourceId,
        apiCalls: String(figure),
        timestamp: `2026-03-0${index + 1}T00:00:00.000Z`,
      }));
    const inOrder = [...of('a', [3, 3, 9]), ...of('b', [1, 5, 6])];
    const answers = async (rows: readonly object[], args: readonly string[]) => {
      const data = { dailyPerSourceAPICallsUsage: rows, pagination: { current: 'MA==', totalEntries: 6 } };
      const server = await serve((_request, reply) => json(reply, 200, { data }));
      const screen = terminal(60);
      const wanted = ['usage', 'api-calls', '--by', 'source', '--period', '2026-03', ...args];
      const { stdout } = await run(wanted, {
        env: { SEGMENT_API_URL: server.url },
        ...(args.length === 0 && { io: screen }),
      });
      return stdout + screen.stdout.text;
    };
    const expected = new Map(inOrder.map((row, index) => [row, [3, 0, 6, 1, 4, 1][index]]));
    const orders = [inOrder, inOrder.toReversed(), [3, 0, 4, 2, 1, 5].flatMap((at) => inOrder[at] ?? [])];
    for (const rows of orders) {
      const wanted = rows.map((row) => ({ ...row, daily: { apiCalls: expected.get(row) } }));
      expect(JSON.parse(await answers(rows, ['--json']))).toEqual(wanted);
      expect(JSON.parse(await answers(rows, ['--json', '--limit', '2']))).toEqual(wanted.slice(0, 2));
      expect(await answers(rows, [])).toMatch(/\na +9 +▅▁█\nb +6 +▃█▃\n/);
    }
  });

  it('thousands of rows by source', async () => {
    const scene = await openTraffic('2026-03-31T09:00:00Z', { sources });
    const { stdout } = await scene.run(['usage', 'api-calls', '--by', 'source', '--ndjson']);
    expect(stdout.trimEnd().split('\n')).toHaveLength(405 * 31);
    const screen = terminal(80);
    await scene.run(['usage', 'api-calls', '--by', 'source'], { io: screen });
    expect(screen.stdout.text.trimEnd().split('\n')).toHaveLength(101);
    expect(screen.stderr.text).toContain('The first 100 of 405');
  });
});

describe('segment usage mtu', () => {
  it('--json is what the API says, with what each day added', async () => {
    const { run, api } = await march();
    const { stdout } = await run(['usage', 'mtu', '--json']);
    const rows = JSON.parse(await api('/usage/mtu/daily?period=2026-03-01')).data.dailyWorkspaceMTUUsage;
    const daily = [
      { identified: 1, anonymous: 1, anonymousIdentified: 0, neverIdentified: 1 },
      { identified: 0, anonymous: 0, anonymousIdentified: 0, neverIdentified: 0 },
      { identified: 1, anonymous: 1, anonymousIdentified: 1, neverIdentified: 0 },
    ];
    expect(JSON.parse(stdout)).toEqual(
      rows.map((row: object, index: number) => ({ ...row, daily: daily[index] })),
    );
  });

  it('on a terminal', async () => {
    const { run } = await march();
    const screen = terminal(80);
    await run(['usage', 'mtu'], { io: screen });
    expect(screen.stdout.text).toMatchInlineSnapshot(`
      "DAY         IDENTIFIED  ANONYMOUS  ANON. IDENTIFIED  NEVER IDENTIFIED  CHART
      2026-03-01           1          1                 0                 1  █████████
      2026-03-02           0          0                 0                 0
      2026-03-03           1          1                 1                 0  █████████
      month                2          2                 1                 1
      "
    `);
    const narrow = terminal(40);
    await run(['usage', 'mtu', '--by', 'source'], { io: narrow });
    expect(narrow.stdout.text).toMatch(
      /\nweb_store +1 +1\n {2}anon. identified: 0\n {2}never identified: 1\n/,
    );
  });

  it('by source, as CSV', async () => {
    const { run } = await march();
    const { stdout } = await run(['usage', 'mtu', '--by', 'source', '--csv', '--limit', '1']);
    expect(stdout.split('\n')[0]).toBe(
      'timestamp,sourceId,daily.identified,daily.anonymous,daily.anonymousIdentified,daily.neverIdentified,identified,anonymous,anonymousIdentified,neverIdentified',
    );
  });
});
