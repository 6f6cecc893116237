import { readElements } from '../ndjson/elements.ts';
import { openObject } from '../spec/json-text.ts';
import { isJsonObject } from '../spec/message.ts';

/** A JSON object's own fields; what they hold is unknown until it is looked at. */
export type JsonObject = Readonly<Record<string, unknown>>;

/**
 * An object of an API: to be looked at, and as the very text that came. Numbers that JavaScript cannot hold are
 * passed on as that text, never written anew.
 */
export interface ApiObject {
  readonly value: JsonObject;
  readonly text: string;
}

/** Reads an object's text; undefined when it is valid JSON but no object. Throws SyntaxError for what is not JSON. */
export function readApiObject(text: string): ApiObject | undefined {
  const value: unknown = JSON.parse(text);
  return isJsonObject(value) ? { value, text } : undefined;
}

/** The text of a member some levels down, `data`, `source`; undefined where there is none. */
export function textAt(text: string, ...path: readonly string[]): string | undefined {
  let found: string | undefined = text;
  for (const key of path) {
    if (found === undefined || !/^\s*\{/.test(found)) return undefined;
    const node: unknown = openObject(found).get(key);
    found = typeof node === 'string' ? node : undefined;
  }
  return found;
}

/** The object some levels down, `data`, `source`; undefined where there is none. */
export function objectAt(text: string, ...path: readonly string[]): ApiObject | undefined {
  const found = textAt(text, ...path);
  return found === undefined ? undefined : readApiObject(found);
}

/** The objects of an array's text; whatever else is in it is passed over. */
export function objectsIn(arrayText: string): ApiObject[] {
  const bytes = Buffer.from(arrayText, 'utf8');
  return readElements(bytes).flatMap(({ start, end }) => {
    const found = readApiObject(bytes.toString('utf8', start, end));
    return found === undefined ? [] : [found];
  });
}

/** What stands at a path of own fields, `metadata.name`; undefined where a step is missing. */
export function valueAt(value: unknown, path: string): unknown {
  let found = value;
  for (const key of path.split('.')) {
    if (typeof found !== 'object' || found === null) return undefined;
    found = Object.getOwnPropertyDescriptor(found, key)?.value;
  }
  return found;
}

/** A string at a path; empty for anything else. */
export function stringAt(value: unknown, path: string): string {
  const found = valueAt(value, path);
  return typeof found === 'string' ? found : '';
}

/** A number at a path, also one that the API writes as a string (contract §1.11); 0 for anything else. */
export function numberAt(value: unknown, path: string): number {
  const found = valueAt(value, path);
  const number = typeof found === 'string' && found !== '' ? Number(found) : found;
  return typeof number === 'number' && Number.isFinite(number) ? number : 0;
}
