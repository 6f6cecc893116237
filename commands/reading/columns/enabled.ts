import { type JsonObject, valueAt } from '../../../src/api/api-object.ts';

/** `yes` or `no`: colour alone would say nothing in a pipe. Empty where the API does not say. */
export function enabledOf(item: JsonObject): string {
  const enabled = valueAt(item, 'enabled');
  if (typeof enabled === 'boolean') return enabled ? 'yes' : 'no';
  return typeof enabled === 'string' ? enabled : '';
}
