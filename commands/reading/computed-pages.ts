import type { ApiObject, JsonObject } from '../../src/api/api-object.ts';
import type { Page } from '../../src/api/workspace/client.ts';
import { exactJson } from '../../src/spec/exact-json.ts';

/** A list that is at hand already, as the one page of a list. `last`: the page of the API where it was cut, if it was. */
export async function* onlyPage(items: readonly ApiObject[], last?: Page): AsyncGenerator<Page> {
  yield { items, total: last === undefined ? items.length : last.total, hasMore: last?.hasMore ?? false };
}

/** Pages whose items are each made into any number of others, no more than `limit` in all. */
export async function* spreadPages(
  pages: AsyncIterable<Page>,
  spread: (item: ApiObject) => readonly ApiObject[],
  limit: number,
): AsyncGenerator<Page> {
  let left = limit;
  for await (const { items, hasMore, sum } of pages) {
    const all = items.flatMap(spread);
    const kept = all.slice(0, left);
    left -= kept.length;
    yield { items: kept, total: undefined, hasMore: hasMore || all.length > kept.length, sum };
    if (left <= 0) return;
  }
}

/** Pages with only the items that are wanted, no more than `limit` in all: for what the API cannot be asked for. */
export function filterPages(
  pages: AsyncIterable<Page>,
  isWanted: (item: ApiObject) => boolean,
  limit: number,
): AsyncGenerator<Page> {
  return spreadPages(pages, (item) => (isWanted(item) ? [item] : []), limit);
}

/** An object of our own, where one of an API is expected. A bigint in it is a number with all its digits. */
export function ownObject(value: JsonObject): ApiObject {
  return { value, text: exactJson(value) };
}
