import { named, type On, pageOf, type SomeHandlers } from '../endpoint.ts';
import type { WarehouseRecord } from '../records.ts';
import { sourceView, warehouseView } from '../views.ts';

export const warehouseHandlers = {
  listWarehouses: (call) =>
    pageOf(
      call,
      call.state.warehouses.map((warehouse) => warehouseView(call.state, warehouse)),
    ),
  getWarehouse: (call) => ({ data: { warehouse: warehouseView(call.state, warehouseOf(call)) } }),
  listWarehouseSources: (call) => {
    const connected = new Set(warehouseOf(call).sourceIds);
    const own = call.state.sources.filter(({ id }) => connected.has(id));
    return pageOf(
      call,
      own.map((source) => sourceView(call.state, source)),
    );
  },
  getConnectionState: (call) => ({ data: { connectionState: warehouseOf(call).connectionState } }),
  listSyncs: (call) => pageOf(call, warehouseOf(call).syncs),
  listSourceSyncs: (call) => {
    const { sourceIds, syncs } = warehouseOf(call);
    const connected = call.state.sources.filter(({ id }) => sourceIds.includes(id));
    const { id } = named(call, connected, 'Source', 'sourceId');
    const own = syncs.filter(({ sourceId }) => sourceId === id);
    return pageOf(call, own);
  },
  getSyncSchedule: (call) => ({ data: warehouseOf(call).advancedSyncSchedule }),
} satisfies SomeHandlers;

function warehouseOf(call: On<'warehouseId'>): WarehouseRecord {
  return named(call, call.state.warehouses, 'Warehouse', 'warehouseId');
}
