import { describe, expect, it } from 'vitest';
import { moreWords } from '../../src/mcp/rows.ts';
import { objectKinds } from '../../src/workspace/object-kinds.ts';
import { openMcp } from '../helpers/mcp.ts';
import { openSandbox, post } from '../helpers/sandbox.ts';

// The tools that look something up, called by the official client.

const web = { authorization: `Basic ${btoa('webstorewebstorewebstorewebstore:')}` };

const order = {
  type: 'track',
  event: 'Order Completed',
  userId: 'user_1',
  messageId: 'order-1',
  properties: { revenue: 49.9, order: 'A-1' },
};

/** A sandbox that knows user_1 of Acme, and a server bound to it. */
async function open(args: readonly string[] = []) {
  const sandbox = await openSandbox();
  await post(sandbox, '/v1/track', order, web);
  await post(
    sandbox,
    '/v1/identify',
    { userId: 'user_1', traits: { email: 'maya@example.com', plan: 'pro' } },
    web,
  );
  await post(sandbox, '/v1/group', { userId: 'user_1', groupId: 'acme', traits: { seats: 3 } }, web);
  const { call, ...mcp } = await openMcp({ args: ['-w', 'sandbox', '--url', sandbox.url, ...args] });
  return {
    sandbox,
    ...mcp,
    call,
    /** What a tool answered, which is to be no error. */
    async read(name: string, given: Record<string, unknown> = {}): Promise<Record<string, unknown>> {
      const { isError, value, text } = await call(name, given);
      expect({ isError, error: isError ? value : undefined }).toEqual({ isError: false, error: undefined });
      return { ...value, text };
    },
    async fail(name: string, given: Record<string, unknown> = {}) {
      const { isError, value } = await call(name, given);
      expect(isError).toBe(true);
      return value;
    },
  };
}

it('says that there is more, wherever a list is cut', async () => {
  const { read } = await open();
  const paged = { path: '/sources', query: { pagination: { count: 2 } } };
  const whole = await read('SEGMENT_CALL_READING_ENDPOINT', { ...paged, limit: 100 });
  const count = Array.isArray(whole.items) ? whole.items.length : 0;
  expect([count > 3, whole.more]).toEqual([true, false]);
  for (let limit = 1; limit < count; limit += 1)
    expect([limit, (await read('SEGMENT_CALL_READING_ENDPOINT', { ...paged, limit })).more]).toEqual([
      limit,
      true,
    ]);
  expect(await read('SEGMENT_LIST_WORKSPACE_OBJECTS', { kind: 'function', limit: 1 })).toMatchObject({
    more: true,
  });
  expect(await read('SEGMENT_LIST_WORKSPACE_OBJECTS', { kind: 'function', limit: 9 })).toMatchObject({
    more: false,
  });
});

