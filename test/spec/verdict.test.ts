import { describe, expect, it } from 'vitest';
import { isMessageType } from '../../src/spec/message.ts';
import {
  judgeMessage,
  type RejectCode,
  rejectCodes,
  rejectionFor,
  type WarningCode,
} from '../../src/spec/verdict.ts';

/** Every fault a message can have, as members; the order is that of the codes. */
const faults: readonly [RejectCode, Record<string, unknown>][] = [
  ['no_user_anon_id', { userId: undefined, anonymousId: null }],
  ['id_not_string', { userId: 7 }],
  ['event_not_defined', { event: null }],
  ['event_not_string', { event: 7 }],
  ['group_id_missing', { groupId: null }],
  ['previous_id_missing', { previousId: null }],
  ['user_id_missing', { userId: null, anonymousId: 'a' }],
  ['properties_not_object', { properties: [] }],
  ['traits_not_object', { traits: 'x' }],
  ['context_not_object', { context: 5 }],
  ['integrations_not_object', { integrations: true }],
  ['name_not_string', { name: '' }],
  ['category_not_string', { category: 9 }],
  ['timestamp_invalid', { timestamp: 'yesterday' }],
];

const track = { type: 'track', userId: 'u', event: 'E', timestamp: '2026-01-02T03:04:05Z' };
const page = { type: 'page', userId: 'u', timestamp: '2026-01-02T03:04:05Z' };
const group = { type: 'group', userId: 'u', groupId: 'g', timestamp: '2026-01-02T03:04:05Z' };
const alias = { type: 'alias', userId: 'u', previousId: 'p', timestamp: '2026-01-02T03:04:05Z' };

/** A right message of the type for which a fault exists. */
function hostOf(code: RejectCode): Record<string, unknown> {
  if (code.startsWith('event_')) return track;
  if (code === 'group_id_missing') return group;
  if (code === 'previous_id_missing' || code === 'user_id_missing') return alias;
  return page;
}

function codeOf(message: unknown, bytes = 100): RejectCode | 'accept' {
  const verdict = judgeMessage(message, bytes);
  return verdict.kind === 'accept' ? 'accept' : verdict.code;
}

function warningsOf(message: unknown): readonly WarningCode[] {
  const verdict = judgeMessage(message, 100);
  return verdict.kind === 'accept' ? verdict.warnings : [verdict.code as WarningCode];
}

describe('the codes', () => {
  it('stand in the order of the design', () => {
    expect(rejectCodes.join(' ')).toBe(
      'invalid_utf8 invalid_json row_length quote_invalid cell_invalid not_an_object message_too_large type_missing type_unknown no_user_anon_id ' +
        'id_not_string event_not_defined event_not_string group_id_missing previous_id_missing user_id_missing properties_not_object ' +
        'traits_not_object context_not_object integrations_not_object name_not_string category_not_string timestamp_invalid ' +
        'refused_by_server',
    );
  });

  it.each(rejectCodes)('%s says what is wrong without a full stop', (code) => {
    const { message } = rejectionFor(code);
    expect(message).toMatch(/^\S.*[^.]$/);
  });

  it('tell refused from dropped, and what is documented from what is inferred', () => {
    const listed = rejectCodes.map((code) => {
      const { kind, inferred } = rejectionFor(code);
      return `${code} ${kind}${inferred ? ' inferred' : ''}`;
    });
    expect(listed).toEqual([
      'invalid_utf8 refuse inferred',
      'invalid_json refuse',
      'row_length refuse inferred',
      'quote_invalid refuse inferred',
      'cell_invalid refuse inferred',
      'not_an_object refuse inferred',
      'message_too_large refuse',
      'type_missing drop inferred',
      'type_unknown drop inferred',
      'no_user_anon_id drop',
      'id_not_string drop',
      'event_not_defined drop',
      'event_not_string drop',
      'group_id_missing drop inferred',
      'previous_id_missing drop inferred',
      'user_id_missing drop inferred',
      'properties_not_object drop',
      'traits_not_object drop',
      'context_not_object drop inferred',
      'integrations_not_object drop inferred',
      'name_not_string drop',
      'category_not_string drop',
      'timestamp_invalid drop inferred',
      'refused_by_server refuse',
    ]);
  });
});

