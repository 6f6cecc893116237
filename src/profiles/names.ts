import { type JsonObject, stringAt, valueAt } from '../api/api-object.ts';

/** `group_id:acme`, or several of them. */
export function linkName(link: JsonObject): string {
  const ids = valueAt(link, 'external_ids');
  return Array.isArray(ids) ? ids.map(externalIdName).join(', ') : '';
}

/** `email:ada@example.com`. */
export function externalIdName(found: unknown): string {
  return `${stringAt(found, 'type')}:${stringAt(found, 'id')}`;
}
