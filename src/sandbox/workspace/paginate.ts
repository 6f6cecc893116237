import type { Call } from './endpoint.ts';
import { type QueryTree, textOf, treeAt } from './query.ts';
import { invalidField } from './refusal.ts';
import type { Switches } from './switches.ts';

/** Where none is asked for (docs/segment-api/public.md#pagination). */
const defaultCount = 200;

export interface PageRequest {
  readonly count: number;
  /** Empty for the first page. */
  readonly cursor: string;
}

export interface Pagination {
  readonly current: string;
  readonly next?: string | null;
  readonly previous?: string | null;
  readonly totalEntries?: number;
}

export interface Page<T> {
  readonly entries: readonly T[];
  readonly pagination: Pagination;
}

/** Reads `pagination` (docs/segment-api/public.md#pagination): `count` is required when there is one. Throws a Refusal. */
export function readPageRequest(query: QueryTree, { pageSizeCap, pageSizeLimit }: Switches): PageRequest {
  const most = pageSizeCap ?? pageSizeLimit;
  const pagination = treeAt(query, 'pagination');
  if (pagination === undefined) {
    if (textOf(query, 'pagination') !== undefined)
      throw invalidField('pagination', '"pagination" must be an object');
    return { count: Math.min(defaultCount, most), cursor: '' };
  }
  const text = textOf(pagination, 'count');
  if (text === undefined || text === '') throw invalidField('pagination.count', '"count" is required');
  if (!/^-?\d{1,15}$/.test(text)) throw invalidField('pagination.count', '"count" must be an integer');
  const count = Number(text);
  if (count < 1) throw invalidField('pagination.count', '"count" must be greater than or equal to 1');
  if (count > pageSizeLimit)
    throw invalidField('pagination.count', `"count" must be less than or equal to ${pageSizeLimit}`);
  return { count: Math.min(count, most), cursor: textOf(pagination, 'cursor') ?? '' };
}

/** A list of which no more is made than the page that is asked for. */
export type Pageable<T> = Pick<readonly T[], 'length' | 'slice'>;

/** The page of a list that a call asks for. Throws a Refusal. */
export function pageOf<T>(
  list: Pageable<T>,
  { query, state: { switches } }: Pick<Call, 'query' | 'state'>,
): Page<T> {
  return paginate(list, readPageRequest(query, switches), switches);
}

/** One page of a list; the cursor is an offset in base64, as seen in the samples. Throws a Refusal. */
export function paginate<T>(
  list: Pageable<T>,
  { count, cursor }: PageRequest,
  { lastPage }: Switches,
): Page<T> {
  const start = cursor === '' ? 0 : readOffset(cursor);
  const end = start + count;
  return {
    entries: list.slice(start, end),
    pagination: {
      current: writeOffset(start),
      ...(start > 0 ? { previous: writeOffset(Math.max(0, start - count)) } : noPage(lastPage, 'previous')),
      ...(end < list.length ? { next: writeOffset(end) } : noPage(lastPage, 'next')),
      totalEntries: list.length,
    },
  };
}

/** That there is no further page can be written in two ways: no member, or null. */
export function noPage(spelling: Switches['lastPage'], name: 'next' | 'previous'): { [name]?: null } {
  return spelling === 'null' ? { [name]: null } : {};
}

export function badCursor(): Error {
  return invalidField('pagination.cursor', '"cursor" is invalid');
}

function writeOffset(offset: number): string {
  return Buffer.from(String(offset)).toString('base64');
}

function readOffset(cursor: string): number {
  const text = Buffer.from(cursor, 'base64').toString('latin1');
  if (!/^\d{1,9}$/.test(text) || writeOffset(Number(text)) !== cursor) throw badCursor();
  return Number(text);
}
