import { stringAt } from '../../src/api/api-object.ts';
import type { ListColumn } from '../reading/print-list.ts';

/** All that the API says of a space (docs/segment-api/public.md#spaces). */
export const spaceColumns: readonly ListColumn[] = [
  { header: 'id', whole: true, cell: (space) => stringAt(space, 'id') },
  { header: 'slug', cell: (space) => stringAt(space, 'slug') },
  { header: 'name', cell: (space) => stringAt(space, 'name') },
];
