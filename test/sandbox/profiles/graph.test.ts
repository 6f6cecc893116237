import { describe, expect, it } from 'vitest';
import {
  createGraphFixture,
  type Fields,
  firstArrival,
  type GraphFixture,
  identifiersOf,
  traitsOf,
} from './graph-fixture.ts';

const track = (fields: object): Fields => ({ type: 'track', event: 'E', ...fields });
const identify = (fields: object): Fields => ({ type: 'identify', ...fields });
const group = (fields: object): Fields => ({ type: 'group', ...fields });
const email = (address: string) => ({ context: { traits: { email: address } } });
const external = (type: string, ...ids: string[]) => ({
  context: { externalIds: ids.map((id) => ({ id, type, collection: 'users', encoding: 'none' })) },
});

function run(...messages: Fields[]): GraphFixture {
  const fixture = createGraphFixture();
  for (const message of messages) fixture.apply(message);
  return fixture;
}

const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));

describe('who is who', () => {
  it.each<[string, Fields[], string[][]]>([
    ['nobody', [track({})], []],
    ['a new identifier makes a profile', [track({ userId: 'u' })], [['user_id:u']]],
    ['a known one finds it', [track({ userId: 'u' }), track({ userId: 'u' })], [['user_id:u']]],
    ['in any case', [track({ userId: 'U' }), track({ userId: 'u' })], [['user_id:U']]],
    [
      'types are kept apart',
      [track({ userId: 'x' }), track({ anonymousId: 'x' })],
      [['user_id:x'], ['anonymous_id:x']],
    ],
    [
      'a second identifier joins',
      [track({ anonymousId: 'a' }), track({ anonymousId: 'a', userId: 'u' })],
      [['anonymous_id:a', 'user_id:u']],
    ],
    [
      'two profiles become one',
      [track({ anonymousId: 'a' }), track({ userId: 'u' }), track({ anonymousId: 'a', userId: 'u' })],
      [['anonymous_id:a', 'user_id:u']],
    ],
    [
      'three profiles become one',
      [
        track({ anonymousId: 'a' }),
        track({ userId: 'u' }),
        track(email('m@x.y')),
        track({ anonymousId: 'a', userId: 'u', ...email('m@x.y') }),
      ],
      [['anonymous_id:a', 'user_id:u', 'email:m@x.y']],
    ],
    [
      'the worked case of docs/segment-api/profile.md#identity-resolution, step 3',
      [track({ userId: 'A', ...email('M') }), track({ userId: 'B', ...email('M') })],
      [['user_id:A', 'email:M'], ['user_id:B']],
    ],
    [
      'the lowest priority goes first, and what it would have brought',
      [track({ userId: 'A', ...email('M') }), track({ userId: 'B', anonymousId: 'a', ...email('M') })],
      [['user_id:A', 'email:M'], ['user_id:B']],
    ],
    [
      'a merge that would have two user ids does not happen',
      [
        track({ userId: 'A', anonymousId: 'a' }),
        track({ userId: 'B', anonymousId: 'b' }),
        track({ userId: 'A', anonymousId: 'b' }),
      ],
      [
        ['user_id:A', 'anonymous_id:a'],
        ['user_id:B', 'anonymous_id:b'],
      ],
    ],
    [
      'five of another type, and the sixth stays out',
      times(6, (index) => track({ userId: 'u', anonymousId: `a${index}` })),
      [['user_id:u', ...times(5, (index) => `anonymous_id:a${index}`)]],
    ],
    [
      'the sixth has a profile of its own once it comes alone',
      [
        ...times(6, (index) => track({ userId: 'u', anonymousId: `a${index}` })),
        track({ anonymousId: 'a5' }),
      ],
      [['user_id:u', ...times(5, (index) => `anonymous_id:a${index}`)], ['anonymous_id:a5']],
    ],
    [
      'six in one event keep five',
      [track(external('crm', '1', '2', '3', '4', '5', '6'))],
      [times(5, (index) => `crm:${index + 1}`)],
    ],
    [
      'two user ids in one event keep the first',
      [track({ userId: 'A', ...external('user_id', 'B') })],
      [['user_id:A']],
    ],
    [
      'every call counts',
      [
        { type: 'page', anonymousId: 'p' },
        { type: 'screen', anonymousId: 's' },
      ],
      [['anonymous_id:p'], ['anonymous_id:s']],
    ],
    [
      'alias changes nothing',
      [track({ userId: 'old' }), { type: 'alias', previousId: 'old', userId: 'new' }],
      [['user_id:old']],
    ],
    ['group makes an account', [group({ userId: 'u', groupId: 'g' })], [['user_id:u'], ['group_id:g']]],
  ])('%s', (_name, messages, groups) => {
    expect(run(...messages).groups()).toEqual(groups);
  });

  it('keeps to other limits', () => {
    const fixture = createGraphFixture({ limits: { user_id: 2, email: 1 } });
    fixture.apply(track({ userId: 'A', anonymousId: 'a', ...email('M') }));
    fixture.apply(track({ userId: 'B', anonymousId: 'a' }));
    fixture.apply(track({ userId: 'A', ...email('N') }));
    expect(fixture.groups()).toEqual([['user_id:A', 'email:M', 'anonymous_id:a', 'user_id:B']]);
    expect(fixture.graph.counts.droppedIdentifiers).toBe(1);
  });

  it('keeps blocked values in the event and out of the graph', () => {
    const fixture = createGraphFixture({ blockSuggested: true });
    fixture.apply(track({ userId: 'A', anonymousId: 'anonymous' }));
    fixture.apply(track({ anonymousId: 'anonymous' }));
    expect(fixture.groups()).toEqual([['user_id:A']]);
    expect(fixture.graph.counts).toMatchObject({ applied: 1, anonymous: 1 });
  });

  it('merges a hundred times and no more', () => {
    const fixture = createGraphFixture();
    const types = times(121, (index) => `t${String(index).padStart(3, '0')}`);
    for (const type of types) fixture.apply(track(external(type, 'x')));
    for (const type of types.slice(1))
      fixture.apply({
        type: 'track',
        context: {
          externalIds: [types[0], type].map((name) => ({
            id: 'x',
            type: name,
            collection: 'users',
            encoding: 'none',
          })),
        },
      });
    const [first, ...others] = fixture.groups();
    expect(first).toHaveLength(101);
    expect(others).toHaveLength(20);
    expect(fixture.graph.counts.droppedIdentifiers).toBe(20);
  });

  it('has a thousand identifiers and no more, and events still find the profile', () => {
    const fixture = createGraphFixture();
    for (let index = 0; index < 300; index += 1)
      fixture.apply(track({ userId: 'u', ...external(`t${index}`, '1', '2', '3', '4') }));
    expect(fixture.groups().map(({ length }) => length)).toEqual([1_000]);
    const { user } = fixture.apply(track({ userId: 'u', ...external('late', 'x') }));
    expect(user).toBe(fixture.graph.find('users', 'user_id', 'u'));
    expect(fixture.graph.find('users', 'late', 'x')).toBeUndefined();
  });

  it.each<[string, Fields, string]>([
    ['a messageId of 101', track({ userId: 'u', messageId: 'm'.repeat(101) }), 'message_id_too_long'],
    ['a time before 1970', track({ userId: 'u', timestamp: '1969-12-31T23:59:59.999Z' }), 'before_1970'],
    [
      '301 traits',
      identify({ userId: 'u', traits: Object.fromEntries(times(301, (i) => [`t${i}`, i])) }),
      'too_many_traits',
    ],
    [
      '301 properties',
      track({ userId: 'u', properties: Object.fromEntries(times(301, (i) => [`t${i}`, i])) }),
      'too_many_traits',
    ],
    ['a groupId of 501', group({ userId: 'u', groupId: 'g'.repeat(501) }), 'group_id_invalid'],
    ['an empty groupId', group({ userId: 'u', groupId: '' }), 'group_id_invalid'],
    ['an empty context.groupId', track({ userId: 'u', context: { groupId: '' } }), 'group_id_invalid'],
  ])('leaves out a message with %s, as Unify does', (_name, message, code) => {
    const fixture = run(message);
    expect(fixture.groups()).toEqual([]);
    expect([...fixture.graph.counts.skipped]).toEqual([[code, 1]]);
  });

  it('takes 300 traits, a groupId of 500, a messageId of 100 and the first moment of 1970', () => {
    const traits = Object.fromEntries(times(300, (index) => [`t${index}`, index]));
    const [messageId, timestamp] = ['m'.repeat(100), '1970-01-01T00:00:00.000Z'];
    const message = group({ userId: 'u', groupId: 'g'.repeat(500), traits, messageId, timestamp });
    expect(run(message).groups()).toHaveLength(2);
  });
});

