import fc from 'fast-check';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { createJournal, type Journal } from '../../../src/sandbox/journal/journal.ts';
import { createRules } from '../../../src/sandbox/profiles/rules.ts';
import { createSpace, type Space } from '../../../src/sandbox/profiles/space.ts';
import { createSpaces } from '../../../src/sandbox/profiles/spaces.ts';
import { identifiersOf, traitsOf } from './graph-fixture.ts';

const rules = createRules();

function addMessages(journal: Journal, messages: readonly object[], source = 'web'): void {
  const texts = messages.map((message) => JSON.stringify(message));
  const body = Buffer.from(`[${texts.join(',')}]`);
  let at = 1;
  const arrived = messages.map((message, index) => {
    const start = at;
    at += Buffer.byteLength(texts[index] ?? '') + 1;
    const fields = {
      type: 'identify',
      event: undefined,
      userId: undefined,
      anonymousId: undefined,
      ...message,
    };
    return {
      ...fields,
      outcome: 'stored',
      code: undefined,
      messageId: `m${journal.lastSeq + index + 1}`,
      isOwnId: true,
      source,
      isObject: true,
      start,
      end: at - 1,
    } as never;
  });
  const envelope = { sentAt: undefined, context: undefined, integrations: undefined };
  journal.addMessages(arrived, body, {
    writeKey: source,
    path: '/v1/batch',
    headers: {},
    receivedAt: new Date('2026-02-03T04:05:06Z'),
    envelope,
  });
}

const identify = (n: number, userId = 'u') => ({ type: 'identify', userId, traits: { n } });

function openSpace(journal: Journal, source?: string): Space {
  return createSpace({ journal, rules, source, maxProfiles: 1_000, maxWeight: 1e9 });
}

function drain(space: Space): void {
  while (space.advance());
}

const contentOf = ({ graph }: Space) =>
  [...graph.store.profiles].map((profile) => [
    profile.id,
    identifiersOf(profile),
    traitsOf(profile),
    profile.last,
  ]);

describe('a space', () => {
  it('is the same however the messages came to it', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.tuple(
            fc.array(fc.tuple(fc.integer({ min: 0, max: 9 }), fc.constantFrom('u', 'v', 'w')), {
              maxLength: 30,
            }),
            fc.boolean(),
          ),
          { maxLength: 20 },
        ),
        (steps) => {
          const journal = createJournal({ dedupScope: 'all' });
          const eager = openSpace(journal);
          const nowAndThen = openSpace(journal);
          for (const [list, isAsked] of steps) {
            addMessages(
              journal,
              list.map(([n, userId]) => identify(n, userId)),
            );
            drain(eager);
            if (isAsked) nowAndThen.advance();
          }
          const late = openSpace(journal);
          drain(late);
          drain(nowAndThen);
          expect(contentOf(late)).toEqual(contentOf(eager));
          expect(contentOf(nowAndThen)).toEqual(contentOf(eager));
        },
      ),
      { numRuns: 60 },
    );
  });

  it('takes in a bounded piece at a time', () => {
    const journal = createJournal({ dedupScope: 'all' });
    addMessages(
      journal,
      Array.from({ length: 1_200 }, (_, index) => identify(index)),
    );
    const space = openSpace(journal);
    const left = [];
    do left.push(space.pending);
    while (space.advance());
    expect(left).toEqual([1_200, 700, 200]);
    expect(space.pending).toBe(0);
  });

  it('counts what made way before it was asked', () => {
    const journal = createJournal({ dedupScope: 'all', maxMessages: 10 });
    const space = openSpace(journal);
    addMessages(
      journal,
      Array.from({ length: 4 }, (_, index) => identify(index, `a${index}`)),
    );
    drain(space);
    addMessages(
      journal,
      Array.from({ length: 25 }, (_, index) => identify(index, `b${index}`)),
    );
    drain(space);
    expect(space.missed).toBe(15);
    expect(space.graph.store.size).toBe(14);
    // What was taken in stays although the journal let go of it.
    expect(traitsOf(space.graph.find('users', 'user_id', 'a3'))).toEqual({ n: 3 });
  });

  it('lets go of events with the journal', () => {
    const journal = createJournal({ dedupScope: 'all', maxMessages: 10 });
    const space = openSpace(journal);
    for (let round = 0; round < 5; round += 1) {
      addMessages(
        journal,
        Array.from({ length: 7 }, () => ({ type: 'track', event: 'E', userId: 'u' })),
      );
      drain(space);
    }
    const profile = space.graph.find('users', 'user_id', 'u');
    const seqs = profile === undefined ? [] : [...space.history(profile)].map(({ message }) => message.seq);
    expect(seqs).toEqual(Array.from({ length: 10 }, (_, index) => index + 26));
  });

  it('tells the history of everyone a profile is made of', () => {
    const journal = createJournal({ dedupScope: 'all' });
    const space = openSpace(journal);
    const track = (fields: object) => ({ type: 'track', event: 'E', ...fields });
    addMessages(journal, [
      track({ anonymousId: 'a' }),
      track({ userId: 'u' }),
      track({ userId: 'other' }),
      track({ userId: 'u', anonymousId: 'b' }),
      track({ anonymousId: 'a', userId: 'u' }),
      { type: 'identify', userId: 'u' },
      { type: 'page', anonymousId: 'b' },
    ]);
    drain(space);
    const profile = space.graph.find('users', 'anonymous_id', 'b');
    const seqs = profile === undefined ? [] : [...space.history(profile)].map(({ message }) => message.seq);
    expect(seqs).toEqual([1, 2, 4, 5, 7]);
  });

  it('begins anew when messages were taken out of the journal', () => {
    const journal = createJournal({ dedupScope: 'all' });
    const space = openSpace(journal);
    addMessages(journal, [identify(1, 'a')], 'web');
    addMessages(journal, [identify(2, 'a'), identify(2, 'b')], 'app');
    drain(space);
    journal.reset({ source: 'app' });
    drain(space);
    expect(traitsOf(space.graph.find('users', 'user_id', 'a'))).toEqual({ n: 1 });
    expect(space.graph.store.size).toBe(1);
  });

  it('of one source sees that one alone', () => {
    const journal = createJournal({ dedupScope: 'all' });
    addMessages(journal, [identify(1, 'a')], 'web');
    addMessages(journal, [identify(2, 'a')], 'app');
    const space = openSpace(journal, 'web');
    drain(space);
    expect(traitsOf(space.graph.find('users', 'user_id', 'a'))).toEqual({ n: 1 });
  });
});

