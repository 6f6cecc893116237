import type { ApiObject } from '../api-object.ts';
import { apiPath } from '../api-path.ts';
import { getData, getObject, listPages, type Page, type WorkspaceApi } from './client.ts';

/** The warehouses of the workspace (docs/segment-api/public.md#warehouses). */
export function listWarehouses(api: WorkspaceApi, limit?: number): AsyncGenerator<Page> {
  return listPages(api, { path: apiPath`/warehouses`, key: 'warehouses', limit });
}

/** One warehouse by its id. Throws NotFoundError. */
export function getWarehouse(api: WorkspaceApi, id: string): Promise<ApiObject> {
  return getObject(api, { path: apiPath`/warehouses/${id}` }, 'warehouse');
}

/** The sources whose data a warehouse gets. */
export function listWarehouseSources(api: WorkspaceApi, id: string, limit?: number): AsyncGenerator<Page> {
  return listPages(api, { path: apiPath`/warehouses/${id}/connected-sources`, key: 'sources', limit });
}

/**
 * The reports of a warehouse's syncs; of one source's alone with `sourceId`. Two calls a minute (docs/segment-api/public.md#rate-limits), so
 * pages are always whole: one reply then serves whoever wants a few of them, and whoever wants all.
 */
export function listSyncs(api: WorkspaceApi, id: string, sourceId: string | undefined): AsyncGenerator<Page> {
  const path =
    sourceId === undefined
      ? apiPath`/warehouses/${id}/syncs`
      : apiPath`/warehouses/${id}/connected-sources/${sourceId}/syncs`;
  return listPages(api, { path, key: 'reports' });
}

/** When a warehouse syncs. Two calls a minute (docs/segment-api/public.md#rate-limits). */
export function getSyncSchedule(api: WorkspaceApi, id: string): Promise<ApiObject> {
  return getData(api, { path: apiPath`/warehouses/${id}/advanced-sync-schedule` }, 'enabled');
}

/** Whether Segment can reach a warehouse, as it finds out now. */
export function getConnectionState(api: WorkspaceApi, id: string): Promise<ApiObject> {
  return getData(api, { path: apiPath`/warehouses/${id}/connection-state` }, 'connectionState');
}
