import { listOf, type Page, type WorkspaceApi } from '../api/workspace/client.ts';
import { warehouseEndpoints } from '../segment/endpoints/warehouses.ts';

/**
 * The reports of a warehouse's syncs; of one source's alone with `sourceId`. Two calls a minute
 * (docs/segment-api/public.md#rate-limits), so pages are always whole: one reply then serves whoever wants a few of them,
 * and whoever wants all.
 */
export function listSyncs(
  api: WorkspaceApi,
  warehouseId: string,
  sourceId: string | undefined,
): AsyncGenerator<Page> {
  return sourceId === undefined
    ? listOf(api, warehouseEndpoints.listSyncs, { params: { warehouseId } })
    : listOf(api, warehouseEndpoints.listSourceSyncs, { params: { warehouseId, sourceId } });
}
