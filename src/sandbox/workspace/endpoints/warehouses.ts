import { type Call, type Endpoint, named, pageOf } from '../endpoint.ts';
import type { WarehouseRecord } from '../records.ts';
import { sourceView, warehouseView } from '../views.ts';

export const warehouseEndpoints: readonly Endpoint[] = [
  {
    method: 'GET',
    path: '/warehouses',
    answer: (call) =>
      pageOf(
        call,
        'warehouses',
        call.state.warehouses.map((warehouse) => warehouseView(call.state, warehouse)),
      ),
  },
  {
    method: 'GET',
    path: '/warehouses/:warehouseId',
    answer: (call) => ({ data: { warehouse: warehouseView(call.state, warehouseOf(call)) } }),
  },
  {
    method: 'GET',
    path: '/warehouses/:warehouseId/connected-sources',
    answer: (call) => {
      const connected = new Set(warehouseOf(call).sourceIds);
      const own = call.state.sources.filter(({ id }) => connected.has(id));
      return pageOf(
        call,
        'sources',
        own.map((source) => sourceView(call.state, source)),
      );
    },
  },
  {
    method: 'GET',
    path: '/warehouses/:warehouseId/connection-state',
    perMinute: 200,
    answer: (call) => ({ data: { connectionState: warehouseOf(call).connectionState } }),
  },
  {
    method: 'GET',
    path: '/warehouses/:warehouseId/syncs',
    perMinute: 2,
    answer: (call) => pageOf(call, 'reports', warehouseOf(call).syncs),
  },
  {
    method: 'GET',
    path: '/warehouses/:warehouseId/connected-sources/:sourceId/syncs',
    perMinute: 2,
    answer: (call) => {
      const { sourceIds, syncs } = warehouseOf(call);
      const connected = call.state.sources.filter(({ id }) => sourceIds.includes(id));
      const { id } = named(call, connected, 'Source', 'sourceId');
      const own = syncs.filter(({ sourceId }) => sourceId === id);
      return pageOf(call, 'reports', own);
    },
  },
  {
    method: 'GET',
    path: '/warehouses/:warehouseId/advanced-sync-schedule',
    perMinute: 2,
    answer: (call) => ({ data: warehouseOf(call).advancedSyncSchedule }),
  },
];

function warehouseOf(call: Call): WarehouseRecord {
  return named(call, call.state.warehouses, 'Warehouse', 'warehouseId');
}
