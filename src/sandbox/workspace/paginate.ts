import { type QueryTree, textOf, treeAt } from './query.ts';
import { invalidField } from './refusal.ts';
import type { Switches } from './switches.ts';

/** 1 to 1,000, and 200 without a word about it (docs/segment-api/public.md#pagination). */
const maxCount = 1_000;
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
export function readPageRequest(query: QueryTree, { pageSizeCap }: Switches): PageRequest {
  const request = readAsked(query);
  return pageSizeCap === null ? request : { ...request, count: Math.min(request.count, pageSizeCap) };
}

function readAsked(query: QueryTree): PageRequest {
  const pagination = treeAt(query, 'pagination');
  if (pagination === undefined) {
    if (textOf(query, 'pagination') !== undefined)
      throw invalidField('pagination', '"pagination" must be an object');
    return { count: defaultCount, cursor: '' };
  }
  const text = textOf(pagination, 'count');
  if (text === undefined || text === '') throw invalidField('pagination.count', '"count" is required');
  if (!/^-?\d{1,15}$/.test(text)) throw invalidField('pagination.count', '"count" must be an integer');
  const count = Number(text);
  if (count < 1) throw invalidField('pagination.count', '"count" must be greater than or equal to 1');
  if (count > maxCount)
    throw invalidField('pagination.count', `"count" must be less than or equal to ${maxCount}`);
  return { count, cursor: textOf(pagination, 'cursor') ?? '' };
}

/** One page of a list; the cursor is an offset in base64, as seen in the samples. Throws a Refusal. */
export function paginate<T>(
  list: readonly T[],
  { count, cursor }: PageRequest,
  { lastPage }: Switches,
): Page<T> {
  const start = cursor === '' ? 0 : readOffset(cursor);
  const end = start + count;
  return {
    entries: list.slice(start, end),
    pagination: {
      current: writeOffset(start),
      ...(start > 0 ? { previous: writeOffset(Math.max(0, start - count)) } : nothing(lastPage, 'previous')),
      ...(end < list.length ? { next: writeOffset(end) } : nothing(lastPage, 'next')),
      totalEntries: list.length,
    },
  };
}

/** No neighbour can be said in two ways: nothing, or null. */
export function nothing(spelling: Switches['lastPage'], name: 'next' | 'previous'): { [name]?: null } {
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
