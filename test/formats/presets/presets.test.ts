import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { emptyMapping } from '../../../src/formats/mapping/mapping.ts';
import { explainPreset } from '../../../src/formats/presets/explain.ts';
import { openPreset, type PresetName, presetNames } from '../../../src/formats/presets/presets.ts';
import { compileRecords, type RecordOptions } from '../../../src/formats/records/compile-records.ts';
import { recordOfRow } from '../../../src/formats/records/record-of-row.ts';
import { judgeMessage } from '../../../src/spec/verdict.ts';

const folder = new URL('../../fixtures/presets/', import.meta.url);

function recordsIn(file: string): string[] {
  return readFileSync(new URL(file, folder), 'utf8').trimEnd().split('\n');
}

/** What becomes of each record of a file: its messages as they are, or why it is rejected or left out. */
function linesOf(
  file: string,
  name: PresetName,
  { table, ...options }: RecordOptions & { table?: string } = {},
) {
  const mapper = compileRecords(openPreset(name, table), emptyMapping, options);
  return recordsIn(file).flatMap((record) => {
    const messages = mapper.messages(record);
    if (messages.length === 0) return ['filtered'];
    return messages.map(({ text, fault }) => {
      const verdict = judgeMessage(JSON.parse(text), text.length);
      return fault?.message ?? (verdict.kind === 'accept' ? text : verdict.code);
    });
  });
}

function messagesOf(...given: Parameters<typeof linesOf>) {
  return linesOf(...given).map((line) => (line.startsWith('{') ? JSON.parse(line) : line));
}

/** The messages of one record. */
function madeOf(name: PresetName, record: unknown, options: RecordOptions = {}) {
  const mapper = compileRecords(openPreset(name), emptyMapping, options);
  return mapper.messages(JSON.stringify(record)).map(({ text, fault }) => fault?.message ?? JSON.parse(text));
}

/** Golden files: what was read over once stays so. */
describe('the messages of', () => {
  it.each<[string, PresetName, (RecordOptions & { table?: string })?]>([
    ['mixpanel', 'mixpanel'],
    ['mixpanel-people', 'mixpanel', { identify: true }],
    ['amplitude', 'amplitude', { identify: true }],
    ['ga4', 'ga4', { identify: true }],
    ['posthog-string', 'posthog', { identify: true }],
    ['rudderstack', 'rudderstack'],
    ['segment-archive', 'segment-archive'],
    ['warehouse-tracks', 'segment-warehouse', { table: 'tracks' }],
    ['warehouse-order_completed', 'segment-warehouse', { table: 'order_completed' }],
    ['warehouse-identifies', 'segment-warehouse', { table: 'identifies' }],
    ['warehouse-pages', 'segment-warehouse', { table: 'pages' }],
    ['warehouse-groups', 'segment-warehouse', { table: 'groups' }],
  ])('%s', async (file, name, options) => {
    const lines = linesOf(`${file}.ndjson`, name, options);
    await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot(`../../fixtures/presets/${file}.messages.txt`);
  });
});

