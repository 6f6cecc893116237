import { describe, expect, it } from 'vitest';
import { basic, openSandbox, post } from '../../helpers/sandbox.ts';
import { call, get } from './api.ts';

const web = 'sRcWebStore11111111111';
const ios = 'sRcShoppingApp11111111';
const keys = { web: 'webstorewebstorewebstorewebstore', ios: 'shoppingappshoppingappshoppingap' } as const;
const webhook = '66be7aeca665bd11f8908630';

/** A sandbox whose clock the test sets, and a way to send to it. */
async function openTraffic(start: string) {
  let now = new Date(start);
  const sandbox = await openSandbox({ now: () => now });
  return {
    sandbox,
    at: (time: string) => {
      now = new Date(time);
    },
    send: async (key: keyof typeof keys, ...messages: readonly Record<string, unknown>[]) => {
      const batch = messages.map((message) => ({ type: 'track', event: 'Seen', userId: 'u', ...message }));
      expect((await post(sandbox, '/v1/batch', { batch }, { authorization: basic(keys[key]) })).status).toBe(
        200,
      );
    },
  };
}

describe('usage', () => {
  it('counts what was received, cumulative within the month, a row for each day that has begun', async () => {
    const { sandbox, at, send } = await openTraffic('2026-02-27T10:00:00Z');
    await send('web', {}, {});
    at('2026-02-28T23:59:59.999Z');
    await send('ios', {});
    at('2026-03-01T00:00:00.000Z');
    await send('web', {}, {}, {});
    at('2026-03-03T08:00:00Z');
    await send('web', { userId: undefined }); // dropped: nobody
    await send('ios', {});

    const march = await get(sandbox, '/usage/api-calls/daily?period=2026-03-01');
    expect(march.data.dailyWorkspaceAPICallsUsage).toEqual([
      { apiCalls: '3', timestamp: '2026-03-01T00:00:00.000Z' },
      { apiCalls: '3', timestamp: '2026-03-02T00:00:00.000Z' },
      { apiCalls: '4', timestamp: '2026-03-03T00:00:00.000Z' },
    ]);
    const february = (await get(sandbox, '/usage/api-calls/daily?period=2026-02-01')).data;
    const calls = february.dailyWorkspaceAPICallsUsage.map(({ apiCalls }: { apiCalls: string }) => apiCalls);
    expect([february.pagination.totalEntries, calls.slice(-3)]).toEqual([28, ['0', '2', '3']]);

    const perSource = (await get(sandbox, '/usage/api-calls/sources/daily?period=2026-03-17')).data;
    const rows = perSource.dailyPerSourceAPICallsUsage;
    expect(rows).toHaveLength(5 * 3);
    const of = (id: string) =>
      rows
        .filter(({ sourceId }: { sourceId: string }) => sourceId === id)
        .map(({ apiCalls }: { apiCalls: string }) => apiCalls);
    expect([of(web), of(ios)]).toEqual([
      ['3', '3', '3'],
      ['0', '0', '1'],
    ]);
    expect((await get(sandbox, '/usage/api-calls/daily?period=2026-04-01')).data).toEqual({
      dailyWorkspaceAPICallsUsage: [],
      pagination: { current: 'MA==', totalEntries: 0 },
    });
  });

  it('tells users apart, by source and for the workspace', async () => {
    const { sandbox, at, send } = await openTraffic('2026-02-01T10:00:00Z');
    await send('web', { userId: 'u1', anonymousId: 'a1' }, { userId: undefined, anonymousId: 'a2' });
    at('2026-02-02T10:00:00Z');
    await send(
      'ios',
      { userId: 'u1' },
      { userId: 'u2', anonymousId: 'a2' },
      { userId: undefined, anonymousId: 'a3' },
    );

    const { dailyWorkspaceMTUUsage } = (await get(sandbox, '/usage/mtu/daily?period=2026-02-01')).data;
    const month = { periodStart: 1_769_904_000, periodEnd: 1_772_323_200 };
    expect(dailyWorkspaceMTUUsage).toEqual([
      {
        ...month,
        anonymous: '2',
        anonymousIdentified: '1',
        identified: '1',
        neverIdentified: '1',
        timestamp: '2026-02-01T00:00:00.000Z',
      },
      {
        ...month,
        anonymous: '3',
        anonymousIdentified: '2',
        identified: '2',
        neverIdentified: '1',
        timestamp: '2026-02-02T00:00:00.000Z',
      },
    ]);
    const { dailyPerSourceMTUUsage } = (await get(sandbox, '/usage/mtu/sources/daily?period=2026-02-01'))
      .data;
    const last = dailyPerSourceMTUUsage.filter(
      ({ sourceId, timestamp }: Record<string, string>) =>
        sourceId === ios && timestamp?.startsWith('2026-02-02'),
    );
    expect(last).toMatchObject([
      { anonymous: '2', anonymousIdentified: '1', identified: '2', neverIdentified: '1' },
    ]);
  });

  it('still counts what came under a key that was taken away', async () => {
    const { sandbox, send } = await openTraffic('2026-02-01T10:00:00Z');
    await send('web', {}, {});
    await call(sandbox, 'DELETE', `/sources/${web}/writekey/${keys.web}`);
    const { dailyPerSourceAPICallsUsage } = (
      await get(sandbox, '/usage/api-calls/sources/daily?period=2026-02-01')
    ).data;
    expect(dailyPerSourceAPICallsUsage).toContainEqual({
      sourceId: web,
      apiCalls: '2',
      timestamp: '2026-02-01T00:00:00.000Z',
    });
  });
});