describe('a verdict', () => {
  it.each<[unknown, RejectCode | 'accept']>([
    [null, 'not_an_object'],
    [undefined, 'not_an_object'],
    [[], 'not_an_object'],
    [[track], 'not_an_object'],
    ['track', 'not_an_object'],
    [7, 'not_an_object'],
    [true, 'not_an_object'],
    [{}, 'type_missing'],
    [{ ...track, type: null }, 'type_missing'],
    [{ ...track, type: '' }, 'type_unknown'],
    [{ ...track, type: 'Track' }, 'type_unknown'],
    [{ ...track, type: 'delete' }, 'type_unknown'],
    [{ ...track, type: 5 }, 'type_unknown'],
    [{ ...track, type: ['track'] }, 'type_unknown'],
    [{ ...track, type: 'constructor' }, 'type_unknown'],
    [{ type: 'track', event: 'E' }, 'no_user_anon_id'],
    [{ type: 'track', event: 'E', userId: null, anonymousId: null }, 'no_user_anon_id'],
    [{ ...track, userId: '' }, 'id_not_string'],
    [{ ...track, userId: 0 }, 'id_not_string'],
    [{ ...track, userId: 12345 }, 'id_not_string'],
    [{ ...track, userId: {} }, 'id_not_string'],
    [{ ...track, userId: false }, 'id_not_string'],
    [{ ...track, anonymousId: '' }, 'id_not_string'],
    [{ ...track, userId: null, anonymousId: 5 }, 'id_not_string'],
    [{ ...track, userId: null, anonymousId: 'a' }, 'accept'],
    [{ ...track, event: undefined }, 'event_not_defined'],
    [{ ...track, event: null }, 'event_not_defined'],
    [{ ...track, event: '' }, 'event_not_defined'],
    [{ ...track, event: 0 }, 'event_not_string'],
    [{ ...track, event: {} }, 'event_not_string'],
    [{ ...group, groupId: undefined }, 'group_id_missing'],
    [{ ...group, groupId: null }, 'group_id_missing'],
    [{ ...group, groupId: '' }, 'group_id_missing'],
    [{ ...group, groupId: 9 }, 'group_id_missing'],
    [{ type: 'group', groupId: 'g' }, 'no_user_anon_id'],
    [{ ...alias, previousId: '' }, 'previous_id_missing'],
    [{ ...alias, previousId: 4 }, 'previous_id_missing'],
    [{ type: 'alias', anonymousId: 'a' }, 'previous_id_missing'],
    [{ type: 'alias', anonymousId: 'a', previousId: 'p' }, 'user_id_missing'],
    [{ type: 'alias', previousId: 'p' }, 'no_user_anon_id'],
    [{ type: 'alias', userId: 'u' }, 'previous_id_missing'],
    [alias, 'accept'],
    [{ ...track, properties: null, traits: null, context: null, integrations: null }, 'accept'],
    [{ ...track, properties: 'x' }, 'properties_not_object'],
    [{ ...track, properties: [] }, 'properties_not_object'],
    [{ ...track, traits: 0 }, 'traits_not_object'],
    [{ ...track, context: [] }, 'context_not_object'],
    [{ ...track, integrations: 'All' }, 'integrations_not_object'],
    [{ ...page, name: '' }, 'name_not_string'],
    [{ ...page, name: 5 }, 'name_not_string'],
    [{ ...page, name: null, category: null }, 'accept'],
    [{ ...page, type: 'screen', category: '' }, 'category_not_string'],
    // Only pages and screens have a name and a category; elsewhere they are anybody's.
    [{ ...track, name: 5, category: 5, groupId: 5, previousId: 5 }, 'accept'],
    [{ ...page, event: 5 }, 'accept'],
    [{ ...track, timestamp: 1420070400000 }, 'timestamp_invalid'],
    [{ ...track, timestamp: '' }, 'timestamp_invalid'],
    [{ ...track, timestamp: {} }, 'timestamp_invalid'],
    [{ ...track, timestamp: '2026-02-30' }, 'timestamp_invalid'],
    [{ ...track, timestamp: null }, 'accept'],
    [{ ...track, timestamp: null, originalTimestamp: 'never' }, 'timestamp_invalid'],
    [{ ...track, originalTimestamp: 'never' }, 'accept'],
    [track, 'accept'],
    [page, 'accept'],
    [{ ...page, type: 'screen' }, 'accept'],
    [{ ...page, type: 'identify' }, 'accept'],
    [group, 'accept'],
  ])('on %j is %s', (message, code) => {
    expect(codeOf(message)).toBe(code);
  });

  it('reads the size before the content, and only of objects', () => {
    expect(codeOf({}, 32_769)).toBe('message_too_large');
    expect(codeOf([], 32_769)).toBe('not_an_object');
    expect(codeOf(track, 32_769)).toBe('message_too_large');
    expect(codeOf(track, 32_768)).toBe('accept');
    expect(judgeMessage(track, 101, { maxMessageBytes: 100 })).toMatchObject({
      code: 'message_too_large',
      message: 'the message is larger than 100 bytes',
    });
    expect(judgeMessage(track, 100, { maxMessageBytes: 100 }).kind).toBe('accept');
  });

  it('of a message without faults is one shared constant', () => {
    expect(judgeMessage(track, 1)).toBe(judgeMessage(page, 2));
    expect(judgeMessage(track, 1)).toEqual({ kind: 'accept', warnings: [] });
  });
});

