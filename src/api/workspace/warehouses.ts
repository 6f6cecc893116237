import { warehouseEndpoints as endpoints } from '../../segment/endpoints/warehouses.ts';
import type { ApiObject } from '../api-object.ts';
import { dataOf, listOf, objectOf, type Page, type WorkspaceApi } from './client.ts';

/** The warehouses of the workspace (docs/segment-api/public.md#warehouses). */
export function listWarehouses(api: WorkspaceApi, limit?: number): AsyncGenerator<Page> {
  return listOf(api, endpoints.listWarehouses, { limit });
}

/** One warehouse by its id. Throws NotFoundError. */
export function getWarehouse(api: WorkspaceApi, id: string): Promise<ApiObject> {
  return objectOf(api, endpoints.getWarehouse, { params: { warehouseId: id } });
}

/** The sources whose data a warehouse gets. */
export function listWarehouseSources(api: WorkspaceApi, id: string, limit?: number): AsyncGenerator<Page> {
  return listOf(api, endpoints.listWarehouseSources, { params: { warehouseId: id }, limit });
}

/**
 * The reports of a warehouse's syncs; of one source's alone with `sourceId`. Two calls a minute (docs/segment-api/public.md#rate-limits), so
 * pages are always whole: one reply then serves whoever wants a few of them, and whoever wants all.
 */
export function listSyncs(api: WorkspaceApi, id: string, sourceId: string | undefined): AsyncGenerator<Page> {
  return sourceId === undefined
    ? listOf(api, endpoints.listSyncs, { params: { warehouseId: id } })
    : listOf(api, endpoints.listSourceSyncs, { params: { warehouseId: id, sourceId } });
}

/** When a warehouse syncs. Two calls a minute (docs/segment-api/public.md#rate-limits). */
export function getSyncSchedule(api: WorkspaceApi, id: string): Promise<ApiObject> {
  return dataOf(api, endpoints.getSyncSchedule, { params: { warehouseId: id }, member: 'enabled' });
}

/** Whether Segment can reach a warehouse, as it finds out now. */
export function getConnectionState(api: WorkspaceApi, id: string): Promise<ApiObject> {
  return dataOf(api, endpoints.getConnectionState, {
    params: { warehouseId: id },
    member: 'connectionState',
  });
}