describe('event volume', () => {
  const range = 'startTime=2026-02-01T10:00:00Z&endTime=2026-02-01T10:03:00Z';

  it('counts by minute, inside the start and outside the end', async () => {
    const { sandbox, at, send } = await openTraffic('2026-02-01T09:59:59.999Z');
    await send('web', {});
    at('2026-02-01T10:00:00Z');
    await send('web', {}, {});
    at('2026-02-01T10:02:30Z');
    await send('web', { type: 'identify', event: undefined });
    at('2026-02-01T10:03:00Z');
    await send('web', {});
    expect((await get(sandbox, `/events/volume?granularity=MINUTE&${range}`)).data).toEqual({
      path: '/observability/event_volume/v2.json',
      query: {
        workspaceId: 'wSpSandbox111111111111',
        granularity: 'MINUTE',
        startTime: '2026-02-01T10:00:00Z',
        endTime: '2026-02-01T10:03:00Z',
      },
      result: [
        {
          total: 3,
          series: [
            { time: '2026-02-01T10:00:00Z', count: 2 },
            { time: '2026-02-01T10:01:00Z', count: 0 },
            { time: '2026-02-01T10:02:00Z', count: 1 },
          ],
        },
      ],
      pagination: { current: 'MA==', totalEntries: 1 },
    });
    const empty = await get(
      sandbox,
      '/events/volume?granularity=DAY&startTime=2025-01-01&endTime=2025-01-02',
    );
    expect(empty.data.result).toEqual([]);
  });

  it('groups, filters and sorts by total', async () => {
    const { sandbox, send } = await openTraffic('2026-02-01T10:00:10Z');
    await send('web', { event: 'A' }, { event: 'B' }, { event: 'B' }, { type: 'page', event: undefined });
    await send('ios', { event: 'B', context: { app: { version: '2.0' } } });
    const ask = async (query: string) =>
      (await get(sandbox, `/events/volume?granularity=HOUR&${range}&${query}`)).data;

    const grouped = await ask('groupBy[]=eventName&groupBy[]=source');
    expect(grouped.query.groupBy).toEqual(['eventName', 'source']);
    expect(grouped.result.map(({ series, ...rest }: { series: unknown }) => rest)).toEqual([
      { eventName: 'B', source: { id: web, name: 'Web store', slug: 'web_store' }, total: 2 },
      { eventName: 'A', source: { id: web, name: 'Web store', slug: 'web_store' }, total: 1 },
      { eventName: '', source: { id: web, name: 'Web store', slug: 'web_store' }, total: 1 },
      { eventName: 'B', source: { id: ios, name: '', slug: 'shopping_app' }, total: 1 },
    ]);
    const total = async (query: string) => (await ask(query)).result[0]?.total;
    expect(await total(`sourceId.0=${web}`)).toBe(4);
    expect(await total('eventName=B')).toBe(3);
    expect(await total('eventType[0]=track&eventType[1]=page')).toBe(5);
    expect(await total('appVersion[]=2.0')).toBe(1);
    expect(await total(`eventName=A,B&sourceId=${ios}`)).toBe(1);
    expect((await ask('eventName.0=none')).result).toEqual([]);
    const paged = await ask('groupBy=eventName&pagination.count=1&pagination.cursor=MQ==');
    expect([paged.result.length, paged.result[0].eventName, paged.pagination.totalEntries]).toEqual([
      1,
      'A',
      3,
    ]);
  });
});