describe('mixpanel', () => {
  const messages = messagesOf('mixpanel.ndjson', 'mixpanel');

  it('has device ids, user ids and ids of servers', () => {
    expect(messages.map(({ userId, anonymousId }) => [userId, anonymousId])).toEqual([
      [undefined, 'dev-0bd1f6fa'],
      ['007', 'dev-4b3f619f'],
      ['12345678901234567890', 'dev-880ad9c5'],
      ['42', undefined],
      [undefined, 'dev-df200ed2'],
      ['usr;1006', undefined],
      [undefined, undefined],
      ['007', 'dev-013d7eae'],
    ]);
    expect(messages[6]).toBe('no_user_anon_id');
  });

  it('repeats neither ids nor times in properties, and keeps digits', () => {
    expect(messages[0].properties).toEqual({
      $browser: 'Chrome',
      $browser_version: 120,
      plan: 'Pro',
      step: 1,
    });
    const lines = linesOf('mixpanel.ndjson', 'mixpanel');
    expect(lines[1]).toContain('"tax":10.00');
    expect(lines[4]).toContain('"big":12345678901234567890');
    expect(messages[2]).toMatchObject({
      type: 'page',
      properties: { url: 'https://shop.nordlys.example/a?b=1', path: '/a', search: '?b=1', title: 'Käse 🧀' },
    });
  });

  it('tells two events with one insert id apart', () => {
    const mapper = compileRecords(openPreset('mixpanel'), emptyMapping);
    const idOf = (event: string, time: number) => {
      const record = `{"event":"${event}","properties":{"time":${time},"distinct_id":"u","$insert_id":"same"}}`;
      return JSON.parse(mapper.messages(record)[0]?.text ?? '').messageId;
    };
    expect(new Set([idOf('A', 1), idOf('B', 1), idOf('A', 2)]).size).toBe(3);
    expect(idOf('A', 1)).toBe(idOf('A', 1));
    for (const none of ['', ',"$insert_id":null', ',"$insert_id":""', ',"$insert_id":" "']) {
      const without = `{"event":"A","properties":{"time":1,"distinct_id":"u"${none}}}`;
      expect(JSON.parse(mapper.messages(without)[0]?.text ?? ''), none).not.toHaveProperty('messageId');
    }
  });

  it('reads seconds and milliseconds', () => {
    const mapper = compileRecords(openPreset('mixpanel'), emptyMapping);
    const times = ['1704164645', '1704164645007', '1704164645.5', '"1704164645"'].map((time) => {
      return JSON.parse(mapper.messages(`{"event":"A","properties":{"time":${time}}}`)[0]?.text ?? '')
        .timestamp;
    });
    expect(times).toEqual([
      '2024-01-02T03:04:05.000Z',
      '2024-01-02T03:04:05.007Z',
      '2024-01-02T03:04:05.500Z',
      '2024-01-02T03:04:05.000Z',
    ]);
  });

  it('has the id of a device as that of nobody, with or without its mark', () => {
    const idsOf = (properties: object) =>
      madeOf('mixpanel', { event: 'A', properties }).map(({ userId, anonymousId }) => [
        userId,
        anonymousId,
      ])[0];
    expect(idsOf({ distinct_id: 'd1', $device_id: 'd1' })).toEqual([undefined, 'd1']);
    expect(idsOf({ distinct_id: 'u1', $device_id: 'd1' })).toEqual(['u1', 'd1']);
    const before = { $distinct_id_before_identity: 'u1' };
    expect(idsOf({ distinct_id: '$device:d1', ...before })).toEqual(['u1', 'd1']);
    expect(idsOf({ distinct_id: 'd1', $device_id: 'd1', ...before })).toEqual(['u1', 'd1']);
    expect(idsOf({ distinct_id: 'u2', $distinct_id_before_identity: 'd1' })).toEqual(['u2', undefined]);
  });

  it('says who is who as Segment does', () => {
    const identified = { distinct_id: 'd1', $identified_id: 'u1', $anon_id: '$device:d1', $device_id: 'd2' };
    expect(madeOf('mixpanel', { event: '$identify', properties: identified })).toEqual([
      { type: 'identify', userId: 'u1', anonymousId: 'd1' },
    ]);
    const ofLibrary = { distinct_id: 'u1', $anon_distinct_id: 'd1', $user_id: 'u1', $current_url: '/' };
    expect(madeOf('mixpanel', { event: '$identify', properties: ofLibrary })).toEqual([
      { type: 'identify', userId: 'u1', anonymousId: 'd1' },
    ]);
    expect(
      madeOf('mixpanel', { event: '$create_alias', properties: { distinct_id: 'old', alias: 'new' } }),
    ).toEqual([{ type: 'alias', userId: 'new', previousId: 'old' }]);
    expect(madeOf('mixpanel', { event: '$merge', properties: { $distinct_ids: ['a', 'b'] } })).toEqual([]);
  });

  it('has people with --identify only', () => {
    expect(linesOf('mixpanel-people.ndjson', 'mixpanel')).toEqual([
      'filtered',
      'filtered',
      'filtered',
      'filtered',
    ]);
    expect(messagesOf('mixpanel-people.ndjson', 'mixpanel', { identify: true })).toMatchObject([
      { userId: 'usr_1001', traits: { email: 'ase@nordlys.example', seats: 3, zip: '0150' } },
      { userId: '007', traits: { plan: 'pro', phone: '+442079460007' } },
      { userId: '12345678901234567890', traits: { name: '山田 花子' } },
      { anonymousId: 'dev-4', traits: { address: { city: 'القاهرة' } } },
    ]);
  });
});

