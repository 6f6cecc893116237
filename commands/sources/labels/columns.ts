import { stringAt } from '../../../src/api/api-object.ts';
import type { ListColumn } from '../../reading/print-list.ts';

/** Labels in a list. */
export const labelColumns: readonly ListColumn[] = [
  { header: 'key', whole: true, cell: (label) => stringAt(label, 'key') },
  { header: 'value', whole: true, cell: (label) => stringAt(label, 'value') },
  { header: 'description', cell: (label) => stringAt(label, 'description') },
];
