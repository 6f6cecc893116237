import { workspaceEndpoints as endpoints } from '../../segment/endpoints/workspace.ts';
import type { ApiObject } from '../api-object.ts';
import { listOf, objectOf, type Page, type WorkspaceApi } from './client.ts';

/** A part of Segment's catalog: how all of it is read, and one entry. */
interface CatalogPart {
  list(api: WorkspaceApi, limit: number | undefined): AsyncGenerator<Page>;
  one(api: WorkspaceApi, id: string): Promise<ApiObject>;
}

/** The catalog's parts, the same for every workspace (docs/segment-api/public.md#catalog). */
const parts = {
  sources: {
    list: (api, limit) => listOf(api, endpoints.listSourcesCatalog, { limit }),
    one: (api, id) => objectOf(api, endpoints.getSourceMetadata, { params: { sourceMetadataId: id } }),
  },
  destinations: {
    list: (api, limit) => listOf(api, endpoints.listDestinationsCatalog, { limit }),
    one: (api, id) =>
      objectOf(api, endpoints.getDestinationMetadata, { params: { destinationMetadataId: id } }),
  },
  warehouses: {
    list: (api, limit) => listOf(api, endpoints.listWarehousesCatalog, { limit }),
    one: (api, id) => objectOf(api, endpoints.getWarehouseMetadata, { params: { warehouseMetadataId: id } }),
  },
} as const satisfies Record<string, CatalogPart>;

export type CatalogPartName = keyof typeof parts;

/** What Segment offers of a kind. */
export function listCatalog(api: WorkspaceApi, name: CatalogPartName, limit?: number): AsyncGenerator<Page> {
  return parts[name].list(api, limit);
}

/** One entry of the catalog by its id. Throws NotFoundError. */
export function getCatalogEntry(api: WorkspaceApi, name: CatalogPartName, id: string): Promise<ApiObject> {
  return parts[name].one(api, id);
}
