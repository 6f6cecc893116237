import { describe, expect, it } from 'vitest';
import { itStreams } from '../../helpers/long-list.ts';
import { errorOf, openScene, terminal } from '../../helpers/reading.ts';

const webhook = '66be7aeca665bd11f8908630';
const analytics = 'dStWebAnalytics1111111';
const metadataId = '614a3c7d791c91c41bae7599';
const sourceId = 'sRcSandbox111111111111';
const many = <T>(make: (index: number) => T): T[] => Array.from({ length: 3_000 }, (_, index) => make(index));

describe('segment destinations list', () => {
  const args = ['destinations', 'list'];

  it('--json is what the API says, unchanged, and takes one request', async () => {
    const { run, api } = await openScene();
    const { stdout, stderr } = await run([...args, '--json', '--verbose']);
    expect(JSON.parse(stdout)).toEqual(JSON.parse(await api('/destinations')).data.destinations);
    expect(stderr.match(/^GET /gm)).toHaveLength(1);
  });

  it('in a pipe ids of sources; on a terminal their slugs', async () => {
    const { run } = await openScene();
    expect((await run(args)).stdout).toMatchInlineSnapshot(`
      "66be7aeca665bd11f8908630	Order webhook	Webhook (Actions)	sRcWebStore11111111111	yes
      dStWebAnalytics1111111	Web analytics	Example Analytics	sRcWebStore11111111111	yes
      dStMobileAnalytics1111	Example Analytics	Example Analytics	sRcShoppingApp11111111	yes
      dStCampaigns1111111111	Campaigns	Example Email	sRcOrderService1111111	no
      "
    `);
    const screen = terminal(80);
    await run(args, { io: screen });
    expect(screen.stdout.text).toMatchInlineSnapshot(`
      "ID                        NAME            TYPE            SOURCE         ENABLED
      66be7aeca665bd11f8908630  Order webhook   Webhook         web_store      yes
                                                (Actions)
      dStWebAnalytics1111111    Web analytics   Example         web_store      yes
                                                Analytics
      dStMobileAnalytics1111    Example         Example         shopping_app   yes
                                Analytics       Analytics
      dStCampaigns1111111111    Campaigns       Example Email   order_service  no
      "
    `);
  });

  it.each([
    [
      ['--source', 'web_store'],
      [webhook, analytics],
    ],
    [['--source', 'sRcShoppingApp11111111'], ['dStMobileAnalytics1111']],
    [['--source', 'web_store', '--type', 'ACTIONS-webhook'], [webhook]],
    [
      ['--type', 'Example Analytics'],
      [analytics, 'dStMobileAnalytics1111'],
    ],
    [['--type', 'analytics'], []],
    [['example'], [analytics, 'dStMobileAnalytics1111', 'dStCampaigns1111111111']],
    [['example', '--disabled'], ['dStCampaigns1111111111']],
    [['example', '--enabled', '--limit', '1'], [analytics]],
  ])('%j', async (filters, expected) => {
    const { run } = await openScene();
    const { code, stdout } = await run([...args, ...filters, '--json']);
    expect([code, JSON.parse(stdout).map(({ id }: { id: string }) => id)]).toEqual([0, expected]);
  });

  it('--source of a name that nothing has: exit 5, and the nearest', async () => {
    const { run } = await openScene();
    const result = await run([...args, '--source', 'web_stoer', '--json']);
    expect([result.code, result.stdout]).toEqual([5, '']);
    expect(errorOf(result).hint).toContain('Did you mean “web_store”?');
  });

  it('shows ids where the sources may not be read', async () => {
    const { run, set } = await openScene();
    await set({ switches: { troubles: [{ path: '/sources', status: 403 }] } });
    const screen = terminal(100);
    expect((await run(args, { io: screen })).code).toBe(0);
    expect(screen.stdout.text).toContain('sRcWebStore11111111111');
  });

  it('none: an empty list, and words on stderr', async () => {
    const { run } = await openScene({ base: 'empty' });
    expect(await run([...args, '--json'])).toEqual({ code: 0, stdout: '[]\n', stderr: '' });
    expect(await run(args)).toEqual({ code: 0, stdout: '', stderr: 'No destinations found.\n' });
  });

  const destinations = many((index) => ({
    id: `dSt${String(index).padStart(19, '0')}`,
    metadataId: '54521fd525e721e32a72ee01',
    sourceId,
  }));
  itStreams({ args, seed: { base: 'empty', destinations }, length: 3_000 });
});