describe('the spaces', () => {
  function openSpaces(journal: Journal) {
    const spaces = createSpaces({ journal, rules });
    onTestFinished(spaces.close);
    return spaces;
  }

  it('have everything in them that had arrived when they were asked for', async () => {
    const journal = createJournal({ dedupScope: 'all' });
    const spaces = openSpaces(journal);
    addMessages(
      journal,
      Array.from({ length: 5_000 }, (_, index) => identify(index)),
    );
    const opened = await Promise.all([spaces.open(), spaces.open('web'), spaces.open(), spaces.open('app')]);
    const n = opened.map(({ graph }) => traitsOf(graph.find('users', 'user_id', 'u')).n);
    expect(n).toEqual([4_999, 4_999, 4_999, undefined]);
  });

  it('read on by themselves, so that little is missed', async () => {
    const journal = createJournal({ dedupScope: 'all', maxMessages: 100 });
    const seen = new Set<string>();
    const spaces = createSpaces({
      journal,
      rules: {
        ...rules,
        // Every identifier passes here; to ask for the space would be to feed it.
        isBlocked(id) {
          seen.add(id);
          return false;
        },
      },
    });
    onTestFinished(spaces.close);
    for (let round = 1; round <= 3; round += 1) {
      addMessages(
        journal,
        Array.from({ length: 100 }, (_, index) => identify(index, `u${round}-${index}`)),
      );
      await vi.waitUntil(() => seen.size === round * 100, { timeout: 30_000 });
    }
    const space = await spaces.open();
    expect(space.missed).toBe(0);
    expect(space.graph.store.size).toBe(300);
  });

  it('are so many at most, and the one that was quiet longest is made anew', async () => {
    const journal = createJournal({ dedupScope: 'all' });
    addMessages(journal, [identify(1)]);
    const spaces = openSpaces(journal);
    const before = await spaces.open('web');
    for (let index = 0; index < 40; index += 1) await spaces.open(`other-${index}`);
    const after = await spaces.open('web');
    expect(after).not.toBe(before);
    expect(after.graph.store.size).toBe(1);
    expect(await spaces.open('web')).toBe(after);
  });
});
