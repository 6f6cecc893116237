import type { HttpCall } from '../http.ts';
import type { JournalMessage } from '../journal/journal-message.ts';
import { invalidQuery } from './body.ts';
import { compileFilter, filterNames, type MessageFilter } from './filter.ts';
import type { Selection } from './select.ts';

/** Which messages are asked for, and which page of them. */
export interface EventQuery extends Selection {
  readonly limit: number;
  /** Adds the exact text each message arrived as. */
  readonly raw: boolean;
}

export const maxLimit = 5_000;
/** A reader caps a reply at 1 MiB (rule S8); one message with its envelope always fits in the rest. */
const maxPageBytes = 384 * 1_024;

/** Reads the filters of a query. Throws a Refused for names other than theirs and `others`. */
export async function readFilterQuery(
  c: HttpCall,
  others: readonly string[],
): Promise<Pick<Selection, 'outcome' | 'filter'>> {
  const query = c.req.query();
  const known: readonly string[] = [...filterNames, ...others];
  if (Object.keys(query).some((name) => !known.includes(name)))
    throw invalidQuery(`There is no filter of that name; there are ${known.join(', ')}.`);
  const { outcome = 'stored' } = query;
  if (outcome !== 'stored' && outcome !== 'discarded' && outcome !== 'duplicate' && outcome !== 'all')
    throw invalidQuery('outcome is one of stored, discarded, duplicate, all.');
  const filter: MessageFilter = Object.fromEntries(filterNames.map((name) => [name, query[name]]));
  return { outcome, filter: await compileFilter({ ...filter, outcome: undefined }, invalidQuery) };
}

/** Reads the query of `GET /_/events`. Throws a Refused. */
export async function readEventQuery(c: HttpCall): Promise<EventQuery> {
  const selection = await readFilterQuery(c, ['order', 'limit', 'cursor', 'raw']);
  const { limit, cursor } = readPageQuery(c);
  const raw = c.req.query('raw') === 'true';
  return { ...selection, order: readOrder(c), limit: Math.min(limit, maxLimit), cursor, raw };
}

/** Reads `order` of a query. Throws a Refused. */
export function readOrder(c: HttpCall): 'asc' | 'desc' {
  const { order = 'asc' } = c.req.query();
  if (order !== 'asc' && order !== 'desc') throw invalidQuery('order is asc or desc.');
  return order;
}

/** Reads `limit` and `cursor` of a query. Throws a Refused. */
export function readPageQuery(c: HttpCall): { readonly limit: number; readonly cursor: number | undefined } {
  const { limit = '100', cursor } = c.req.query();
  if (!/^\d{1,15}$/.test(limit) || Number(limit) < 1) throw invalidQuery('limit is a whole number from 1.');
  if (cursor === undefined) return { limit: Number(limit), cursor };
  if (!/^\d{1,15}$/.test(cursor)) throw invalidQuery('cursor is the `next` of the page before.');
  return { limit: Number(limit), cursor: Number(cursor) };
}

/** The texts of entries until a page is full, and where the next one goes on; undefined at the end. */
export function readPage<T extends { readonly seq: number }>(
  entries: Iterable<T>,
  limit: number,
  textOf: (entry: T) => string,
): { readonly lines: readonly string[]; readonly next: number | undefined } {
  const lines: string[] = [];
  let bytes = 0;
  let last: number | undefined;
  for (const entry of entries) {
    const line = textOf(entry);
    bytes += Buffer.byteLength(line);
    if (lines.length > 0 && (lines.length >= limit || bytes > maxPageBytes)) return { lines, next: last };
    lines.push(line);
    last = entry.seq;
  }
  return { lines, next: undefined };
}

/** A message and what became of it, as one line of JSON. */
export function eventText(message: JournalMessage, withRaw = false): string {
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
  return `${facts.slice(0, -1)}${raw},"message":${oneLine(message.completedText)}}`;
}

/** In JSON a line break stands between tokens only, so a space does as well. */
export function oneLine(json: string): string {
  return json.replace(/[\r\n]+/g, ' ');
}
