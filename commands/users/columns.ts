import { stringAt } from '../../src/api/api-object.ts';
import type { ListColumn } from '../reading/print-list.ts';

/** Users in a list. A name may be empty (docs/segment-api/public.md#users-and-groups). */
export const userColumns: readonly ListColumn[] = [
  { header: 'id', whole: true, cell: (user) => stringAt(user, 'id') },
  { header: 'email', cell: (user) => stringAt(user, 'email') },
  { header: 'name', cell: (user) => stringAt(user, 'name') },
];
