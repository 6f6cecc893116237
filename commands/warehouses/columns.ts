import { stringAt } from '../../src/api/api-object.ts';
import type { ListColumn } from '../reading/print-list.ts';
import { enabledOf } from '../sources/columns.ts';

/** Warehouses in a list. Their name is one of their settings (docs/segment-api/public.md#warehouses). */
export const warehouseColumns: readonly ListColumn[] = [
  { header: 'id', whole: true, cell: (warehouse) => stringAt(warehouse, 'id') },
  { header: 'name', cell: (warehouse) => stringAt(warehouse, 'settings.name') },
  { header: 'type', cell: (warehouse) => stringAt(warehouse, 'metadata.name') },
  { header: 'enabled', whole: true, cell: enabledOf },
];
