import { stringAt } from '../../src/api/api-object.ts';
import { relativeTime } from '../../src/terminal/relative-time.ts';
import type { ListColumn } from '../reading/print-list.ts';
import { enabledOf } from '../sources/columns.ts';

/** What is computed from profiles, an audience or a trait, up to where they differ (docs/segment-api/public.md#spaces). */
export const computedColumns: readonly ListColumn[] = [
  { header: 'id', whole: true, cell: (item) => stringAt(item, 'id') },
  { header: 'key', cell: (item) => stringAt(item, 'key') },
  { header: 'name', cell: (item) => stringAt(item, 'name') },
  { header: 'enabled', whole: true, cell: enabledOf },
  { header: 'status', cell: (item) => stringAt(item, 'status') },
];

/** When it was changed last. */
export const updatedColumn: ListColumn = {
  header: 'updated',
  cell: (item) => stringAt(item, 'updatedAt'),
  shown: (item, now) => relativeTime(stringAt(item, 'updatedAt'), now),
};
