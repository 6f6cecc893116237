import type { ApiObject } from '../api-object.ts';
import { getObject, listPages, type Page, pathPart, type WorkspaceApi } from './client.ts';

/** A part of Segment's catalog: where it is, and under which keys its answers stand. */
interface CatalogPart {
  readonly path: string;
  readonly list: string;
  readonly one: string;
}

/** The catalog's parts, the same for every workspace (contract §3.4). */
const parts = {
  sources: { path: '/catalog/sources', list: 'sourcesCatalog', one: 'sourceMetadata' },
  destinations: { path: '/catalog/destinations', list: 'destinationsCatalog', one: 'destinationMetadata' },
  warehouses: { path: '/catalog/warehouses', list: 'warehousesCatalog', one: 'warehouseMetadata' },
} as const satisfies Record<string, CatalogPart>;

export type CatalogPartName = keyof typeof parts;

/** What Segment offers of a kind. */
export function listCatalog(api: WorkspaceApi, name: CatalogPartName, limit?: number): AsyncGenerator<Page> {
  const { path, list } = parts[name];
  return listPages(api, { path, key: list, limit });
}

/** One entry of the catalog by its id. Throws NotFoundError. */
export function getCatalogEntry(api: WorkspaceApi, name: CatalogPartName, id: string): Promise<ApiObject> {
  const { path, one } = parts[name];
  return getObject(api, { path: `${path}/${pathPart(id)}` }, one);
}
