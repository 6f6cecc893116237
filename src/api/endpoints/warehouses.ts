import type { EndpointRow } from './endpoint.ts';

/** Warehouses, their connections, syncs and schedules (docs/segment-api/public.md#warehouses). */
export const warehouseRows: readonly EndpointRow[] = [
  ['GET', '/warehouses', 'stable', 'list the warehouses'],
  ['POST', '/warehouses', 'stable', 'create a warehouse'],
  ['POST', '/warehouses/validation', 'stable', 'try the settings of a warehouse'],
  ['GET', '/warehouses/{warehouseId}', 'stable', 'show a warehouse'],
  ['PATCH', '/warehouses/{warehouseId}', 'stable', 'change the settings, name or state of a warehouse'],
  ['DELETE', '/warehouses/{warehouseId}', 'stable', 'delete a warehouse'],
  ['GET', '/warehouses/{warehouseId}/connected-sources', 'stable', 'list the sources of a warehouse'],
  [
    'POST',
    '/warehouses/{warehouseId}/connected-sources/{sourceId}',
    'stable',
    'connect a source to a warehouse',
  ],
  [
    'DELETE',
    '/warehouses/{warehouseId}/connected-sources/{sourceId}',
    'stable',
    'disconnect a source from a warehouse',
  ],
  [
    'GET',
    '/warehouses/{warehouseId}/connection-state',
    'stable',
    'check whether a warehouse can be reached',
    '200/min',
  ],
  ['GET', '/warehouses/{warehouseId}/syncs', 'stable', 'list the syncs of a warehouse', '2/min'],
  [
    'GET',
    '/warehouses/{warehouseId}/connected-sources/{sourceId}/syncs',
    'stable',
    'list the syncs of one source to a warehouse',
    '2/min',
  ],
  [
    'GET',
    '/warehouses/{warehouseId}/advanced-sync-schedule',
    'stable',
    'show the sync schedule of a warehouse',
    '2/min',
  ],
  [
    'PUT',
    '/warehouses/{warehouseId}/advanced-sync-schedule',
    'stable',
    'replace the sync schedule of a warehouse',
    '2/min',
  ],
  [
    'GET',
    '/warehouses/{warehouseId}/connected-sources/{sourceId}/selective-syncs',
    'stable',
    'show which collections and properties of a source are synced',
    '2/min',
  ],
  [
    'PATCH',
    '/warehouses/{warehouseId}/selective-sync',
    'stable',
    'choose which collections and properties are synced',
    '2/min',
  ],
];