describe('of two faults the first in order is the reason', () => {
  it.each(faults)('%s alone', (code, members) => {
    expect(codeOf({ ...hostOf(code), ...members })).toBe(code);
  });

  const pairs = faults.flatMap(([first, a], index) =>
    faults.slice(index + 1).map(([second, b]): [RejectCode, RejectCode, Record<string, unknown>] => {
      // The type for which both exist; the first one's members go over the second one's.
      const host = hostOf(first) === page ? hostOf(second) : hostOf(first);
      return [first, second, { ...host, ...b, ...a }];
    }),
  );

  it.each(pairs)('%s before %s', (first, _second, message) => {
    expect(codeOf(message)).toBe(first);
  });

  it('type_missing and type_unknown before all of them', () => {
    const all = Object.assign({}, ...faults.map(([, members]) => members));
    expect(codeOf({ ...all })).toBe('type_missing');
    expect(codeOf({ ...all, type: 'purchase' })).toBe('type_unknown');
    expect(codeOf({ ...all, type: 'purchase' }, 40_000)).toBe('message_too_large');
  });
});

describe('hostile objects', () => {
  it('count for nothing through __proto__ and inherited keys', () => {
    const parsed: unknown = JSON.parse('{"__proto__":{"type":"track","userId":"u","event":"E"}}');
    expect(codeOf(parsed)).toBe('type_missing');
    expect(codeOf(Object.create(track))).toBe('type_missing');
    const own: unknown = JSON.parse(
      '{"type":"track","userId":"u","event":"E","properties":{"__proto__":{"currency":"?"}}}',
    );
    expect(warningsOf(own)).toEqual(['timestamp_missing']);
    expect(Object.hasOwn(Object.prototype, 'currency')).toBe(false);
  });

  it('are judged even when Object.prototype was polluted by somebody else', () => {
    Object.defineProperty(Object.prototype, 'userId', { value: 'x', configurable: true });
    try {
      expect(codeOf({ type: 'track', event: 'E' })).toBe('no_user_anon_id');
    } finally {
      Reflect.deleteProperty(Object.prototype, 'userId');
    }
  });

  it('may be as deep as JSON.parse can read', () => {
    const deep: unknown = JSON.parse(
      `{"type":"track","userId":"u","event":"E","timestamp":"2026-01-01T00:00:00Z","properties":{"a":${'['.repeat(5000)}${']'.repeat(5000)}}}`,
    );
    expect(codeOf(deep)).toBe('accept');
  });

  it('keep the last of two equal keys, as JSON does', () => {
    expect(codeOf(JSON.parse('{"type":"page","type":"track","userId":"u","event":"E"}'))).toBe('accept');
  });
});

describe('warnings', () => {
  it.each<[Record<string, unknown>, WarningCode[]]>([
    [track, []],
    [{ ...track, timestamp: undefined }, ['timestamp_missing']],
    [{ ...track, timestamp: null, originalTimestamp: '2026-01-01T00:00:00Z' }, []],
    [{ ...track, timestamp: '2026-01-01' }, ['timestamp_without_zone']],
    [{ ...track, timestamp: '2026-01-01T00:00:00' }, ['timestamp_without_zone']],
    [{ ...track, messageId: 'm'.repeat(100) }, []],
    [{ ...track, messageId: null }, []],
    [{ ...track, messageId: 'm'.repeat(101) }, ['message_id_replaced']],
    [{ ...track, messageId: '' }, ['message_id_replaced']],
    [{ ...track, messageId: 5 }, ['message_id_replaced']],
    [{ ...track, properties: { currency: 'EUR' } }, []],
    [{ ...track, properties: { currency: null } }, []],
    [{ ...track, properties: { currency: 'eur' } }, ['currency_unknown']],
    [{ ...track, properties: { currency: 'BTC' } }, ['currency_unknown']],
    [{ ...track, properties: { currency: 5 } }, ['currency_unknown']],
    [{ ...track, properties: many(300) }, []],
    [{ ...track, properties: many(301) }, ['too_many_fields']],
    [{ ...page, type: 'identify', traits: many(301) }, ['too_many_fields']],
    [{ type: 'page', userId: 'u', messageId: 1 }, ['timestamp_missing', 'message_id_replaced']],
  ])('on %#', (message, warnings) => {
    expect(warningsOf(message)).toEqual(warnings);
  });

  function many(count: number): Record<string, number> {
    return Object.fromEntries(Array.from({ length: count }, (_, index) => [`k${index}`, index]));
  }
});

it('knows the six types by their exact names', () => {
  expect(['track', 'alias', 'TRACK', 'toString', '', null, 1].map(isMessageType)).toEqual([
    true,
    true,
    false,
    false,
    false,
    false,
    false,
  ]);
});
