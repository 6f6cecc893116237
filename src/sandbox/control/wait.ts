import * as z from 'zod/mini';
import { answerText, type HttpCall, Refused } from '../http.ts';
import type { Journal } from '../journal/journal.ts';
import type { JournalMessage } from '../journal/journal-message.ts';
import { readJson } from './body.ts';
import { eventText, readPage } from './events.ts';
import { type CompiledFilter, compileFilter, filterSchema, type MessageFilter } from './filter.ts';
import { findNearest, nearestText } from './nearest.ts';
import { countRefused } from './refused.ts';
import { selectMessages } from './select.ts';

const waitSchema = z.strictObject({
  filter: z._default(filterSchema, {}),
  /** At least so many. */
  count: z._default(z.int().check(z.minimum(1), z.maximum(1_000_000)), 1),
  /** Milliseconds; 0 looks once. */
  timeout: z._default(z.number().check(z.minimum(0), z.maximum(600_000)), 5_000),
  /** Only messages after the one with this `seq`. */
  after: z.optional(z.int().check(z.minimum(0))),
});

/** Waits at the same time. */
const maxWaits = 1_000;

/**
 * Answers once so many messages have arrived (`POST /_/wait`), those that are there already included. A miss is a
 * 408 that shows the nearest messages and what was wrong with each.
 */
export function createWaits(journal: Journal, ending: AbortSignal): (c: HttpCall) => Promise<Response> {
  let waits = 0;
  return async (c) => {
    const { filter, ...asked } = await readJson(c, waitSchema);
    const wanted: MessageFilter = { outcome: 'stored', ...filter };
    const compiled = await compileFilter(wanted);
    if (waits >= maxWaits) throw new Refused(503, 'too_many_waits', 'There are too many waits.');

    waits += 1;
    const start = performance.now();
    const found = await collect(c, { ...asked, filter: compiled, journal, ending }).finally(() => {
      waits -= 1;
    });
    const { lines } = readPage(found.first, maxShown, eventText);
    const isMet = found.total >= asked.count;
    const waitedMs = Math.round(performance.now() - start);
    const facts = `"met":${isMet},"count":${found.total},"wanted":${asked.count},"waitedMs":${waitedMs}`;
    if (isMet) return answerText(c, `{${facts},"events":[${lines.join(',')}]}`);
    const nearest = nearestText(await findNearest(journal, wanted));
    const refused = countRefused(journal, wanted);
    const text = `{${facts},"events":[${lines.join(',')}],"nearest":${nearest},"refused":${refused}}`;
    return answerText(c, text, ending.aborted ? 503 : 408);
  };
}

interface Found {
  total: number;
  /** Enough of them to show. */
  readonly first: JournalMessage[];
}

interface Wait extends Omit<z.infer<typeof waitSchema>, 'filter'> {
  readonly filter: CompiledFilter;
  readonly journal: Journal;
  readonly ending: AbortSignal;
}

const maxShown = 100;

function collect(c: HttpCall, { journal, ending, filter, count, timeout, after }: Wait): Promise<Found> {
  const found: Found = { total: 0, first: [] };
  const add = (message: JournalMessage): void => {
    found.total += 1;
    if (found.first.length < maxShown) found.first.push(message);
  };
  // The outcome that is wanted is part of the filter.
  for (const message of selectMessages(journal, { outcome: 'all', order: 'asc', cursor: after, filter }))
    add(message);
  if (found.total >= count || timeout === 0 || ending.aborted) return Promise.resolve(found);
  return new Promise((resolve) => {
    const { outgoing } = c.env;
    const finish = (): void => {
      clearTimeout(timer);
      unsubscribe();
      ending.removeEventListener('abort', finish);
      outgoing.off('close', finish);
      resolve(found);
    };
    const timer = setTimeout(finish, timeout);
    const unsubscribe = journal.subscribe((messages) => {
      for (const message of messages) if (filter.matches(message)) add(message);
      if (found.total >= count) finish();
    });
    ending.addEventListener('abort', finish, { once: true });
    outgoing.once('close', finish);
  });
}
