import { type ApiObject, stringAt } from '../../src/api/api-object.ts';
import type { Page } from '../../src/api/workspace/client.ts';
import { ownObject } from '../reading/computed-pages.ts';

/** Segment gives no more series than this, the largest first: behind them any source may stand. */
const maxSeries = 5_000;

/**
 * Series by source, and behind the last of them a row of our own for each source that has none: Segment leaves out
 * what received nothing. Not where the list was cut, for then it does not tell.
 */
export async function* withSilentSources(
  pages: AsyncIterable<Page>,
  limit: number,
  listSources: () => Promise<readonly ApiObject[]>,
): AsyncGenerator<Page> {
  const seen = new Set<string>();
  let [count, isCut] = [0, false];
  for await (const page of pages) {
    for (const { value } of page.items) seen.add(stringAt(value, 'source.id'));
    count += page.items.length;
    isCut = page.hasMore;
    yield page;
  }
  if (isCut || count >= Math.min(limit, maxSeries) || seen.has('')) return;
  const silent = (await listSources()).filter(({ value }) => !seen.has(stringAt(value, 'id')));
  const items = silent.slice(0, limit - count).map(silentSeries);
  yield { items, total: undefined, hasMore: silent.length > items.length };
}

/** As Segment writes a series, and `noMessages` to tell it from one of Segment's. */
function silentSeries({ value }: ApiObject): ApiObject {
  const named = ['id', 'name', 'slug'].flatMap((key) => {
    const text = stringAt(value, key);
    return text === '' ? [] : [[key, text] as const];
  });
  return ownObject({ source: Object.fromEntries(named), total: 0, series: [], noMessages: true });
}
