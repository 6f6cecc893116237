import { type JsonObject, stringAt, valueAt } from '../../src/api/api-object.ts';
import type { ListColumn } from '../reading/print-list.ts';

/** Sources in a list. A source without a name is shown by its slug (docs/segment-api/public.md#shared-objects). */
export const sourceColumns: readonly ListColumn[] = [
  { header: 'id', whole: true, cell: (source) => stringAt(source, 'id') },
  { header: 'slug', cell: (source) => stringAt(source, 'slug') },
  { header: 'name', cell: (source) => stringAt(source, 'name') || stringAt(source, 'slug') },
  { header: 'type', cell: (source) => stringAt(source, 'metadata.name') },
  { header: 'enabled', whole: true, cell: enabledOf },
];

/** `yes` or `no`: colour alone would say nothing in a pipe. Empty where the API does not say. */
export function enabledOf(item: JsonObject): string {
  const enabled = valueAt(item, 'enabled');
  if (typeof enabled === 'boolean') return enabled ? 'yes' : 'no';
  return typeof enabled === 'string' ? enabled : '';
}
