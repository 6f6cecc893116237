import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileFilter, type MessageFilter } from '../../src/sandbox/control/filter.ts';
import { inOrder, selectMessages } from '../../src/sandbox/control/select.ts';
import { createJournal } from '../../src/sandbox/journal/journal.ts';
import type { ArrivedMessage, JournalMessage } from '../../src/sandbox/journal/journal-message.ts';

const few = <T>(...values: T[]) => fc.constantFrom(...values);
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });

interface Sent {
  readonly outcome: JournalMessage['outcome'];
  readonly type: 'track' | 'page';
  readonly event: string | undefined;
  readonly userId: string | undefined;
  readonly anonymousId: string | undefined;
  readonly messageId: string;
  readonly writeKey: string;
  readonly source: string;
  readonly code: string | undefined;
  readonly n: number;
}

const sent: fc.Arbitrary<Sent> = fc
  .record({
    outcome: few<Sent['outcome']>('stored', 'discarded', 'duplicate'),
    type: few<Sent['type']>('track', 'page'),
    event: maybe(few('A', 'B', 'Äö')),
    userId: maybe(few('u', 'v')),
    anonymousId: maybe(few('u', 'a')),
    messageId: few('1', '2', '3'),
    writeKey: few('w1', 'w2'),
    n: fc.integer({ min: 0, max: 3 }),
  })
  .map((message) => ({
    ...message,
    source: message.writeKey === 'w1' ? 'web' : 'w1',
    code: message.outcome === 'discarded' ? 'no_user_anon_id' : undefined,
  }));

const filters: fc.Arbitrary<MessageFilter> = fc.record({
  outcome: maybe(few('stored', 'discarded', 'duplicate', 'all')),
  type: maybe(few('track', 'page', 'alias')),
  event: maybe(few('A', 'B')),
  userId: maybe(few('u', 'a')),
  messageId: maybe(few('1', '2')),
  writeKey: maybe(few('w1', 'w2')),
  source: maybe(few('web', 'w1', 'w2')),
  code: maybe(few('no_user_anon_id')),
  text: maybe(few('äÖ', '"B"', 'nowhere')),
  fql: maybe(few('properties.n > 1', 'event = "A" or properties.n = 0', '!(type = "page")')),
});

/** The same, written a second time without the order and the shapes of the first. */
function naive(message: Sent, filter: MessageFilter): boolean {
  const text = JSON.stringify(bodyOf(message)).toLowerCase();
  const fql: Record<string, boolean> = {
    'properties.n > 1': message.n > 1,
    'event = "A" or properties.n = 0': message.event === 'A' || message.n === 0,
    '!(type = "page")': message.type !== 'page',
  };
  return !(
    (filter.outcome !== undefined && filter.outcome !== 'all' && filter.outcome !== message.outcome) ||
    (filter.type !== undefined && filter.type !== message.type) ||
    (filter.event !== undefined && filter.event !== message.event) ||
    (filter.userId !== undefined && ![message.userId, message.anonymousId].includes(filter.userId)) ||
    (filter.messageId !== undefined && filter.messageId !== message.messageId) ||
    (filter.writeKey !== undefined && filter.writeKey !== message.writeKey) ||
    (filter.source !== undefined && ![message.source, message.writeKey].includes(filter.source)) ||
    (filter.code !== undefined && filter.code !== message.code) ||
    (filter.text !== undefined && !text.includes(filter.text.toLowerCase())) ||
    (filter.fql !== undefined && fql[filter.fql] !== true)
  );
}

function bodyOf({ type, event, userId, anonymousId, messageId, n }: Sent): object {
  return { type, event, userId, anonymousId, messageId, properties: { n } };
}

function fill(messages: readonly Sent[]) {
  const journal = createJournal({ dedupScope: 'all' });
  for (const message of messages) {
    const body = Buffer.from(JSON.stringify(bodyOf(message)));
    const arrived: ArrivedMessage = { ...message, isOwnId: true, isObject: true, start: 0, end: body.length };
    journal.addMessages([arrived], body, {
      writeKey: message.writeKey,
      path: '/v1/batch',
      headers: {},
      receivedAt: new Date(0),
      envelope: { sentAt: undefined, context: undefined, integrations: undefined },
    });
  }
  return journal;
}

describe('a filter', () => {
  it('finds what a naive one finds, in both orders, behind any cursor, and says why the rest does not fit', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(sent, { maxLength: 25 }),
        filters,
        few<'asc' | 'desc'>('asc', 'desc'),
        maybe(fc.integer({ min: 0, max: 26 })),
        async (messages, filter, order, cursor) => {
          const journal = fill(messages);
          const compiled = await compileFilter(filter);
          const found = [...selectMessages(journal, { outcome: 'all', order, cursor, filter: compiled })];
          const expected = messages.flatMap((message, index) => {
            const seq = index + 1;
            const isBehind = cursor === undefined || (order === 'asc' ? seq > cursor : seq < cursor);
            return isBehind && naive(message, filter) ? [seq] : [];
          });
          expect(found.map(({ seq }) => seq)).toEqual(order === 'asc' ? expected : expected.reverse());
          for (const message of inOrder(journal, 'all', 'asc')) {
            expect(compiled.reasons(message).length === 0).toBe(compiled.matches(message));
          }
        },
      ),
      { numRuns: 500, seed: 20_261_123 },
    );
  });

  it('tells an expression it cannot read', async () => {
    await expect(compileFilter({ fql: 'colour = "red"' })).rejects.toThrow(
      /^fql: FQL does not know “colour”/,
    );
  });
});
