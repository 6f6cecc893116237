import { type ApiObject, isEnabled } from '../api/api-object.ts';
import type { Page } from '../api/workspace/client.ts';
import { filterPages } from './computed-pages.ts';
import { hasWord } from './has-word.ts';

/** What else is wanted of a list, and where the word is looked for. */
interface Filter {
  readonly word: string | undefined;
  readonly searched: readonly string[];
  readonly flags: { readonly enabled?: boolean | undefined; readonly disabled?: boolean | undefined };
  readonly isWanted?: (item: ApiObject) => boolean;
}

/** The items that were asked for, no more than `limit`: the API cannot search. `pages` gives the list up to a limit. */
export function filteredPages(
  pages: (limit?: number) => AsyncIterable<Page>,
  limit: number,
  { word, searched, flags: { enabled, disabled }, isWanted }: Filter,
): AsyncIterable<Page> {
  const isAll = word === undefined && enabled !== true && disabled !== true && isWanted === undefined;
  if (isAll) return pages(limit);
  return filterPages(
    pages(),
    (item) =>
      (word === undefined || hasWord(item, word, searched)) &&
      (enabled !== true || isEnabled(item) === true) &&
      (disabled !== true || isEnabled(item) === false) &&
      (isWanted === undefined || isWanted(item)),
    limit,
  );
}