describe('SEGMENT_GET_PROFILE', () => {
  const tool = 'SEGMENT_GET_PROFILE';

  it('gives all of a profile, by any of its ids', async () => {
    const { read } = await open();
    for (const id of ['user_id:user_1', 'user_1', 'email:maya@example.com'])
      expect(await read(tool, { id })).toMatchObject({
        collection: 'users',
        traits: { email: 'maya@example.com', plan: 'pro' },
        events: [
          { event: 'Order Completed', message_id: 'order-1', properties: { revenue: 49.9, order: 'A-1' } },
        ],
        links: [{ to_collection: 'accounts' }],
      });
    expect(await read(tool, { id: 'group_id:acme' })).toMatchObject({
      id: 'group_id:acme',
      collection: 'accounts',
      traits: { seats: 3 },
    });
  });

  it('gives one part as items, narrowed down by name', async () => {
    const { read } = await open();
    const id = 'user_id:user_1';
    expect(await read(tool, { id, part: 'traits', names: ['plan'] })).toMatchObject({
      items: [{ name: 'plan', value: 'pro' }],
      more: false,
    });
    expect(await read(tool, { id, part: 'events', names: ['Order Completed'], since: '1h' })).toMatchObject({
      items: [{ message_id: 'order-1' }],
    });
    expect(await read(tool, { id, part: 'events', names: ['Nothing'] })).toMatchObject({
      items: [],
      more: false,
    });
    expect(await read(tool, { id, part: 'external_ids' })).toMatchObject({
      items: expect.arrayContaining([expect.objectContaining({ type: 'email', id: 'maya@example.com' })]),
    });
    expect(await read(tool, { id, part: 'links' })).toMatchObject({ items: [{ to_collection: 'accounts' }] });
    expect(await read(tool, { id, part: 'metadata' })).toMatchObject({
      metadata: { first_source_id: 'Web store' },
    });
  });

  it('says who is not there, and what would help', async () => {
    const { fail } = await open();
    expect(await fail(tool, { id: 'user_id:User_1' })).toMatchObject({
      code: 'profile_not_found',
      status: 404,
      hint: 'Segment looks ids up in lower case. Try: SEGMENT_GET_PROFILE with id user_id:user_1',
    });
    expect(await fail(tool, { id: 'user_1', part: 'events', since: 'soon' })).toMatchObject({
      code: 'bad_value',
      message: 'since soon is not a time.',
    });
    expect(await fail(tool, { id: 'user_1', since: '2h' })).toMatchObject({ code: 'argument_unused' });
    expect(await fail(tool, { id: 'user_1', part: 'all of it' })).toMatchObject({
      code: 'arguments_invalid',
    });
    expect(await fail(tool)).toMatchObject({ code: 'arguments_invalid' });
  });
});