describe('segment destinations get', () => {
  it.each([webhook, 'Order webhook', 'order WEBHOOK', 'actions-webhook'])('finds it as %s', async (name) => {
    const { run, api } = await openScene();
    const { stdout } = await run(['destinations', 'get', name, '--json']);
    expect(JSON.parse(stdout)).toEqual(JSON.parse(await api(`/destinations/${webhook}`)).data.destination);
  });

  it('shows the settings as Segment masks them', async () => {
    const { run } = await openScene();
    expect((await run(['destinations', 'get', 'Web analytics'])).stdout).toMatchInlineSnapshot(`
      "id	dStWebAnalytics1111111
      name	Web analytics
      type	Example Analytics
      source	sRcWebStore11111111111
      enabled	yes
      settings.apiKey	••••••••••3f9c
      settings.trackAllPages	true
      "
    `);
  });

  it('an unknown one: exit 5 and the nearest name; a type of several: exit 2', async () => {
    const { run } = await openScene();
    expect(errorOf(await run(['destinations', 'get', 'Order webhok', '--json']))).toMatchObject({
      code: 'destination_not_found',
      exitCode: 5,
      hint: expect.stringContaining('Order webhook'),
    });
    expect(errorOf(await run(['destinations', 'get', 'Example Analytics', '--json']))).toMatchObject({
      code: 'ambiguous_name',
      exitCode: 2,
      details: [
        'segment destinations get dStWebAnalytics1111111  # Web analytics, example-analytics, Example Analytics, source web_store',
        'segment destinations get dStMobileAnalytics1111  # example-analytics, Example Analytics, source shopping_app',
      ],
    });
  });

  it('names of several are told apart by the ids of their sources, where the sources cannot be listed', async () => {
    const { run, set } = await openScene();
    await set({ switches: { troubles: [{ path: '/sources', status: 403 }] } });
    const result = await run(['destinations', 'get', 'Example Analytics', '--json']);
    expect(errorOf(result)).toMatchObject({
      code: 'ambiguous_name',
      details: [
        expect.stringMatching(/source sRcWebStore11111111111$/),
        expect.stringMatching(/source sRcShoppingApp11111111$/),
      ],
    });
  });
});

describe('segment destinations subscriptions', () => {
  const args = ['destinations', 'subscriptions', webhook];
  const path = `/destinations/${webhook}/subscriptions`;

  it('--json is what the API says; in a pipe which action on which messages', async () => {
    const { run, api } = await openScene();
    const { stdout } = await run([...args, '--json']);
    expect(JSON.parse(stdout)).toEqual(JSON.parse(await api(path)).data.subscriptions);
    expect((await run(args)).stdout).toMatchInlineSnapshot(`
      "sUbOrderCompleted11111	Order Completed	send	yes	type = "track" and event = "Order Completed"
      sUbEverything111111111	Everything else	send	no	type = "track"
      "
    `);
  });

  it('none: words on stderr', async () => {
    const { run } = await openScene();
    expect((await run(['destinations', 'subscriptions', 'Campaigns'])).stderr).toBe(
      'No subscriptions found.\n',
    );
  });

  const subscriptions = many((index) => ({
    id: `sUb${index}`,
    name: `Subscription ${index}`,
    actionId: 'a',
    actionSlug: 'send',
    trigger: 'type = "track"',
  }));
  const destinations = [{ id: webhook, metadataId, sourceId, subscriptions }];
  itStreams({ args, seed: { base: 'empty', destinations }, length: 3_000 });
});

describe('segment destinations filters', () => {
  const args = ['destinations', 'filters', analytics];
  // Singular (docs/segment-api/public.md#destinations).
  const path = `/destination/${analytics}/filters`;

  it('--json is what the API says; in a pipe what is dropped when', async () => {
    const { run, api } = await openScene();
    const { stdout } = await run([...args, '--json']);
    expect(JSON.parse(stdout)).toEqual(JSON.parse(await api(path)).data.filters);
    expect((await run(args)).stdout).toMatchInlineSnapshot(`
      "fLtInternalTraffic1111	Internal traffic	DROP	yes	context.ip = "10.0.0.1"
      fLtNoEmail111111111111	No e-mail addresses	DROP_PROPERTIES	no	type = "identify"
      "
    `);
  });

  it('none: words on stderr', async () => {
    const { run } = await openScene();
    const { code, stdout, stderr } = await run(['destinations', 'filters', 'Campaigns']);
    expect([code, stdout, stderr]).toEqual([0, '', 'No filters found.\n']);
  });

  const filters = many((index) => ({
    id: `fLt${index}`,
    title: `Filter ${index}`,
    if: 'type = "track"',
    actions: [{ type: 'SAMPLE', percent: 0.1 }],
    createdAt: '2026-01-05T09:00:00.000Z',
    updatedAt: '2026-01-05T09:00:00.000Z',
  }));
  const destinations = [{ id: analytics, metadataId, sourceId, filters }];
  itStreams({ args, seed: { base: 'empty', destinations }, length: 3_000 });
});
