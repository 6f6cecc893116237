import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Identifier, readIdentifiers } from '../../../src/sandbox/profiles/identifiers.ts';
import { createRules } from '../../../src/sandbox/profiles/rules.ts';
import {
  createGraphFixture,
  type Fields,
  type GraphFixture,
  profileMessage,
  traitsOf,
} from './graph-fixture.ts';

const rules = createRules();
const id = fc.constantFrom('1', '2', '3', 'A', 'a', 'B');
const externalId = fc.record({
  id,
  type: fc.constantFrom('crm', 'phone', 'user_id', 'zip'),
  collection: fc.constantFrom('users', 'accounts'),
  encoding: fc.constant('none'),
});

/** Messages over so few identifiers that they collide all the time. */
const message: fc.Arbitrary<Fields> = fc
  .record(
    {
      type: fc.constantFrom<Fields['type'][]>('track', 'identify', 'page', 'group', 'alias'),
      userId: id,
      anonymousId: id,
      groupId: id,
      traits: fc.dictionary(
        fc.constantFrom('a', 'b', 'email'),
        fc.oneof(fc.constant(null), id, fc.integer({ min: 0, max: 3 })),
      ),
      context: fc.record({ externalIds: fc.array(externalId, { maxLength: 7 }) }, { requiredKeys: [] }),
    },
    { requiredKeys: ['type'] },
  )
  .map((fields) => ({ ...fields }));
const messages = fc.array(message, { maxLength: 40 });

function run(list: readonly Fields[]): GraphFixture {
  const fixture = createGraphFixture();
  for (const fields of list) fixture.apply(fields);
  return fixture;
}

/** docs/segment-api/profile.md#identity-resolution, steps 1 to 3, word by word and as slow as it reads. */
function resolveByTheBook(list: readonly Fields[]): string[][] {
  let profiles: Set<string>[] = [];
  const typeOf = (key: string) => key.split('\n')[0] ?? '';
  const isTooMuch = (keys: ReadonlySet<string>) =>
    [...keys].some(
      (key) => [...keys].filter((other) => typeOf(other) === typeOf(key)).length > rules.limitOf(typeOf(key)),
    );
  const resolve = (identifiers: readonly Identifier[]) => {
    let keys = identifiers.map(({ key }) => key);
    for (;;) {
      const found = profiles.filter((profile) => keys.some((key) => profile.has(key)));
      const union = new Set([...found.flatMap((profile) => [...profile]), ...keys]);
      if (keys.length > 1 && isTooMuch(union)) {
        keys = keys.slice(0, -1);
        continue;
      }
      if (keys.length > 0) profiles = [...profiles.filter((profile) => !found.includes(profile)), union];
      return;
    }
  };
  const accounts: Identifier[][] = [];
  for (const fields of list) {
    if (fields.type === 'alias') continue;
    const identifiers = readIdentifiers(profileMessage(fields), rules);
    resolve(identifiers.filter(({ collection }) => collection === 'users'));
    accounts.push(identifiers.filter(({ collection }) => collection === 'accounts'));
  }
  const users = profiles;
  profiles = [];
  for (const identifiers of accounts) resolve(identifiers);
  return sortGroups([...users, ...profiles].map((profile) => [...profile]));
}

const sortGroups = (groups: string[][]): string[][] =>
  groups.map((group) => group.toSorted()).sort((a, b) => (a.join() < b.join() ? -1 : 1));

function groupsOf({ graph }: GraphFixture): string[][] {
  return sortGroups([...graph.store.profiles].map(({ identifiers }) => identifiers.map(({ key }) => key)));
}

/** Everything that can be told of a graph but when it was touched. */
function contentOf({ graph }: GraphFixture): unknown[] {
  return [...graph.store.profiles]
    .toSorted((a, b) => a.ordinal - b.ordinal)
    .map((profile) => ({
      id: profile.id,
      identifiers: profile.identifiers.map(({ key }) => key),
      traits: traitsOf(profile),
      links: [...(profile.links ?? [])].map((linked) => linked.id).sort(),
      absorbed: profile.absorbed,
    }));
}