describe('SEGMENT_LIST_WORKSPACE_OBJECTS', () => {
  const tool = 'SEGMENT_LIST_WORKSPACE_OBJECTS';

  const lists: readonly (readonly [string, object, number, object | undefined])[] = [
    [
      'source',
      {},
      5,
      {
        id: 'sRcWebStore11111111111',
        slug: 'web_store',
        name: 'Web store',
        enabled: true,
        'metadata.name': 'Javascript',
      },
    ],
    ['source', { word: 'STORE' }, 1, { slug: 'web_store' }],
    ['source', { enabled: false }, 1, { slug: 'violations' }],
    ['source_without_plan', {}, 3, { slug: 'order_service' }],
    [
      'destination',
      {},
      4,
      { id: '66be7aeca665bd11f8908630', name: 'Order webhook', sourceId: 'sRcWebStore11111111111' },
    ],
    ['destination', { of: 'web_store' }, 2, { name: 'Web analytics' }],
    ['subscription', { of: 'Order webhook' }, 2, { name: 'Order Completed', enabled: true }],
    [
      'filter',
      { of: 'Web analytics', enabled: true },
      1,
      { title: 'Internal traffic', actions: [{ type: 'DROP' }] },
    ],
    ['warehouse', {}, 2, { 'settings.name': 'Reporting DB', 'metadata.name': 'Postgres' }],
    ['warehouse', { of: 'order_service' }, 1, { id: 'wHsReportingDb11111111' }],
    ['warehouse_source', { of: 'Reporting DB' }, 2, { slug: 'order_service' }],
    ['warehouse_sync', { of: 'Reporting DB', word: 'partial' }, 1, { status: 'PARTIAL', count: 1_204 }],
    ['tracking_plan', {}, 2, { id: 'tp_web_store', name: 'Web store', type: 'LIVE' }],
    [
      'tracking_plan_rule',
      { of: 'tp_web_store', word: 'order' },
      1,
      { key: 'Order Completed', type: 'TRACK' },
    ],
    ['tracking_plan_source', { of: 'tp_web_store' }, 1, { slug: 'web_store' }],
    ['tracking_plan_without_source', {}, 0, undefined],
    [
      'transformation',
      { of: 'web_store', word: 'rename' },
      1,
      { name: 'Rename checkout', newEventName: 'Order Completed' },
    ],
    ['function', { word: 'refund' }, 1, { id: 'sfnc_wSandboxRefunds', resourceType: 'SOURCE' }],
    ['reverse_etl_model', {}, 1, { name: 'Big spenders', sourceId: 'sRcWebStore11111111111' }],
    ['space', {}, 1, { id: 'spa_sandbox' }],
    ['audience', { enabled: true }, 1, { key: 'big_spenders', 'size.count': 128 }],
    ['computed_trait', { of: 'sandbox' }, 2, { key: 'lifetime_value' }],
    ['user', {}, 2, { email: 'ann@example.com' }],
    ['user', { of: 'Admins' }, 1, { email: 'ann@example.com' }],
    ['group', {}, 2, { name: 'Analysts', memberCount: 2 }],
    ['role', {}, 3, { name: 'Source Admin' }],
    ['label', {}, 4, { key: 'environment', value: 'prod' }],
    ['catalog_destination', { word: 'webhook' }, 1, { slug: 'actions-webhook' }],
    ['catalog_source', { word: 'javascript' }, 1, { slug: 'javascript' }],
    ['catalog_warehouse', { word: 'postgres' }, 1, { slug: 'postgres' }],
  ];

  it('lists objects of every kind', async () => {
    const { read } = await open();
    for (const [kind, filter, count, one] of lists) {
      const { items, more } = await read(tool, { kind, ...filter });
      const label = `${kind} ${JSON.stringify(filter)}`;
      expect([Array.isArray(items) ? items.length : undefined, more], label).toEqual([count, false]);
      if (one !== undefined) expect(items, label).toContainEqual(expect.objectContaining(one));
    }
    expect([...new Set(lists.map(([kind]) => kind))].sort()).toEqual(Object.keys(objectKinds).sort());
  });

  it('gives the fields asked for, and names one that is not there', async () => {
    const { read, fail } = await open();
    expect(
      await read(tool, { kind: 'source', word: 'web', fields: ['slug', 'labels.0.value'] }),
    ).toMatchObject({
      items: [{ slug: 'web_store', 'labels.0.value': 'prod' }],
    });
    expect(await fail(tool, { kind: 'source', fields: ['slugg'] })).toMatchObject({
      code: 'unknown_field',
      hint: 'Did you mean “slug”?',
    });
  });

  it('says that there are more', async () => {
    const { read } = await open();
    const { items, more, text } = await read(tool, { kind: 'source', limit: 2 });
    expect([items, more]).toMatchObject([[{ slug: 'sandbox' }, { slug: 'web_store' }], true]);
    expect(text).toBe('2 objects of the kind source; there are more: raise limit, or narrow it down.');
    expect([moreWords(true, 1_000), moreWords(false, 1_000)]).toEqual([
      '; there are more: narrow it down, as limit can be no larger',
      '',
    ]);
  });

  it('says what has to be named', async () => {
    const { fail } = await open();
    expect(await fail(tool, { kind: 'subscription' })).toMatchObject({
      code: 'destination_missing',
      hint: 'Name the destination by its id, slug or name.',
    });
    expect(await fail(tool, { kind: 'subscription', of: 'Order webhok' })).toMatchObject({
      code: 'destination_not_found',
      hint: 'Did you mean “Order webhook”? See: SEGMENT_LIST_WORKSPACE_OBJECTS with kind destination',
    });
    expect(await fail(tool, { kind: 'planet' })).toMatchObject({ code: 'arguments_invalid' });
    for (const word of ['', '  ', '\u00a0\n'])
      expect(await fail(tool, { kind: 'source', word })).toMatchObject({ code: 'arguments_invalid' });
    expect(await fail(tool, { kind: 'label', of: 'web_store' })).toMatchObject({ code: 'owner_unknown' });
    expect(await fail(tool, { kind: 'label', enabled: true })).toMatchObject({ code: 'state_unknown' });
  });
});

