import { stringAt } from '../../src/api/api-object.ts';
import { relativeTime } from '../../src/terminal/relative-time.ts';
import type { ListColumn } from '../reading/print-list.ts';

/** Tracking plans in a list. */
export const planColumns: readonly ListColumn[] = [
  { header: 'id', whole: true, cell: (plan) => stringAt(plan, 'id') },
  { header: 'name', cell: (plan) => stringAt(plan, 'name') },
  { header: 'type', whole: true, cell: (plan) => stringAt(plan, 'type') },
  {
    header: 'updated',
    whole: true,
    cell: (plan) => stringAt(plan, 'updatedAt'),
    shown: (plan, now) => relativeTime(stringAt(plan, 'updatedAt'), now),
  },
];
