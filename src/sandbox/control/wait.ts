import * as z from 'zod/mini';
import type { Journal } from '../journal/journal.ts';
import type { JournalMessage } from '../journal/journal-message.ts';
import { problem } from '../problem.ts';
import { type ControlContext, filterSchema, invalid, readJson } from './body.ts';
import { eventText, maxPageBytes } from './events.ts';
import { type CompiledFilter, compileFilter, type MessageFilter } from './filter.ts';
import { findNearest, nearestText } from './nearest.ts';
import { selectMessages } from './select.ts';

const waitSchema = z.strictObject({
  filter: z._default(filterSchema, {}),
  /** At least so many. */
  count: z._default(z.int().check(z.minimum(1), z.maximum(1_000_000)), 1),
  /** Milliseconds; 0 looks once. */
  timeout: z._default(z.number().check(z.minimum(0), z.maximum(600_000)), 5_000),
  /** Only messages behind the one with this `seq`. */
  after: z.optional(z.int().check(z.minimum(0))),
});

export interface WaitParts {
  readonly journal: Journal;
  readonly ending: AbortSignal;
}

/** Waits that are under way at the same time. */
const maxWaits = 1_000;

/**
 * Answers once so many messages have arrived (`POST /_/wait`), those that are there already included. A miss is a
 * 408 that shows the nearest messages and what was wrong with each.
 */
export function createWaits(parts: WaitParts): (c: ControlContext) => Promise<Response> {
  let waits = 0;
  return async (c) => {
    const asked = await readJson(c, waitSchema);
    if ('refusal' in asked) return asked.refusal;
    const { count, timeout, after } = asked.value;
    const wanted: MessageFilter = { outcome: 'stored', ...asked.value.filter };
    const compiled = await compileFilter(wanted);
    if (compiled.kind === 'invalid') return invalid(c, compiled.message);
    if (waits >= maxWaits) return c.json(problem('too_many_waits', 'There are too many waits.'), 503);

    waits += 1;
    const start = performance.now();
    const found = await collect(c, compiled.filter, { ...parts, count, timeout, after }).finally(() => {
      waits -= 1;
    });
    const facts = `"count":${found.total},"wanted":${count},"waitedMs":${Math.round(performance.now() - start)}`;
    c.header('content-type', 'application/json');
    if (found.total >= count) return c.body(`{"met":true,${facts},"events":[${eventTexts(found.first)}]}`);
    const nearest = nearestText(await findNearest(parts.journal, wanted));
    return c.body(
      `{"met":false,${facts},"events":[${eventTexts(found.first)}],"nearest":${nearest}}`,
      parts.ending.aborted ? 503 : 408,
    );
  };
}

interface Found {
  total: number;
  /** Enough of them to show. */
  readonly first: JournalMessage[];
}

interface Collecting extends WaitParts {
  readonly count: number;
  readonly timeout: number;
  readonly after: number | undefined;
}

const maxShown = 100;

function collect(
  c: ControlContext,
  filter: CompiledFilter,
  { journal, ending, count, timeout, after }: Collecting,
): Promise<Found> {
  const found: Found = { total: 0, first: [] };
  const add = (message: JournalMessage): void => {
    found.total += 1;
    if (found.first.length < maxShown) found.first.push(message);
  };
  // The filter says itself which outcome it wants.
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

/** As many as a reader takes in one answer (rule S8), the first in any case. */
function eventTexts(messages: readonly JournalMessage[]): string {
  const texts: string[] = [];
  let bytes = 0;
  for (const message of messages) {
    const text = eventText(message);
    bytes += Buffer.byteLength(text);
    if (texts.length > 0 && bytes > maxPageBytes) break;
    texts.push(text);
  }
  return texts.join(',');
}