describe('SEGMENT_GET_WORKSPACE_OBJECT', () => {
  const tool = 'SEGMENT_GET_WORKSPACE_OBJECT';

  const objects: readonly (readonly [string, string, object, object])[] = [
    [
      'source',
      'web_store',
      {},
      { id: 'sRcWebStore11111111111', trackingPlanId: 'tp_web_store', writeKeys: ['webs…tore'] },
    ],
    ['source', 'order_service', {}, { trackingPlanId: null }],
    ['destination', 'Order webhook', {}, { settings: { sharedSecret: '••••…dada' } }],
    ['warehouse', 'postgres', {}, { settings: { name: 'Reporting DB', port: 5_432 } }],
    ['tracking_plan', 'Web store', {}, { id: 'tp_web_store', description: 'What the shop may send.' }],
    ['transformation', 'Rename checkout', {}, { newEventName: 'Order Completed' }],
    ['function', 'Refunds', {}, { id: 'sfnc_wSandboxRefunds' }],
    ['function', 'sfnc_wSandboxRefunds', {}, { displayName: 'Refunds' }],
    [
      'user',
      'bo@example.com',
      {},
      { permissions: [{ roleName: 'Workspace Member' }, { roleName: 'Source Admin' }] },
    ],
    ['group', 'Admins', {}, { memberCount: 1 }],
    ['space', 'sandbox', {}, { id: 'spa_sandbox' }],
    ['audience', 'big_spenders', {}, { size: { count: 128 } }],
    ['computed_trait', 'ctr_last_product', { of: 'sandbox' }, { enabled: false }],
    ['subscription', 'Everything else', { of: 'Order webhook' }, { enabled: false }],
    ['role', 'Workspace Owner', {}, { id: '1WDUuRLxv84rrfCNUwvkrRtkxnS' }],
    ['catalog_destination', 'actions-webhook', {}, { slug: 'actions-webhook' }],
  ];

  it('reads one of every kind', async () => {
    const { read } = await open();
    for (const [kind, name, more, wanted] of objects)
      expect(await read(tool, { kind, name, ...more }), `${kind} ${name}`).toMatchObject({
        kind,
        object: wanted,
      });
  });

  it('gives the fields asked for', async () => {
    const { read } = await open();
    const { object } = await read(tool, {
      kind: 'source',
      name: 'web_store',
      fields: ['settings.website_url'],
    });
    expect(object).toEqual({ 'settings.website_url': 'https://shop.example.com' });
  });

  it('says what is not there, with the nearest name', async () => {
    const { fail } = await open();
    expect(await fail(tool, { kind: 'function', name: 'Refund' })).toMatchObject({
      code: 'function_not_found',
      hint: 'Did you mean “Refunds”? See: SEGMENT_LIST_WORKSPACE_OBJECTS with kind function',
    });
    expect(await fail(tool, { kind: 'source', name: 'web_sto' })).toMatchObject({
      code: 'source_not_found',
      hint: 'Did you mean “web_store”? See: SEGMENT_LIST_WORKSPACE_OBJECTS with kind source',
    });
  });
});

