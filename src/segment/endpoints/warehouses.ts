import { endpointsOf } from './endpoint.ts';

const { stable } = endpointsOf('public');

/** Warehouses, their sources and syncs (docs/segment-api/public.md#warehouses). */
export const warehouseEndpoints = {
  listWarehouses: stable('GET /warehouses', 'list the warehouses', { list: 'warehouses', sandbox: true }),
  createWarehouse: stable('POST /warehouses', 'create a warehouse', { object: 'warehouse' }),
  validateWarehouse: stable('POST /warehouses/validation', 'try the settings of a warehouse'),
  getWarehouse: stable('GET /warehouses/{warehouseId}', 'show a warehouse', {
    object: 'warehouse',
    sandbox: true,
  }),
  updateWarehouse: stable(
    'PATCH /warehouses/{warehouseId}',
    'change the settings, name or state of a warehouse',
    { object: 'warehouse' },
  ),
  deleteWarehouse: stable('DELETE /warehouses/{warehouseId}', 'delete a warehouse'),
  listWarehouseSources: stable(
    'GET /warehouses/{warehouseId}/connected-sources',
    'list the sources of a warehouse',
    { list: 'sources', sandbox: true },
  ),
  connectWarehouseSource: stable(
    'POST /warehouses/{warehouseId}/connected-sources/{sourceId}',
    'connect a source to a warehouse',
  ),
  disconnectWarehouseSource: stable(
    'DELETE /warehouses/{warehouseId}/connected-sources/{sourceId}',
    'disconnect a source from a warehouse',
  ),
  getConnectionState: stable(
    'GET /warehouses/{warehouseId}/connection-state',
    'check whether a warehouse can be reached',
    { rateLimit: '200/min', sandbox: true },
  ),
  listSyncs: stable('GET /warehouses/{warehouseId}/syncs', 'list the syncs of a warehouse', {
    list: 'reports',
    rateLimit: '2/min',
    sandbox: true,
  }),
  listSourceSyncs: stable(
    'GET /warehouses/{warehouseId}/connected-sources/{sourceId}/syncs',
    'list the syncs of one source to a warehouse',
    { list: 'reports', rateLimit: '2/min', sandbox: true },
  ),
  getSyncSchedule: stable(
    'GET /warehouses/{warehouseId}/advanced-sync-schedule',
    'show the sync schedule of a warehouse',
    { rateLimit: '2/min', sandbox: true },
  ),
  replaceSyncSchedule: stable(
    'PUT /warehouses/{warehouseId}/advanced-sync-schedule',
    'replace the sync schedule of a warehouse',
    { rateLimit: '2/min' },
  ),
  listSelectiveSyncs: stable(
    'GET /warehouses/{warehouseId}/connected-sources/{sourceId}/selective-syncs',
    'show which collections and properties of a source are synced',
    { list: 'items', rateLimit: '2/min' },
  ),
  updateSelectiveSync: stable(
    'PATCH /warehouses/{warehouseId}/selective-sync',
    'choose which collections and properties are synced',
    { rateLimit: '2/min' },
  ),
};
