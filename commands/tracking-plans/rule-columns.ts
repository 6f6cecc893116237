import { type JsonObject, stringAt, valueAt } from '../../src/api/api-object.ts';
import { isJsonObject } from '../../src/spec/message.ts';
import { numberText } from '../reading/numbers.ts';
import type { ListColumn } from '../reading/print-list.ts';

/** Rules in a list. Common, Identify and Group rules have no event (docs/segment-api/public.md#tracking-plans). */
export const ruleColumns: readonly ListColumn[] = [
  { header: 'type', whole: true, cell: (rule) => stringAt(rule, 'type') },
  { header: 'event', cell: (rule) => stringAt(rule, 'key') },
  { header: 'version', whole: true, cell: (_rule, text) => numberText(text, 'version') },
  { header: 'required', cell: (rule) => schemasOf(rule).flatMap(requiredOf).join(', ') },
  { header: 'properties', cell: (rule) => schemasOf(rule).flatMap(namesOf).join(', ') },
];

/** The schemas of a message's properties and of its traits: what a plan is mostly about. */
function schemasOf(rule: JsonObject): readonly unknown[] {
  return ['properties', 'traits'].map((part) => valueAt(rule, `jsonSchema.properties.${part}`));
}

function namesOf(schema: unknown): string[] {
  const properties = valueAt(schema, 'properties');
  return isJsonObject(properties) ? Object.keys(properties) : [];
}

function requiredOf(schema: unknown): string[] {
  const names = valueAt(schema, 'required');
  return Array.isArray(names) ? names.filter((name): name is string => typeof name === 'string') : [];
}