describe('the figures of a workspace', () => {
  const tool = 'SEGMENT_GET_USAGE_VOLUME_OR_DELIVERY';

  it('are its overview', async () => {
    const { read } = await open();
    expect(await read('SEGMENT_GET_WORKSPACE_OVERVIEW')).toMatchObject({
      server: { region: 'us', sandbox: true },
      workspace: { slug: 'sandbox' },
      sources: { total: 5, enabled: 4 },
      trackingPlans: { total: 2 },
      violations: { detections: 2, sources: 1 },
      apiCalls: { total: 3 },
      unavailable: [],
    });
  });

  it('are its volume, also of silent sources', async () => {
    const { read } = await open();
    const { items } = await read(tool, { figure: 'volume', by: ['source'], since: '2d' });
    expect(items).toHaveLength(5);
    expect(items).toContainEqual(
      expect.objectContaining({ source: expect.objectContaining({ slug: 'order_service' }), total: 0 }),
    );
    expect(await read(tool, { figure: 'volume', source: 'web_store', types: ['track'] })).toMatchObject({
      figure: 'volume',
      granularity: 'day',
    });
  });

  it('are its deliveries, step by step', async () => {
    const { read } = await open();
    const steps = ['received', 'failed-on-ingest', 'filtered-at-source'];
    const { items } = await read(tool, { figure: 'delivery', source: 'web_store', since: '2h' });
    expect(items).toMatchObject(steps.map((step) => ({ step, unavailable: null })));
    const { items: all } = await read(tool, {
      figure: 'delivery',
      destination: 'Order webhook',
      since: '2h',
    });
    expect(all).toMatchObject(
      [...steps, 'filtered-at-destination', 'failed', 'successful'].map((step) => ({ step })),
    );
  });

  it('are its usage, with what each day added', async () => {
    const { read } = await open();
    const calls = await read(tool, { figure: 'api-calls' });
    expect(calls.month).toBe(new Date().toISOString().slice(0, 7));
    expect(calls.items).toContainEqual(expect.objectContaining({ apiCalls: '3', daily: { apiCalls: 3 } }));
    const { items } = await read(tool, { figure: 'mtu', by: ['source'] });
    expect(items).toContainEqual(
      expect.objectContaining({
        sourceId: 'sRcWebStore11111111111',
        daily: expect.objectContaining({ identified: 1 }),
      }),
    );
  });

  it('refuse what would say nothing', async () => {
    const { fail } = await open();
    expect(await fail(tool, { figure: 'mtu', source: 'web_store' })).toMatchObject({
      code: 'argument_unused',
      message: 'mtu does not know the argument source.',
    });
    expect(await fail(tool, { figure: 'volume', by: ['reason'] })).toMatchObject({
      code: 'group_of_another',
    });
    expect(await fail(tool, { figure: 'mtu', month: 'May' })).toMatchObject({ code: 'bad_value' });
    expect(await fail(tool, { figure: 'delivery' })).toMatchObject({
      code: 'source_missing',
      hint: 'Add source or destination. See: SEGMENT_LIST_WORKSPACE_OBJECTS with kind source',
    });
    expect(await fail(tool, { figure: 'delivery', source: 'web_store', since: '60d' })).toMatchObject({
      code: 'range_too_long',
      hint: 'Let it begin later: since 14d',
    });
  });
});

describe('the audit trail', () => {
  const tool = 'SEGMENT_LIST_VIOLATIONS_OR_CHANGES';

  it('tells which sources violated their plan', async () => {
    const { read } = await open();
    expect(await read(tool, { what: 'violations' })).toMatchObject({
      items: [{ sourceId: 'sRcWebStore11111111111', detections: 2 }],
    });
    expect(await read(tool, { what: 'violations', of: 'order_service' })).toMatchObject({ items: [] });
  });

  it('tells who changed what', async () => {
    const { read, fail } = await open();
    const { items } = await read(tool, { what: 'changes', since: '90d', actor: 'bo@example.com' });
    expect(items).toHaveLength(3);
    expect(
      await read(tool, { what: 'changes', since: '90d', of: 'web_store', types: ['Source Created'] }),
    ).toMatchObject({ items: [{ type: 'Source Created', actorEmail: 'ann@example.com' }] });
    expect(await fail(tool, { what: 'violations', actor: 'ann@example.com' })).toMatchObject({
      code: 'argument_unused',
      message: 'violations does not know the argument actor.',
    });
  });
});