describe('traits', () => {
  const traitsAfter = (...messages: Fields[]) => {
    const { graph } = run(...messages);
    return traitsOf(graph.find('users', 'user_id', 'u'));
  };

  it.each<[string, Fields[], Record<string, unknown>]>([
    ['identify sets them', [identify({ userId: 'u', traits: { a: 1 } })], { a: 1 }],
    [
      'the latest wins',
      [identify({ userId: 'u', traits: { a: 1, b: 1 } }), identify({ userId: 'u', traits: { a: 2 } })],
      { a: 2, b: 1 },
    ],
    [
      'null removes',
      [identify({ userId: 'u', traits: { a: 1, b: 1 } }), identify({ userId: 'u', traits: { a: null } })],
      { b: 1 },
    ],
    [
      'and can be set again',
      [
        identify({ userId: 'u', traits: { a: 1 } }),
        identify({ userId: 'u', traits: { a: null } }),
        identify({ userId: 'u', traits: { a: 3 } }),
      ],
      { a: 3 },
    ],
    ['an empty text is a value', [identify({ userId: 'u', traits: { a: '' } })], { a: '' }],
    ['track does not', [track({ userId: 'u', context: { traits: { a: 1 } }, traits: { b: 1 } })], {}],
    ['page does not', [{ type: 'page', userId: 'u', context: { traits: { a: 1 } } }], {}],
    ['context.traits of identify do not', [identify({ userId: 'u', context: { traits: { a: 1 } } })], {}],
    ['group does not set them for the user', [group({ userId: 'u', groupId: 'g', traits: { a: 1 } })], {}],
    [
      'of two profiles the later value stays, whichever was first',
      [
        identify({ anonymousId: 'a', traits: { x: 'old', only: 'a' } }),
        identify({ userId: 'u', traits: { x: 'new' } }),
        track({ userId: 'u', anonymousId: 'a' }),
      ],
      { x: 'new', only: 'a' },
    ],
    [
      'the other way round too',
      [
        identify({ userId: 'u', traits: { x: 'old' } }),
        identify({ anonymousId: 'a', traits: { x: 'new' } }),
        track({ userId: 'u', anonymousId: 'a' }),
      ],
      { x: 'new' },
    ],
    [
      'a later removal counts as an update',
      [
        identify({ anonymousId: 'a', traits: { x: 'old' } }),
        identify({ userId: 'u', traits: { x: null } }),
        track({ userId: 'u', anonymousId: 'a' }),
      ],
      {},
    ],
    [
      'an earlier removal does not',
      [
        identify({ userId: 'u', traits: { x: null } }),
        identify({ anonymousId: 'a', traits: { x: 'new' } }),
        track({ userId: 'u', anonymousId: 'a' }),
      ],
      { x: 'new' },
    ],
  ])('%s', (_name, messages, traits) => {
    expect(traitsAfter(...messages)).toEqual(traits);
  });

  it('group sets them for the account', () => {
    const { graph } = run(
      group({ userId: 'u', groupId: 'g', traits: { name: 'Acme', plan: 'x' } }),
      group({ userId: 'v', groupId: 'G', traits: { plan: null } }),
    );
    expect(traitsOf(graph.find('accounts', 'group_id', 'g'))).toEqual({ name: 'Acme' });
  });

  it('says where and when each came from', () => {
    const { graph } = run(
      identify({ userId: 'u', traits: { a: 1, b: 2 }, source: 'web' }),
      identify({ userId: 'u', traits: { b: 3 }, source: 'app' }),
    );
    const traits = graph.find('users', 'user_id', 'u')?.traits;
    expect(traits?.get('a')).toMatchObject({ source: 'web', updatedAt: new Date(firstArrival) });
    expect(traits?.get('b')).toMatchObject({ source: 'app', updatedAt: new Date(firstArrival + 1_000) });
  });

  it('harms no prototype', () => {
    const { graph } = createHostile();
    expect(traitsOf(graph.find('users', 'user_id', 'u'))).toHaveProperty('constructor', { evil: 1 });
    expect(Object.hasOwn(Object.prototype, 'evil')).toBe(false);

    function createHostile(): GraphFixture {
      const fixture = createGraphFixture();
      fixture.apply(
        JSON.parse(
          '{"type":"identify","userId":"u","traits":{"__proto__":{"evil":1},"constructor":{"evil":1}}}',
        ),
      );
      return fixture;
    }
  });
});

