import { valueAt } from '../api/api-object.ts';
import { type Page, pagesOf, type WorkspaceApi } from '../api/workspace/client.ts';
import { protocolsEndpoints } from '../segment/endpoints/protocols.ts';
import { isSameName } from '../spec/same-name.ts';
import { filterPages } from './computed-pages.ts';
import { maskHashKey } from './mask-hash-key.ts';
import { findSource } from './names/find.ts';
import { idOf } from './names/source-facts.ts';

const listAll = pagesOf(protocolsEndpoints.listTransformations);

/** The transformations, or those of the source that is named, with the keys that they hash with masked. */
export async function* listTransformations(
  api: WorkspaceApi,
  source: string | undefined,
  limit = Number.POSITIVE_INFINITY,
): AsyncGenerator<Page> {
  const sourceId = source === undefined ? undefined : idOf(await findSource(api, source));
  // The API has no parameter for the source.
  const pages =
    sourceId === undefined
      ? listAll(api, limit)
      : filterPages(listAll(api), ({ value }) => isSameName(valueAt(value, 'sourceId'), sourceId), limit);
  for await (const page of pages) yield { ...page, items: page.items.map(maskHashKey) };
}