describe('any endpoint', () => {
  const tool = 'SEGMENT_CALL_READING_ENDPOINT';

  it('is found by words', async () => {
    const { read } = await open();
    expect(await read('SEGMENT_SEARCH_ENDPOINTS', { words: 'connection state' })).toMatchObject({
      items: [
        {
          method: 'GET',
          path: '/warehouses/{warehouseId}/connection-state',
          sandbox: true,
          rateLimit: '200/min',
        },
      ],
      more: false,
    });
  });

  it('is called by GET alone', async () => {
    const { read } = await open();
    expect(await read(tool, { path: '/warehouses/wHsArchive111111111111/connection-state' })).toMatchObject({
      reply: { data: { connectionState: 'FAILED' } },
    });
    const [startTime, endTime] = [3, 0].map((days) => new Date(Date.now() - days * 86_400_000).toISOString());
    const { items, more } = await read(tool, { path: 'sources', limit: 2 });
    expect([items, more]).toMatchObject([
      [{ slug: 'sandbox' }, { slug: 'web_store', writeKeys: ['webs…tore'] }],
      true,
    ]);
    expect(
      await read(tool, { path: '/audit-events', query: { 'pagination.count': 1, startTime, endTime } }),
    ).toMatchObject({
      items: [{}, {}, {}, {}],
    });
    expect(await read(tool, { path: '/functions', query: { resourceType: 'SOURCE' } })).toMatchObject({
      items: [{ displayName: 'Refunds' }],
    });
    const profile = '/v1/spaces/{space}/collections/users/profiles/user_id:user_1';
    expect(
      await read(tool, { api: 'profile', path: `${profile}/traits`, query: { limit: 1 } }),
    ).toMatchObject({
      reply: { traits: { email: 'maya@example.com' } },
    });
  });

  const wrong: readonly (readonly [string, Record<string, unknown>, string])[] = [
    ['another host', { path: 'https://example.com/sources' }, 'foreign_url'],
    [
      'another space',
      { api: 'profile', path: '/v1/spaces/other/collections/users/profiles/user_id:user_1/traits' },
      'space_bound',
    ],
    ['dots', { path: '/sources/../users' }, 'path_invalid'],
    ['encoded dots', { path: '/sources/%2e%2e/users' }, 'path_invalid'],
    ['nothing', { path: '/sources/none' }, 'not_found'],
    ['a list without what it needs', { path: '/functions' }, 'input_refused'],
  ];

  it('leads nowhere else', async () => {
    const { fail } = await open();
    for (const [name, given, code] of wrong) expect(await fail(tool, given), name).toMatchObject({ code });
  });
});

describe('SEGMENT_JUDGE_MESSAGE', () => {
  const tool = 'SEGMENT_JUDGE_MESSAGE';

  it('tells what Segment would do, why, and what helps', async () => {
    const { read, sandbox } = await open();
    const before = sandbox.journal.counts.stored;
    expect(
      await read(tool, {
        message: { type: 'track', event: 'A', userId: 'u', timestamp: '2026-11-29T08:00:00Z' },
      }),
    ).toMatchObject({
      verdict: 'accept',
      warnings: [],
      limits: { messageBytes: 32_768, batchBytes: 491_520, batchMessages: 2_500 },
    });
    expect(await read(tool, { message: { type: 'track', event: 'A' } })).toMatchObject({
      verdict: 'drop',
      code: 'no_user_anon_id',
      fix: 'Add a userId or an anonymousId.',
      members: ['userId', 'anonymousId'],
    });
    expect(await read(tool, { message: { type: 'track', event: 'A', userId: 7 } })).toMatchObject({
      code: 'id_not_string',
      fix: 'Write ids as strings that are not empty.',
    });
    expect(await read(tool, { message: { event: 'A' } })).toMatchObject({
      code: 'type_missing',
      fix: 'Add a type.',
    });
    const large = { type: 'track', event: 'A', userId: 'u', properties: { a: 'x'.repeat(33_000) } };
    const { verdict, code, bytes } = await read(tool, { message: large });
    expect([verdict, code, Number(bytes) > 33_000]).toEqual(['refuse', 'message_too_large', true]);
    expect(sandbox.journal.counts.stored).toBe(before);
  });
});

