import type { ApiObject } from '../../api/api-object.ts';
import { type CatalogPartName, getCatalogEntry, listCatalog } from '../../api/workspace/catalog.ts';
import { allItems, type WorkspaceApi } from '../../api/workspace/client.ts';
import { resolveNamed } from './resolve-named.ts';

/** The entry of a part of the catalog that a person means by id, slug or name. `noun`: what one entry is called. */
export function findCatalogEntry(
  api: WorkspaceApi,
  { part, noun }: { readonly part: CatalogPartName; readonly noun: string },
  name: string,
): Promise<ApiObject> {
  return resolveNamed(name, {
    noun: `catalog ${noun}`,
    names: ['id', 'slug', 'name'],
    get: (id) => getCatalogEntry(api, part, id),
    list: () => allItems(listCatalog(api, part)),
    listCommand: `segment catalog ${part} list`,
  });
}
