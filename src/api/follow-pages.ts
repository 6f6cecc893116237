import { createHash } from 'node:crypto';
import { ApiError } from '../errors.ts';

/** What a reply says of the page after it. */
export interface PageEnd {
  /** The cursor of the next page; undefined where the reply names none. */
  readonly next: string | undefined;
  /** The cursor of this very page, where the reply names it. */
  readonly current?: string | undefined;
  /** The reply says that there is more, whether or not it names a cursor. */
  readonly isMore: boolean;
}

/** A page as it was read: its items, what a caller makes of them, and how the list goes on. */
export interface ReadPage<P> {
  readonly page: P;
  readonly count: number;
  /** The text of the items: two pages with the same one are the same page. Undefined where items may be alike. */
  readonly text?: string | Uint8Array | undefined;
  readonly end: PageEnd;
}

export interface FollowOptions<P> {
  /** What the pages come from, for the message: `https://api.segmentapis.com/sources`. */
  readonly list: string;
  readonly limit?: number | undefined;
  /** Reads the page at a cursor, the first one without; `left` items are still wanted. */
  readonly read: (cursor: string | undefined, left: number) => Promise<ReadPage<P>>;
}

/**
 * The pages of a list, one by one, as they are asked for: every list that has cursors goes through here. A list that
 * cannot be followed to its end throws ApiError, for what came may not be all: a cursor that was there before, a page
 * that is the one before it, or more that is announced without a cursor. No page is given out twice.
 */
export async function* followPages<P>({
  list,
  limit = Number.POSITIVE_INFINITY,
  read,
}: FollowOptions<P>): AsyncGenerator<P & { readonly hasMore: boolean }> {
  const seenCursors = new Set<string>();
  const seenTexts = new Set<string>();
  let cursor: string | undefined;
  let before: string | undefined;
  for (let left = limit; left > 0; ) {
    const { page, count, text, end } = await read(cursor, left);
    if (end.current !== undefined) seenCursors.add(end.current);
    const isStuck = end.next !== undefined && seenCursors.has(end.next);
    const isAlone = cursor === undefined && end.next === undefined;
    const hash = count === 0 || text === undefined || isAlone ? undefined : hashOf(text);
    const isSame = hash !== undefined && (hash === before || (isStuck && seenTexts.has(hash)));
    if (isSame) throw pageRepeated(list);
    left -= count;
    yield { ...page, hasMore: end.isMore || end.next !== undefined };
    if (left <= 0) return;
    if (isStuck) throw pageRepeated(list);
    if (end.next === undefined) {
      if (end.isMore) throw cursorMissing(list);
      return;
    }
    seenCursors.add(end.next);
    if (hash !== undefined) seenTexts.add(hash);
    before = hash;
    cursor = end.next;
  }
}

function hashOf(text: string | Uint8Array): string {
  return createHash('sha256').update(text).digest('base64');
}

function pageRepeated(list: string): ApiError {
  return new ApiError(`${list} repeated a page: its cursor does not advance.`, {
    code: 'cursor_repeated',
    hint: 'What was printed may not be the whole list. Look at the cursors with --debug.',
  });
}

function cursorMissing(list: string): ApiError {
  return new ApiError(`${list} announced more items, and no cursor for the next page.`, {
    code: 'cursor_missing',
    hint: 'What was printed may not be the whole list. Look at the replies with --debug.',
  });
}