describe('the tools of the sandbox', () => {
  it('wait for what comes later', async () => {
    const { sandbox, read } = await open();
    const tool = 'SEGMENT_WAIT_FOR_SANDBOX_MESSAGES';
    expect(await read(tool, { event: 'Order Completed', userId: 'user_1' })).toMatchObject({
      met: true,
      count: 1,
    });
    const waiting = read(tool, { event: 'Later', timeoutMs: 20_000 });
    await post(sandbox, '/v1/track', { ...order, event: 'Later', messageId: 'later' }, web);
    expect(await waiting).toMatchObject({ met: true, events: [{ messageId: 'later' }] });
    expect(await read(tool, { event: 'Order Complete', timeoutMs: 1 })).toMatchObject({
      met: false,
      count: 0,
      nearest: [{ reasons: [expect.stringContaining('not Order Complete')] }, {}, {}],
    });
  });

  it('check what arrived', async () => {
    const { read, fail } = await open();
    const tool = 'SEGMENT_ASSERT_SANDBOX_MESSAGES';
    const event = 'Order Completed';
    expect(
      await read(tool, { event, count: 1, fields: { 'properties.revenue': 49.9 }, noViolations: true }),
    ).toMatchObject({ ok: true, count: 1 });
    const { ok, diff } = await read(tool, { event, fields: { 'properties.revenue': 50 } });
    expect([ok, diff]).toEqual([false, expect.stringContaining('49.9')]);
    expect(await read(tool, { event: 'Refunded', count: 0 })).toMatchObject({ ok: true });
    expect(await fail(tool, { count: 1, min: 1 })).toMatchObject({ code: 'count_conflict' });
  });

  it('list and count, also what was lost', async () => {
    const { sandbox, read, fail } = await open();
    await post(sandbox, '/v1/track', { event: 'Lost' }, web);
    const tool = 'SEGMENT_LIST_SANDBOX_MESSAGES';
    expect(await read(tool)).toMatchObject({
      items: [
        { type: 'group' },
        { type: 'identify' },
        { type: 'track', message: { event: 'Order Completed' } },
      ],
      more: false,
    });
    expect(await read(tool, { limit: 1, where: 'properties.revenue > 10' })).toMatchObject({
      items: [{ messageId: 'order-1', source: 'Web store' }],
    });
    expect(await read(tool, { outcome: 'discarded' })).toMatchObject({
      items: [{ code: 'no_user_anon_id' }],
    });
    expect(await read(tool, { code: 'no_user_anon_id' })).toMatchObject({
      items: [{ outcome: 'discarded' }],
    });
    expect(await fail(tool, { where: 'properties.revenue >' })).toMatchObject({ code: 'invalid_query' });
    expect(await read('SEGMENT_COUNT_SANDBOX_MESSAGES')).toMatchObject({
      messages: { stored: 3, discarded: 1, duplicates: 0 },
      bySource: { 'Web store': 3 },
      discards: { no_user_anon_id: 1 },
    });
  });
});

