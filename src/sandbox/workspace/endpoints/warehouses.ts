import { type CallWith, findEntry, type SomeHandlers } from '../endpoint.ts';
import type { WarehouseRecord } from '../records.ts';
import { sourceViews, warehouseView } from '../views.ts';

export const warehouseHandlers = {
  listWarehouses: ({ state }) => state.warehouses.map((warehouse) => warehouseView(state, warehouse)),
  getWarehouse: (call) => ({ data: { warehouse: warehouseView(call.state, warehouseOf(call)) } }),
  listWarehouseSources: (call) => sourceViews(call.state, warehouseOf(call).sourceIds),
  getConnectionState: (call) => ({ data: { connectionState: warehouseOf(call).connectionState } }),
  listSyncs: (call) => warehouseOf(call).syncs,
  listSourceSyncs: (call) => {
    const { sourceIds, syncs } = warehouseOf(call);
    const connected = call.state.sources.filter(({ id }) => sourceIds.includes(id));
    const { id } = findEntry(call, connected, 'Source', 'sourceId');
    return syncs.filter(({ sourceId }) => sourceId === id);
  },
  getSyncSchedule: (call) => ({ data: warehouseOf(call).advancedSyncSchedule }),
} satisfies SomeHandlers;

function warehouseOf(call: CallWith<'warehouseId'>): WarehouseRecord {
  return findEntry(call, call.state.warehouses, 'Warehouse', 'warehouseId');
}
