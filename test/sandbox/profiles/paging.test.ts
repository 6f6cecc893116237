import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningSandbox, startSandbox } from '../../../src/sandbox/start.ts';
import { anyText } from '../../helpers/any-text.ts';
import { askProfiles, sendAll } from './profile-client.ts';

const now = new Date('2026-02-20T12:00:00.000Z');
const user = 'users/profiles/user_id:u1';

/** Follows a list to its end; each page is checked against the form of docs/segment-api/profile.md#replies. */
async function readAll<T>(
  sandbox: RunningSandbox,
  route: string,
  query: Record<string, string>,
  itemsOf: (body: Record<string, unknown>) => T[],
): Promise<T[]> {
  const all: T[] = [];
  const limit = Number(query.limit);
  let next = '';
  for (let pages = 0; pages < 1_000; pages += 1) {
    const parameters = new URLSearchParams({ ...query, ...(next === '' ? {} : { next }) });
    const { status, body } = await askProfiles(sandbox, `${user}/${route}?${parameters}`);
    expect(status).toBe(200);
    const items = itemsOf(body);
    all.push(...items);
    expect(body.cursor).toEqual({
      url: expect.any(String),
      has_more: expect.any(Boolean),
      next: expect.any(String),
      limit,
    });
    expect(body.cursor.has_more).toBe(body.cursor.next !== '');
    if (!body.cursor.has_more) return all;
    expect(items).toHaveLength(limit);
    next = body.cursor.next;
  }
  throw new Error('The list has no end.');
}

const names = fc.uniqueArray(
  fc.oneof(
    fc.string({ maxLength: 6 }),
    anyText({ maxLength: 3 }),
    fc.constantFrom(
      '__proto__',
      'constructor',
      'A',
      'a',
      '1',
      '10',
      '2',
      'é',
      'z',
      '🙂',
      '\uffff',
      ' ',
      '+',
      '%',
      '&',
    ),
  ),
  { maxLength: 60 },
);

describe('paging to the end is the whole, for any page size', () => {
  let sandbox: RunningSandbox;
  beforeAll(async () => {
    sandbox = await startSandbox({ now: () => now, dedupScope: 'source' });
  });
  afterAll(() => sandbox.close());

  it('of traits', async () => {
    await fc.assert(
      fc.asyncProperty(names, fc.integer({ min: 1, max: 70 }), async (list, limit) => {
        sandbox.journal.reset();
        const traits = Object.create(null);
        for (const name of list) Object.defineProperty(traits, name, { value: 1, enumerable: true });
        await sendAll(sandbox, [{ type: 'identify', userId: 'u1', traits }]);
        const read = await readAll(sandbox, 'traits', { limit: String(limit) }, (body) =>
          Object.getOwnPropertyNames(body.traits),
        );
        const wanted = list.toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
        // JSON.parse puts names that are numbers first within a page.
        expect(read.toSorted()).toEqual(wanted.toSorted());
        if (limit === 1) expect(read).toEqual(wanted);
      }),
      { numRuns: 60 },
    );
  });

  it('of identifiers', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 1, max: 25 }),
        async (count, limit) => {
          sandbox.journal.reset();
          const externalIds = Array.from({ length: count }, (_, index) => ({
            id: `x${index}`,
            type: `type_${index}`,
            collection: 'users',
            encoding: 'none',
          }));
          await sendAll(sandbox, [{ type: 'track', event: 'E', userId: 'u1', context: { externalIds } }]);
          const read = await readAll(sandbox, 'external_ids', { limit: String(limit) }, (body) => {
            expect(body.data).toBeInstanceOf(Array);
            return (body.data as { id: string }[]).map(({ id }) => id);
          });
          expect(read.toSorted()).toEqual(['u1', ...externalIds.map(({ id }) => id)].toSorted());
        },
      ),
      { numRuns: 40 },
    );
  });

  it('of events, in both orders, of equal times and of messages kept twice', async () => {
    const event = fc.record({
      messageId: fc.string({ minLength: 1, maxLength: 3 }),
      second: fc.integer({ min: 0, max: 5 }),
      source: fc.constantFrom('web', 'app'),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(event, { maxLength: 40 }),
        fc.integer({ min: 1, max: 45 }),
        fc.constantFrom('asc', 'desc'),
        async (list, limit, sort) => {
          sandbox.journal.reset();
          for (const source of ['web', 'app'])
            await sendAll(
              sandbox,
              list
                .filter((entry) => entry.source === source)
                .map(({ messageId, second }) => ({
                  type: 'track',
                  event: 'E',
                  userId: 'u1',
                  messageId,
                  timestamp: `2026-02-19T00:00:0${second}Z`,
                })),
              source,
            );
          const stored = [...sandbox.journal.messages].map(
            ({ messageId, completed }) => `${completed.timestamp} ${messageId}`,
          );
          const ordered = [...new Set(stored)].map((text) => ({ at: text.slice(0, 20), id: text.slice(21) }));
          ordered.sort((a, b) => (a.at < b.at || (a.at === b.at && a.id < b.id) ? -1 : 1));
          if (sort === 'desc') ordered.reverse();
          if (stored.length === 0) return;
          const read = await readAll(sandbox, 'events', { limit: String(limit), sort }, (body) =>
            (body.data as { message_id: string }[]).map(({ message_id }) => message_id),
          );
          expect(read).toEqual(ordered.map(({ id }) => id));
        },
      ),
      { numRuns: 60 },
    );
  });
});