describe('for any messages', () => {
  it('profiles are those of the algorithm as it is written down', () => {
    fc.assert(
      fc.property(messages, (list) => {
        expect(groupsOf(run(list))).toEqual(resolveByTheBook(list));
      }),
      { numRuns: 500 },
    );
  });

  it('no identifier belongs to two profiles, each leads to its own, and no limit is passed', () => {
    fc.assert(
      fc.property(messages, (list) => {
        const { graph } = run(list);
        const seen = new Set<string>();
        for (const profile of graph.store.profiles) {
          expect(profile.identifiers.length).toBeGreaterThan(0);
          expect(graph.store.byOrdinal(profile.collection, profile.ordinal)).toBe(profile);
          const perType = new Map<string, number>();
          for (const mapping of profile.identifiers) {
            const { collection, type, id: value, key } = mapping;
            expect(seen).not.toContain(`${collection} ${key}`);
            seen.add(`${collection} ${key}`);
            expect(mapping.profile).toBe(profile);
            expect(collection).toBe(profile.collection);
            expect(graph.find(collection, type, value.toUpperCase())).toBe(profile);
            perType.set(type, (perType.get(type) ?? 0) + 1);
          }
          for (const [type, count] of perType) expect(count).toBeLessThanOrEqual(rules.limitOf(type));
          for (const former of [profile, ...profile.absorbed]) {
            expect(graph.store.byId(former.id)).toBe(profile);
            expect(graph.store.byOrdinal(profile.collection, former.ordinal)).toBe(profile);
          }
          for (const linked of profile.links ?? []) {
            expect(linked.links).toContain(profile);
            expect([...graph.store.profiles]).toContain(linked);
            expect(linked.collection).not.toBe(profile.collection);
          }
        }
      }),
      { numRuns: 500 },
    );
  });

  it('the same message again changes nobody’s identity', () => {
    fc.assert(
      fc.property(messages, (list) => {
        const [once, twice] = [createGraphFixture(), createGraphFixture()];
        for (const fields of list) {
          once.apply(fields);
          twice.apply(fields);
          const before = contentOf(twice);
          twice.apply(fields);
          expect(contentOf(twice)).toEqual(before);
        }
        expect(contentOf(twice)).toEqual(contentOf(once));
      }),
      { numRuns: 300 },
    );
  });

  it('a message belongs to the profile its first identifier leads to, for ever', () => {
    fc.assert(
      fc.property(messages, (list) => {
        const fixture = createGraphFixture();
        for (const [index, fields] of list.entries()) {
          const { user, account } = fixture.apply(fields);
          expect(fixture.graph.ownersOf(profileMessage(fields, index + 1))).toEqual({ user, account });
        }
      }),
      { numRuns: 300 },
    );
  });

  it('what was sent last is what a trait is', () => {
    fc.assert(
      fc.property(messages, (list) => {
        const { graph } = run(list);
        const { graph: other } = run(list);
        for (const profile of graph.store.profiles) {
          expect(traitsOf(other.store.byId(profile.id))).toEqual(traitsOf(profile));
          for (const { text, seq } of profile.traits?.values() ?? []) {
            const sent = list[seq - 1]?.traits;
            const values: unknown[] = sent === undefined || sent === null ? [] : Object.values(sent);
            expect(values.map((value) => JSON.stringify(value))).toContain(text ?? 'null');
          }
        }
      }),
      { numRuns: 200 },
    );
  });

  it('weight goes up and down with what is there', () => {
    fc.assert(
      fc.property(messages, (list) => {
        const { graph } = run(list);
        for (const profile of graph.store.profiles) expect(profile.weight).toBeGreaterThan(0);
        // With room for one profile alone, everything else is forgotten cleanly.
        const small = createGraphFixture({ maxProfiles: 1 });
        for (const fields of list) small.apply(fields);
        expect(small.graph.store.size).toBeLessThanOrEqual(1);
        for (const { links } of small.graph.store.profiles) expect(links?.size ?? 0).toBe(0);
      }),
      { numRuns: 200 },
    );
  });
});