describe('a source', () => {
  it('shows its schema settings and its warehouses', async () => {
    const { read } = await open();
    expect(await read('SEGMENT_LIST_SCHEMA_SETTINGS_IN_SOURCE', { source: 'Web store' })).toMatchObject({
      sourceId: 'sRcWebStore11111111111',
      settings: {
        track: { commonEventOnViolations: 'OMIT_PROPERTIES' },
        forwardingViolationsTo: 'sRcViolations111111111',
      },
    });
    expect(
      await read('SEGMENT_LIST_CONNECTED_WAREHOUSES_FROM_SOURCE', { source: 'web_store' }),
    ).toMatchObject({
      warehouses: [{ id: 'wHsReportingDb11111111' }, { id: 'wHsArchive111111111111' }],
    });
  });

  const tool = 'SEGMENT_UPDATE_SOURCE';
  const nameOf = async (read: Awaited<ReturnType<typeof open>>['read']) =>
    (await read('SEGMENT_GET_WORKSPACE_OBJECT', { kind: 'source', name: 'web_store', fields: ['name'] }))
      .object;

  it('is changed after a preview alone, once', async () => {
    const { read, fail } = await open(['--allow-writes']);
    const wanted = {
      source: 'web_store',
      name: 'Shop',
      settings: { website_url: 'https://new.example.com' },
    };
    const preview = await read(tool, wanted);
    expect(preview).toMatchObject({
      status: 'preview',
      target: { workspace: 'sandbox', region: 'us', sandbox: true },
      change: { sourceId: 'sRcWebStore11111111111', slug: 'web_store' },
      changes: [
        'name: "Web store" → "Shop"',
        'settings.website_url: "https://shop.example.com" → "https://new.example.com"',
      ],
    });
    expect(await nameOf(read)).toEqual({ name: 'Web store' });
    const { confirm } = preview;
    expect(await fail(tool, { ...wanted, name: 'Other', confirm })).toMatchObject({
      code: 'confirm_invalid',
    });
    expect(await nameOf(read)).toEqual({ name: 'Web store' });
    const again = await read(tool, wanted);
    expect(await read(tool, { ...wanted, confirm: again.confirm })).toMatchObject({
      status: 'changed',
      source: {
        name: 'Shop',
        settings: { website_url: 'https://new.example.com' },
        writeKeys: ['webs…tore'],
      },
    });
    expect(await nameOf(read)).toEqual({ name: 'Shop' });
    expect(await read(tool, wanted)).toMatchObject({ status: 'unchanged' });
  });

  it('takes the names of settings as they are, and no files', async () => {
    const { read } = await open(['--allow-writes']);
    const settings = { 'a.b': 1, 'c=d': 2, 'e[]': 3, file: '@/etc/passwd', big: { deep: [1, null] } };
    const { changes } = await read(tool, { source: 'web_store', settings });
    expect(changes).toEqual([
      'settings.a.b: not set → 1',
      'settings.c=d: not set → 2',
      'settings.e[]: not set → 3',
      'settings.file: not set → "@/etc/passwd"',
      'settings.big.deep: not set → [1,null]',
    ]);
  });

  it('is not changed when another difference came about since the preview', async () => {
    const { sandbox, read, fail } = await open(['--allow-writes']);
    const { confirm } = await read(tool, { source: 'web_store', name: 'Shop' });
    await fetch(`${sandbox.url}/sources/sRcWebStore11111111111`, {
      method: 'PATCH',
      headers: { authorization: 'Bearer t', 'content-type': 'application/json' },
      body: JSON.stringify({ name: 'Renamed meanwhile' }),
    });
    expect(await fail(tool, { source: 'web_store', name: 'Shop', confirm })).toMatchObject({
      code: 'confirm_invalid',
    });
    expect(await nameOf(read)).toEqual({ name: 'Renamed meanwhile' });
  });

  it('is not changed by a server that may not write, nor by one of another source', async () => {
    const { client } = await open();
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name)).not.toContain(tool);
    const { read, fail } = await open(['--allow-writes', '--source', 'order_service']);
    expect(await fail(tool, { source: 'web_store', name: 'Shop' })).toMatchObject({ code: 'source_bound' });
    expect(await read(tool, { name: 'Orders' })).toMatchObject({
      status: 'preview',
      change: { slug: 'order_service' },
    });
    expect(await fail(tool, {})).toMatchObject({ code: 'nothing_to_change' });
    expect(await fail(tool, { settings: { 'not there': { a: 1 } }, slug: '' })).toMatchObject({
      code: 'arguments_invalid',
    });
  });
});