describe('delivery', () => {
  const range = 'granularity=MINUTE&startTime=2026-02-01T10:00:00Z&endTime=2026-02-01T10:02:00Z';

  it('says what became of messages at each step', async () => {
    const { sandbox, at, send } = await openTraffic('2026-02-01T10:00:10Z');
    await send('web', { event: 'A' }, { event: 'B' }, { userId: undefined }, { event: undefined });
    at('2026-02-01T10:01:30Z');
    await send('web', { event: 'A' });
    await send('ios', { event: 'A' });
    const ask = async (step: string, query = '') =>
      (
        await get(
          sandbox,
          `/delivery-overview/${step}?sourceId=${web}&destinationConfigId=${webhook}&${range}${query}`,
        )
      ).data;

    expect(await ask('successfully-received')).toEqual({
      total: 3,
      dataset: [
        {
          total: 3,
          series: [
            { time: '2026-02-01T10:00:00Z', count: 2 },
            { time: '2026-02-01T10:01:00Z', count: 1 },
          ],
        },
      ],
      pagination: { current: 'MA==', totalEntries: 1 },
    });
    const reasons = await ask('failed-on-ingest', '&groupBy.0=discardReason');
    expect(
      reasons.dataset.map(({ discardReason, total }: Record<string, unknown>) => [discardReason, total]),
    ).toEqual([
      ['no_user_anon_id', 1],
      ['event_not_defined', 1],
    ]);
    expect((await ask('failed-on-ingest', '&filter[discardReason][0]=no_user_anon_id')).total).toBe(1);
    expect((await ask('successful-delivery', '&filter[eventName].0=A')).total).toBe(2);
    expect((await ask('successful-delivery', '&filter.discardReason.0=successes.attempt.1')).total).toBe(3);
    expect((await ask('successful-delivery', '&filter.discardReason.0=successes.attempt.2')).total).toBe(0);
    expect((await ask('successful-delivery', '&filter[spaceId][0]=spa_sandbox')).total).toBe(0);
    for (const step of ['filtered-at-source', 'filtered-at-destination', 'failed-delivery'])
      expect(await ask(step)).toEqual({
        total: 0,
        dataset: [],
        pagination: { current: 'MA==', totalEntries: 0 },
      });
  });

  it.each([
    [`/delivery-overview/successfully-received?sourceId=none&${range}`, 404],
    [`/delivery-overview/failed-delivery?sourceId=${web}&destinationConfigId=none&${range}`, 404],
    [`/delivery-overview/failed-delivery?sourceId=${ios}&destinationConfigId=${webhook}&${range}`, 404],
    [`/delivery-overview/successfully-received?sourceId=${web}&groupBy=discardReason&${range}`, 422],
    [`/delivery-overview/filtered-at-source?sourceId=${web}&filter[audienceId][0]=a&${range}`, 422],
    [`/delivery-overview/successfully-received?sourceId=${web}&${range.replace('10:02', '16:00')}`, 422],
    [`/delivery-overview/successfully-received?sourceId=${web}&${range.replace('MINUTE', 'minute')}`, 200],
  ])('%s gives %i', async (path, status) => {
    const { sandbox } = await openTraffic('2026-02-01T10:00:00Z');
    expect((await get(sandbox, path)).status).toBe(status);
  });

  it('sums up the metrics of a destination', async () => {
    const { sandbox, at, send } = await openTraffic('2026-02-01T09:00:00Z');
    await send('web', {});
    at('2026-02-01T10:30:00Z');
    await send('web', {}, {});
    await send('ios', {});
    const path = `/destinations/${webhook}/delivery-metrics?sourceId=${web}`;
    const { deliveryMetricsSummary } = (await get(sandbox, path)).data;
    expect(deliveryMetricsSummary).toMatchObject({
      sourceId: web,
      destinationMetadataId: '614a3c7d791c91c41bae7599',
    });
    const { metrics } = deliveryMetricsSummary;
    expect(metrics[0]).toEqual({
      metricName: 'successes',
      total: 2,
      breakdown: [
        { metricName: 'successes_on_first_attempt', value: 2 },
        { metricName: 'successes_after_retry', value: 0 },
      ],
    });
    expect(metrics.map(({ metricName }: { metricName: string }) => metricName)).toEqual([
      'successes',
      'expired',
      'discarded',
      'retried',
      'time_to_success',
      'time_to_first_attempt',
    ]);
    const whole = await get(sandbox, `${path}&granularity=DAY`);
    expect(whole.data.deliveryMetricsSummary.metrics[0].total).toBe(3);
    expect((await get(sandbox, `/destinations/${webhook}/delivery-metrics?sourceId=${ios}`)).status).toBe(
      404,
    );
  });
});
