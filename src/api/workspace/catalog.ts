import type { ApiObject } from '../api-object.ts';
import { apiPath } from '../api-path.ts';
import { getObject, listPages, type Page, type WorkspaceApi } from './client.ts';

/** A part of Segment's catalog: under which keys its answers stand. */
interface CatalogPart {
  readonly list: string;
  readonly one: string;
}

/** The catalog's parts, the same for every workspace (docs/segment-api/public.md#catalog). */
const parts = {
  sources: { list: 'sourcesCatalog', one: 'sourceMetadata' },
  destinations: { list: 'destinationsCatalog', one: 'destinationMetadata' },
  warehouses: { list: 'warehousesCatalog', one: 'warehouseMetadata' },
} as const satisfies Record<string, CatalogPart>;

export type CatalogPartName = keyof typeof parts;

/** What Segment offers of a kind. */
export function listCatalog(api: WorkspaceApi, name: CatalogPartName, limit?: number): AsyncGenerator<Page> {
  const { list } = parts[name];
  return listPages(api, { path: apiPath`/catalog/${name}`, key: list, limit });
}

/** One entry of the catalog by its id. Throws NotFoundError. */
export function getCatalogEntry(api: WorkspaceApi, name: CatalogPartName, id: string): Promise<ApiObject> {
  const { one } = parts[name];
  return getObject(api, { path: apiPath`/catalog/${name}/${id}` }, one);
}
