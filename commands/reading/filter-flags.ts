import type { Command } from '@commander-js/extra-typings';
import { type ApiObject, isEnabled } from '../../src/api/api-object.ts';
import type { Page } from '../../src/api/workspace/client.ts';
import { filterPages } from '../../src/workspace/computed-pages.ts';
import { hasWord } from '../../src/workspace/has-word.ts';
import { type FlagsOf, Option } from '../options.ts';

/** What a list of things that can be switched off shows of them, as flags. */
type FilterFlags = FlagsOf<typeof addFilters>;

/** Adds a word to look for, and the flags for what is on or off. */
export function addFilters(command: Command) {
  return command
    .argument('[word]', 'only those with this in their name or slug, in any case')
    .addOption(new Option('--enabled', 'only those that are enabled').conflicts('disabled'))
    .addOption(new Option('--disabled', 'only those that are disabled').conflicts('enabled'));
}

/** What else is wanted of a list, and where the word is looked for. */
interface Filter {
  readonly word: string | undefined;
  readonly searched: readonly string[];
  readonly flags: FilterFlags;
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
