import { type JsonObject, valueAt } from '../api/api-object.ts';
import { isJsonObject } from '../spec/message.ts';

/** What a rule names of a message's properties and of its traits: what a plan is mostly about. */
export function namesInRule(rule: JsonObject): {
  readonly required: string[];
  readonly properties: string[];
} {
  const schemas = ['properties', 'traits'].map((part) => valueAt(rule, `jsonSchema.properties.${part}`));
  return { required: schemas.flatMap(requiredOf), properties: schemas.flatMap(namesOf) };
}

function namesOf(schema: unknown): string[] {
  const properties = valueAt(schema, 'properties');
  return isJsonObject(properties) ? Object.keys(properties) : [];
}

function requiredOf(schema: unknown): string[] {
  const required = valueAt(schema, 'required');
  return Array.isArray(required) ? required.filter((name) => typeof name === 'string') : [];
}
