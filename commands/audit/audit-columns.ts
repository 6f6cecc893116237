import { stringAt } from '../../src/api/api-object.ts';
import { relativeTime } from '../../src/terminal/relative-time.ts';
import type { ListColumn } from '../reading/print-list.ts';

const textColumn = (header: string): ListColumn => ({ header, cell: (event) => stringAt(event, header) });

/** An audit event with all its fields (docs/segment-api/public.md#audit-trail). */
export const auditColumns: readonly ListColumn[] = [
  'timestamp',
  'type',
  'resourceType',
  'resourceId',
  'resourceName',
  'actor',
  'actorEmail',
  'id',
].map(textColumn);

/** What a person reads of it. A token acts without an e-mail address. */
export const auditTableColumns: readonly ListColumn[] = [
  {
    header: 'when',
    whole: true,
    cell: (event) => stringAt(event, 'timestamp'),
    shown: (event, now) => relativeTime(stringAt(event, 'timestamp'), now),
  },
  textColumn('type'),
  {
    header: 'resource',
    cell: (event) => stringAt(event, 'resourceName') || stringAt(event, 'resourceId'),
  },
  { header: 'kind', cell: (event) => stringAt(event, 'resourceType') },
  { header: 'by', cell: (event) => stringAt(event, 'actorEmail') || stringAt(event, 'actor') },
];