describe('a profile', () => {
  it('answers to everything it absorbed', () => {
    const fixture = createGraphFixture();
    const { user: a } = fixture.apply(track({ anonymousId: 'a' }));
    const { user: u } = fixture.apply(track({ userId: 'u' }));
    const formerId = u?.id ?? '';
    const { user: merged } = fixture.apply(track({ userId: 'u', anonymousId: 'a' }));
    expect(merged).toBe(a);
    expect(fixture.graph.store.byId(formerId)).toBe(merged);
    expect(fixture.graph.store.byId(merged?.id ?? '')).toBe(merged);
    expect(fixture.graph.find('users', 'user_id', 'u')).toBe(merged);
    expect(fixture.graph.find('users', 'anonymous_id', 'a')).toBe(merged);
    expect(fixture.graph.store.size).toBe(1);
  });

  it('keeps its first and last message, over merges', () => {
    const { graph } = run(
      track({ anonymousId: 'a', source: 'web' }),
      track({ userId: 'u', source: 'app' }),
      track({ userId: 'u', anonymousId: 'a', source: 'tv' }),
      identify({ userId: 'u', traits: { x: 1 }, context: { active: false }, source: 'batch' }),
    );
    expect(graph.find('users', 'user_id', 'u')).toMatchObject({
      createdAt: new Date(firstArrival),
      updatedAt: new Date(firstArrival + 3_000),
      first: { messageId: 'm1', source: 'web' },
      // `active: false` updates traits and is not a visit (docs/segment-api/tracking.md#context).
      last: { messageId: 'm3', source: 'tv' },
    });
  });

  it('has an id of the documented form, the same in every run', () => {
    const ids = () => {
      const { user, account } = createGraphFixture().apply(group({ userId: 'u', groupId: 'g' }));
      return [user?.id, account?.id];
    };
    const [user, account] = ids();
    expect(user).toMatch(/^use_[0-9A-Za-z]{27}$/);
    expect(account).toMatch(/^grp_[0-9A-Za-z]{27}$/);
    expect(ids()).toEqual([user, account]);
  });

  it('is linked by group alone, and links follow a merge', () => {
    const fixture = run(
      track({ userId: 'u', context: { groupId: 'g0' } }),
      group({ anonymousId: 'a', groupId: 'g1' }),
      group({ userId: 'u', groupId: 'g2' }),
      group({ userId: 'v', groupId: 'g2' }),
      track({ userId: 'u', anonymousId: 'a' }),
    );
    const { graph } = fixture;
    const linksOf = (collection: 'users' | 'accounts', type: string, id: string) =>
      [...(graph.find(collection, type, id)?.links ?? [])].map((profile) => identifiersOf(profile)[0]).sort();
    expect(linksOf('users', 'user_id', 'u')).toEqual(['group_id:g1', 'group_id:g2']);
    expect(linksOf('accounts', 'group_id', 'g0')).toEqual([]);
    expect(linksOf('accounts', 'group_id', 'g1')).toEqual(['user_id:u']);
    expect(linksOf('accounts', 'group_id', 'g2')).toEqual(['user_id:u', 'user_id:v']);
  });

  it('is forgotten when it was quiet longest', () => {
    const fixture = createGraphFixture({ maxProfiles: 3 });
    for (const userId of ['a', 'b', 'c']) fixture.apply(group({ userId, context: {} }));
    fixture.apply(track({ userId: 'a' }));
    fixture.apply(track({ userId: 'd' }));
    expect(fixture.graph.find('users', 'user_id', 'b')).toBeUndefined();
    expect(fixture.graph.find('users', 'user_id', 'a')).toBeDefined();
    expect(fixture.graph.find('users', 'user_id', 'd')).toBeDefined();
    expect(fixture.graph.store.size).toBeLessThanOrEqual(3);
    expect(fixture.graph.store.evicted).toBeGreaterThan(0);
  });

  it('makes room by weight, and takes its links along', () => {
    const fixture = createGraphFixture({ maxWeight: 100_000 });
    const traits = { text: 'x'.repeat(20_000) };
    for (let index = 0; index < 20; index += 1) {
      fixture.apply(identify({ userId: `u${index}`, traits }));
      fixture.apply(group({ userId: `u${index}`, groupId: 'g' }));
    }
    expect(fixture.graph.store.size).toBeLessThan(7);
    const links = fixture.graph.find('accounts', 'group_id', 'g')?.links ?? new Set();
    for (const linked of links) expect([...fixture.graph.store.profiles]).toContain(linked);
    expect(fixture.graph.store.evicted).toBeGreaterThan(13);
  });

  it('has no room for traits without end', () => {
    const fixture = createGraphFixture();
    for (let index = 0; index < 300; index += 1)
      fixture.apply(identify({ userId: 'u', traits: { [`t${index}`]: 'x'.repeat(30_000) } }));
    expect(fixture.graph.find('users', 'user_id', 'u')?.weight).toBeLessThan(4.1 * 1_024 * 1_024);
    expect(fixture.graph.counts.droppedTraits).toBeGreaterThan(100);
  });
});