describe('ga4', () => {
  it('takes of each parameter and property the value that is there', () => {
    const messages = messagesOf('ga4.ndjson', 'ga4', { identify: true });
    expect(messages[0]).toMatchObject({
      type: 'identify',
      anonymousId: '100000000.1700000000',
      traits: { plan: 'pro' },
    });
    expect(messages[3]).toMatchObject({
      event: 'purchase',
      properties: { value: 19.99, currency: 'EUR', transaction_id: '00701', quantity: 3 },
    });
  });

  it('has numbers of numbers, whatever they are written as, and none of what is none', () => {
    const parameterOf = (value: object) =>
      madeOf('ga4', { event_name: 'e', event_params: [{ key: 'p', value }] })[0].properties?.p;
    expect(parameterOf({ int_value: '3' })).toBe(3);
    expect(parameterOf({ int_value: '9007199254740993' })).toBe('9007199254740993');
    expect(parameterOf({ double_value: '1.5' })).toBe(1.5);
    expect(parameterOf({ string_value: '1.5' })).toBe('1.5');
    for (const none of ['NaN', '-Infinity']) expect(parameterOf({ double_value: none })).toBeUndefined();
  });

  it('has no trait of a property without a value', () => {
    const values = '"value":{"string_value":null,"int_value":null,"set_timestamp_micros":"1704164645000123"}';
    const record = `{"event_name":"e","user_id":"u","user_properties":[{"key":"plan",${values}}]}`;
    const mapper = compileRecords(openPreset('ga4'), emptyMapping, { identify: true });
    expect(mapper.messages(record).map(({ text }) => JSON.parse(text).type)).toEqual(['track']);
  });

  it('tells rows of one bundle apart', () => {
    const ids = messagesOf('ga4.ndjson', 'ga4').map(({ messageId }) => messageId);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('has the same ids of an export as a table', () => {
    const row = {
      event_name: 'E',
      event_timestamp: '1704164645000123',
      batch_event_index: '1',
      user_id: null,
    };
    const [nested] = madeOf('ga4', row);
    for (const other of [
      { ...row, event_timestamp: 1704164645000123, batch_event_index: 1 },
      { ...row, user_id: '' },
      { event_name: 'E', event_timestamp: 1704164645000123, batch_event_index: '1' },
    ])
      expect(madeOf('ga4', other)[0].messageId).toBe(nested.messageId);
    expect(madeOf('ga4', { ...row, batch_event_index: '2' })[0].messageId).not.toBe(nested.messageId);
  });

  it('makes no id of rows that do not say their place in their bundle', () => {
    const row = { event_name: 'click', event_timestamp: '1672628645000123', event_bundle_sequence_id: '1' };
    expect(madeOf('ga4', row)[0]).not.toHaveProperty('messageId');
    expect(madeOf('ga4', { ...row, batch_event_index: '1' })[0]).toHaveProperty('messageId');
  });
});

describe('an own member that is called like a field of the Spec', () => {
  it('stays, and so does what would have become that field', () => {
    const properties = { url: 'https://own/', $current_url: 'https://page/', $pathname: '/' };
    expect(madeOf('posthog', { event: 'Shared', distinct_id: 'u', properties })).toEqual([
      {
        ...{ type: 'track', userId: 'u', event: 'Shared' },
        properties: { path: '/', url: 'https://own/', $current_url: 'https://page/' },
      },
    ]);
    expect(
      madeOf(
        'mixpanel',
        { $distinct_id: 'u', $properties: { email: 'own@b', $email: 'a@b', name: null, $name: 'Å' } },
        { identify: true },
      ),
    ).toMatchObject([{ traits: { email: 'own@b', $email: 'a@b', name: 'Å' } }]);
  });

  it('does not come in its place where the rest goes elsewhere', () => {
    const mapper = compileRecords(openPreset('posthog'), { ...emptyMapping, rest: 'none' });
    const record = { event: 'E', distinct_id: 'u', properties: { url: 'own', $current_url: 'page' } };
    expect(JSON.parse(mapper.messages(JSON.stringify(record))[0]?.text ?? '').properties).toEqual({
      url: 'page',
    });
  });
});

describe('objects as text, as a table has them', () => {
  it.each<[PresetName, object, object]>([
    ['amplitude', { event_properties: '{"a": 1.5}', user_properties: '{"plan":"x"}' }, { a: 1.5 }],
    ['mixpanel', { properties: '{"distinct_id":"u","a":1.5}' }, { a: 1.5 }],
    ['ga4', { event_params: ' [{"key":"a","value":{"int_value":"1"}}]' }, { a: 1 }],
    ['posthog', { properties: '{"a":1.5}' }, { a: 1.5 }],
    ['rudderstack', { type: 'track', properties: '{"a":1.5}' }, { a: 1.5 }],
  ])('are opened: %s', (name, record, properties) => {
    expect(madeOf(name, record)[0]).toMatchObject({ properties });
  });

  it('may have a column for each member', () => {
    const nested = {
      event: 'E',
      properties: {
        distinct_id: 'u',
        time: 1704164645,
        $insert_id: 'i',
        plan: 'pro',
        cart: { n: 1 },
        url: 'own',
        $current_url: '/',
      },
    };
    const flat = {
      event: 'E',
      'properties.distinct_id': 'u',
      'properties.time': 1704164645,
      'properties.$insert_id': 'i',
      'properties.plan': 'pro',
      'properties.cart.n': 1,
      'properties.none': null,
      'properties.url': 'own',
      'properties.$current_url': '/',
    };
    expect(madeOf('mixpanel', flat)).toEqual(madeOf('mixpanel', nested));
    expect(madeOf('mixpanel', nested)[0].properties).toMatchObject({
      plan: 'pro',
      cart: { n: 1 },
      url: 'own',
    });
    const record = { event_type: 'E', user_id: 'u', 'user_properties.plan': 'pro', 'event_properties.a': 1 };
    expect(madeOf('amplitude', record, { identify: true })).toMatchObject([
      { type: 'identify', traits: { plan: 'pro' } },
      { properties: { a: 1 } },
    ]);
    expect(
      madeOf('rudderstack', {
        type: 'track',
        userId: 'u',
        event: 'E',
        'context.ip': '::1',
        'properties.a': 1,
      }),
    ).toEqual([{ type: 'track', userId: 'u', event: 'E', context: { ip: '::1' }, properties: { a: 1 } }]);
  });

  it('are rejected where they are none', () => {
    for (const [name, member] of [
      ['amplitude', 'event_properties'],
      ['mixpanel', 'properties'],
      ['ga4', 'event_params'],
      ['rudderstack', 'properties'],
    ] as const)
      expect(madeOf(name, { type: 'track', [member]: 'no JSON' })[0]).toMatch(
        new RegExp(`^${member} is not (a JSON object|valid JSON)$`),
      );
  });
});

describe('rudderstack', () => {
  it('has no id of an empty one, and text of a number', () => {
    const ids = { userId: '', anonymousId: 7, messageId: 'm' };
    expect(madeOf('rudderstack', { type: 'track', event: 'E', ...ids, properties: { id: '' } })).toEqual([
      { type: 'track', event: 'E', anonymousId: '7', messageId: 'm', properties: { id: '' } },
    ]);
  });

  it.each(['rudderstack', 'segment-archive'] as const)('has no name of an empty one, as in %s', (name) => {
    const page = { type: 'page', userId: 'u', name: '', category: '' };
    expect(madeOf(name, page)).toEqual([{ type: 'page', userId: 'u' }]);
  });

  it('takes the traits of the context where an identify has none', () => {
    const context = { traits: { email: 'a@b' } };
    for (const traits of [undefined, null, {}])
      expect(madeOf('rudderstack', { type: 'identify', userId: 'u', traits, context })).toMatchObject([
        { traits: { email: 'a@b' } },
      ]);
    expect(madeOf('rudderstack', { type: 'identify', userId: 'u', traits: {} })).toMatchObject([
      { traits: {} },
    ]);
  });
});

describe('amplitude', () => {
  it('has an identify of a call that was one', () => {
    const record = { event_type: '$identify', user_id: 'u', user_properties: { plan: 'pro' } };
    expect(madeOf('amplitude', record, { identify: true })).toEqual([
      { type: 'identify', userId: 'u', traits: { plan: 'pro' } },
    ]);
  });
});

describe('posthog', () => {
  it('has an identify of what sets properties of a person alone, and an alias of a merge', () => {
    const distinct_id = 'u';
    const properties = { $set: { plan: 'pro' }, $current_url: 'https://page/' };
    expect(madeOf('posthog', { event: '$set', distinct_id, properties }, { identify: true })).toEqual([
      { type: 'identify', userId: 'u', traits: { plan: 'pro' } },
    ]);
    expect(
      madeOf('posthog', { event: '$merge_dangerously', distinct_id, properties: { alias: 'old' } }),
    ).toEqual([{ type: 'alias', userId: 'u', previousId: 'old' }]);
  });

  it('has what is known of a person where an event sets nothing', () => {
    const record = {
      event: 'E',
      distinct_id: 'u',
      properties: { $set: {} },
      person_properties: '{"plan":"pro"}',
    };
    expect(madeOf('posthog', record, { identify: true })).toMatchObject([
      { type: 'identify', traits: { plan: 'pro' } },
      { type: 'track' },
    ]);
  });

  it('has traits of identify and group calls, and no properties there', () => {
    const messages = messagesOf('posthog-string.ndjson', 'posthog');
    expect(messages[3]).toMatchObject({ type: 'identify', traits: { phone: '+353612345' } });
    expect(messages[4]).toMatchObject({ type: 'group', groupId: 'acc_77', traits: { employees: 12 } });
    expect([messages[3], messages[4]].every((message) => !('properties' in message))).toBe(true);
    expect(messages[5].anonymousId).toBe('95246014-bf0c-4d27-8594-3aca09cc3900');
    expect(messages[5]).not.toHaveProperty('userId');
    expect(messages[6]).toBe('filtered');
  });

  it('means the same as text and nested', () => {
    const inUtc = (message: { timestamp: string }) => ({
      ...message,
      timestamp: Date.parse(message.timestamp),
    });
    const [text, nested] = ['posthog-string.ndjson', 'posthog-nested.ndjson'].map((file) =>
      messagesOf(file, 'posthog').map(inUtc),
    );
    expect(text).toEqual(nested);
  });
});

describe('other presets', () => {
  it('has the place and the campaign where newer exports have them', () => {
    expect(
      madeOf('posthog', { event: 'E', distinct_id: 'u', ip: '192.0.2.1', properties: {} }),
    ).toMatchObject([{ context: { ip: '192.0.2.1' } }]);
    const collected_traffic_source = { manual_term: 'shoes', manual_content: 'a' };
    expect(madeOf('ga4', { event_name: 'e', user_id: 'u', collected_traffic_source })).toMatchObject([
      { context: { campaign: { term: 'shoes', content: 'a' } } },
    ]);
    expect(madeOf('amplitude', { event_type: 'e', user_id: 'u', os_version: 17.2 })).toMatchObject([
      { context: { os: { version: '17.2' } } },
    ]);
  });
});

describe('segment-warehouse', () => {
  it('reads rows of CSV as it reads records, and names in upper case as Snowflake writes them', () => {
    const [record = ''] = recordsIn('warehouse-order_completed.ndjson');
    const row: Record<string, unknown> = JSON.parse(record);
    const columns = Object.keys(row).map((name) => name.toUpperCase());
    const cells = Object.values(row).map((value) => (value === null ? '' : String(value)));
    const mapper = compileRecords(openPreset('segment-warehouse', 'tracks'), emptyMapping, { columns });
    expect(mapper.messages(recordOfRow(columns)(cells))).toEqual(mapper.messages(record));
  });

  it('has every column of the context there', () => {
    const mapper = compileRecords(openPreset('segment-warehouse', 'tracks'), emptyMapping);
    const record =
      '{"user_id":"u","event":"e","context_user_agent":"x","context_page_url":"/","context_traits_email":"a@b",' +
      '"context_campaign_name":"n","context_campaign_id":"i","context_own_key":1}';
    expect(JSON.parse(mapper.messages(record)[0]?.text ?? '')).toEqual({
      ...{ type: 'track', userId: 'u', event: 'e' },
      context: {
        ...{ userAgent: 'x', page: { url: '/' }, traits: { email: 'a@b' } },
        ...{ campaign: { name: 'n', id: 'i' }, own_key: 1 },
      },
    });
  });

  it('has text of a version that looks like a number in CSV', () => {
    const columns = ['user_id', 'event', 'context_app_version', 'context_screen_width'];
    const mapper = compileRecords(openPreset('segment-warehouse', 'tracks'), emptyMapping, { columns });
    const [made] = mapper.messages(recordOfRow(columns)(['u', 'e', '1.10', '1280']));
    expect(JSON.parse(made?.text ?? '').context).toEqual({
      app: { version: '1.10' },
      screen: { width: 1280 },
    });
  });

  it('has an identify of each row of users', () => {
    const mapper = compileRecords(openPreset('segment-warehouse', 'users'), emptyMapping);
    const record =
      '{"id":"u","received_at":"2024-01-02 03:04:05 UTC","uuid_ts":"2024-01-02 04:04:05 UTC","name":"Åse"}';
    expect(JSON.parse(mapper.messages(record)[0]?.text ?? '')).toEqual({
      ...{ type: 'identify', userId: 'u', timestamp: '2024-01-02T03:04:05Z' },
      messageId: expect.stringMatching(/^[0-9a-f]{40}$/),
      traits: { name: 'Åse' },
    });
    expect(() => openPreset('segment-warehouse', 'accounts')).toThrow(/does not say which user/);
  });

  it('takes the next best time of a row without the corrected one', () => {
    const mapper = compileRecords(openPreset('segment-warehouse', 'tracks'), emptyMapping);
    const timeOf = (row: object) => JSON.parse(mapper.messages(JSON.stringify(row))[0]?.text ?? '').timestamp;
    const [original_timestamp, received_at] = ['2024-01-02 03:04:05', '2024-01-02 03:04:06'];
    expect(timeOf({ timestamp: null, original_timestamp, received_at })).toBe('2024-01-02T03:04:05Z');
    expect(timeOf({ received_at })).toBe('2024-01-02T03:04:06Z');
  });

  it('takes times without a zone for UTC', () => {
    const mapper = compileRecords(openPreset('segment-warehouse', 'signed_up'), emptyMapping);
    expect(
      mapper.messages('{"id":"m","user_id":42,"timestamp":"2024-01-02 03:04:05.000","plan":"pro"}'),
    ).toEqual([
      {
        text: '{"type":"track","messageId":"m","userId":"42","timestamp":"2024-01-02T03:04:05.000Z","event":"signed_up","properties":{"plan":"pro"}}',
        fault: undefined,
      },
    ]);
  });
});

describe('every preset', () => {
  it('is named after its file, is as short as a table, and names its source', () => {
    for (const name of presetNames) {
      const text = readFileSync(new URL(`../../../src/formats/presets/${name}.ts`, import.meta.url), 'utf8');
      expect(text.split('\n').length, name).toBeLessThanOrEqual(80);
      expect(openPreset(name, name === 'segment-warehouse' ? 'tracks' : undefined)).toMatchObject({
        name,
        source: expect.stringMatching(/^https:\/\//),
      });
    }
  });

  it('can be explained', () => {
    const [people, events] = explainPreset(openPreset('mixpanel'));
    expect(people?.of).toBe('records with $distinct_id (--identify)');
    expect(events?.types).toEqual([
      { type: 'page', path: 'type', from: 'event is $mp_web_page_view' },
      { type: 'identify', path: 'type', from: 'event is $identify' },
      { type: 'alias', path: 'type', from: 'event is $create_alias' },
      { type: 'track', path: 'type', from: 'any other event' },
    ]);
    expect(events?.fields).toContainEqual({
      type: undefined,
      path: 'userId',
      from: 'properties.$user_id, else properties.distinct_id unless it begins with $device: or is properties.$device_id, else properties.$distinct_id_before_identity unless it begins with $device: or is properties.$device_id',
    });
    expect(events?.fields).toContainEqual({
      type: undefined,
      path: 'messageId',
      from: 'a hash of event, properties.distinct_id, properties.time, properties.$insert_id, if there is properties.$insert_id',
    });
    expect(events?.fields).toContainEqual({
      type: undefined,
      path: 'properties',
      from: 'every other member of properties',
    });
    expect(events?.fields).toContainEqual({
      type: 'identify',
      path: 'anonymousId',
      from: 'properties.$anon_id without $device:, else properties.$anon_distinct_id without $device:, else properties.$device_id',
    });
    expect(events?.dropped).toContain('properties.$insert_id');
    expect(explainPreset(openPreset('posthog'))[0]?.skipped).toEqual([
      '$autocapture',
      '$feature_flag_called',
      '$pageleave',
    ]);
  });

  it('has a table only where it needs one', () => {
    expect(() => openPreset('segment-warehouse')).toThrow(/needs the table that the rows come from/);
    expect(() => openPreset('mixpanel', 'tracks')).toThrow(/mixpanel has no tables/);
  });
});
