import type { Journal } from './journal.ts';
import type { JournalMessage, Outcome } from './journal-message.ts';

/** Which messages are asked for, and which page of them. */
export interface EventQuery {
  readonly outcome: Outcome | 'all';
  readonly type?: string | undefined;
  readonly event?: string | undefined;
  /** A userId or an anonymousId. */
  readonly userId?: string | undefined;
  /** A source, by its name or its write key. */
  readonly source?: string | undefined;
  readonly messageId?: string | undefined;
  readonly code?: string | undefined;
  readonly order: 'asc' | 'desc';
  readonly limit: number;
  /** The `seq` of the last message of the page before. */
  readonly cursor?: number | undefined;
  /** Adds the exact text each message arrived as. */
  readonly raw: boolean;
}

const maxLimit = 5_000;
/** A reader caps a reply at 1 MiB (rule S8); one message with its envelope always fits in the rest. */
const maxPageBytes = 384 * 1_024;

const filterNames = ['type', 'event', 'userId', 'source', 'messageId', 'code'] as const;
const knownNames: ReadonlySet<string> = new Set([
  ...filterNames,
  'outcome',
  'order',
  'limit',
  'cursor',
  'raw',
]);

/** Reads the query of `GET /_/events`; a name or value nobody knows is a mistake worth telling. */
export function readEventQuery(
  values: ReadonlyMap<string, string>,
): { kind: 'valid'; query: EventQuery } | { kind: 'invalid'; message: string } {
  const invalid = (message: string) => ({ kind: 'invalid', message }) as const;
  for (const name of values.keys()) {
    if (!knownNames.has(name))
      return invalid(`There is no filter of that name; there are ${[...knownNames].join(', ')}.`);
  }
  const outcome = values.get('outcome') ?? 'stored';
  if (outcome !== 'stored' && outcome !== 'discarded' && outcome !== 'duplicate' && outcome !== 'all') {
    return invalid('outcome is one of stored, discarded, duplicate, all.');
  }
  const order = values.get('order') ?? 'asc';
  if (order !== 'asc' && order !== 'desc') return invalid('order is asc or desc.');
  const limit = wholeNumber(values.get('limit') ?? '100');
  if (limit === undefined || limit < 1) return invalid('limit is a whole number from 1.');
  const cursor = values.has('cursor') ? wholeNumber(values.get('cursor') ?? '') : undefined;
  if (values.has('cursor') && cursor === undefined)
    return invalid('cursor is the `next` of the page before.');
  const filters = Object.fromEntries(filterNames.map((name) => [name, values.get(name)]));
  return {
    kind: 'valid',
    query: {
      ...filters,
      outcome,
      order,
      limit: Math.min(limit, maxLimit),
      cursor,
      raw: values.get('raw') === 'true',
    },
  };
}

/** One page of messages. */
export interface EventPage {
  /**
   * A JSON text for each message. Text, because a completed message keeps the bytes of its values and may be
   * deeper than JSON.stringify can go.
   */
  readonly lines: readonly string[];
  /** The cursor of the next page, or undefined at the end. */
  readonly next: string | undefined;
  /** How many old messages made way before they could be asked for. */
  readonly dropped: number;
}

/** Reads the page that a query asks for; a page ends early when it grows too heavy. */
export function readEvents(journal: Journal, query: EventQuery): EventPage {
  const lines: string[] = [];
  let bytes = 0;
  let last: number | undefined;
  let next: string | undefined;
  for (const message of select(journal, query)) {
    const line = eventText(message, query.raw);
    bytes += Buffer.byteLength(line);
    if (lines.length > 0 && (lines.length >= query.limit || bytes > maxPageBytes)) {
      next = String(last);
      break;
    }
    lines.push(line);
    last = message.seq;
  }
  return { lines, next, dropped: journal.messages.dropped };
}

function* select(journal: Journal, query: EventQuery): Generator<JournalMessage> {
  const { cursor, order, outcome } = query;
  for (const message of inOrder(journal, outcome, order)) {
    if (cursor !== undefined && (order === 'asc' ? message.seq <= cursor : message.seq >= cursor)) continue;
    if (outcome !== 'all' && message.outcome !== outcome) continue;
    if (matches(message, query)) yield message;
  }
}

function matches(message: JournalMessage, query: EventQuery): boolean {
  return filterNames.every((name) => {
    const wanted = query[name];
    if (wanted === undefined || message[name] === wanted) return true;
    if (name === 'userId') return message.anonymousId === wanted;
    return name === 'source' && message.writeKey === wanted;
  });
}

/** Both lists merged by the order of arrival; only the one list when only it is asked for. */
function* inOrder(
  { messages, rejected }: Journal,
  outcome: Outcome | 'all',
  order: 'asc' | 'desc',
): Generator<JournalMessage> {
  const lists = outcome === 'all' ? [messages, rejected] : [outcome === 'stored' ? messages : rejected];
  const step = order === 'asc' ? 1 : -1;
  const cursors = lists.map((list) => ({ list, index: order === 'asc' ? 0 : list.length - 1 }));
  for (;;) {
    let best: { message: JournalMessage; cursor: { index: number } } | undefined;
    for (const cursor of cursors) {
      const message = cursor.list.at(cursor.index);
      if (message === undefined) continue;
      if (best === undefined || (message.seq - best.message.seq) * step < 0) best = { message, cursor };
    }
    if (best === undefined) return;
    best.cursor.index += step;
    yield best.message;
  }
}

function eventText(message: JournalMessage, withRaw: boolean): string {
  const { seq, outcome, code, source, path, receivedAt } = message;
  const facts = JSON.stringify({
    seq,
    outcome,
    code: code ?? null,
    type: message.type ?? null,
    messageId: message.messageId,
    source,
    path,
    receivedAt: receivedAt.toISOString(),
    retryCount: message.headers['x-retry-count'] ?? null,
  });
  const raw = withRaw ? `,"raw":${JSON.stringify(message.raw.toString('utf8'))}` : '';
  return `${facts.slice(0, -1)}${raw},"message":${message.completedText}}`;
}

function wholeNumber(text: string): number | undefined {
  return /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}
