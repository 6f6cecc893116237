import { followPages } from '../api/follow-pages.ts';
import type { ApiRequest, JsonApi } from '../api/json-api.ts';
import { type Paging, pagingOf } from '../api/paging.ts';
import { type QueryPair, queryPair, withPair } from '../api/query.ts';
import { UsageError } from '../errors.ts';
import type { ApiName } from '../segment/endpoints/endpoint.ts';

/** A list that is gone through page by page. */
export interface PagedCall {
  readonly name: ApiName;
  readonly api: Pick<JsonApi, 'call' | 'pageSizes'>;
  readonly request: ApiRequest;
  readonly path: string;
  readonly query: readonly QueryPair[];
}

/** One page: the API's own texts of its items, and of the reply they came in. */
export interface ItemPage {
  readonly items: readonly string[];
  readonly reply: string;
}

/** Every page of a list, from where its query begins. Throws UsageError where the path has no list. */
export function itemPages({
  name,
  api,
  request,
  path,
  query,
}: PagedCall): AsyncGenerator<ItemPage & { readonly hasMore: boolean }> {
  const paging = pagingOf(name, path);
  if (paging === undefined) throw noList(path);
  // Who begins in the middle does not know how many items came before.
  let before = query.some((pair) => pair.name === paging.cursor) ? undefined : 0;
  const size = sizeToAsk(query, paging);
  return followPages({
    list: path,
    async read(cursor) {
      const ask = (first: readonly QueryPair[]) => {
        const pairs = cursor === undefined ? first : withPair(first, paging.cursor, cursor);
        return api.call({ ...request, pairs, soFar: before ?? 0 });
      };
      const reply =
        size === undefined
          ? await ask(query)
          : await api.pageSizes.read(path, size.largest, (count) =>
              ask([...query, queryPair(size.name, String(count))]),
            );
      const page = paging.read(reply, before);
      if (page === undefined) throw noList(path);
      const { items, end } = page;
      if (before !== undefined) before += items.length;
      return { page: { items, reply }, count: items.length, text: items.join(','), end };
    },
  });
}

/** Large pages, unless a size was given. */
function sizeToAsk(query: readonly QueryPair[], { size }: Paging): Paging['size'] {
  return size === undefined || query.some(({ name }) => name === size.name) ? undefined : size;
}

function noList(path: string): UsageError {
  return new UsageError(`${path} does not return a single list.`, {
    code: 'not_a_list',
    hint: 'Leave --paginate out.',
  });
}
