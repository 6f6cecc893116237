import { readElements } from '../ndjson/elements.ts';
import { isListText, isNullText, openObject } from '../spec/json-text.ts';
import { isJsonObject } from '../spec/message.ts';

/** A JSON object's own fields; what they hold is unknown until it is looked at. */
export type JsonObject = Readonly<Record<string, unknown>>;

/**
 * An object of an API: to be looked at, and as the very text that came. Numbers that JavaScript cannot hold are
 * passed on as that text, never written again.
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

/** The objects of an array's text; whatever else is in it is skipped. */
export function objectsIn(arrayText: string): ApiObject[] {
  const bytes = Buffer.from(arrayText, 'utf8');
  return readElements(bytes).flatMap(({ start, end }) => {
    const found = readApiObject(bytes.toString('utf8', start, end));
    return found === undefined ? [] : [found];
  });
}

/**
 * The items of a list's text. A null among them stays in its place, without fields. Undefined when something else is
 * in it: then it is another list than the one that was meant.
 */
export function itemsIn(arrayText: string): ApiObject[] | undefined {
  const bytes = Buffer.from(arrayText, 'utf8');
  const items: ApiObject[] = [];
  for (const { start, end } of readElements(bytes)) {
    const text = bytes.toString('utf8', start, end);
    const item = isNullText(text) ? { value: {}, text } : readApiObject(text);
    if (item === undefined) return undefined;
    items.push(item);
  }
  return items;
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

/** A list of anything; empty where there is none. */
export function listAt(value: unknown, path: string): readonly unknown[] {
  const found = valueAt(value, path);
  return Array.isArray(found) ? found : [];
}

/** The objects of a list some levels down, each with its text; none where there is no list. */
export function objectsAt(text: string, ...path: readonly string[]): readonly ApiObject[] {
  const found = textAt(text, ...path);
  return found !== undefined && isListText(found) ? objectsIn(found) : [];
}

/** Whether a thing of the workspace is switched on; undefined where the API does not say. */
export function isEnabled({ value }: ApiObject): boolean | undefined {
  const enabled = valueAt(value, 'enabled');
  return typeof enabled === 'boolean' ? enabled : undefined;
}

/**
 * A number at a path, also one that the API writes as a string; undefined where there is none, which is not 0. To draw
 * and to compare with: JavaScript holds 15 digits, and what is printed is the number's own text.
 */
export function numberAt(value: unknown, path: string): number | undefined {
  const found = valueAt(value, path);
  const isText = typeof found === 'bigint' || (typeof found === 'string' && found !== '');
  const number = isText ? Number(found) : found;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}

/** Objects by the text of a field, in their order. */
export function groupedBy(items: readonly ApiObject[], field: string): Map<string, ApiObject[]> {
  const groups = new Map<string, ApiObject[]>();
  for (const item of items) {
    const key = stringAt(item.value, field);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}

/** The time of an audit event, or of a row of usage; NaN where there is none. */
export function timestampOf({ value }: ApiObject): number {
  return Date.parse(stringAt(value, 'timestamp'));
}

/** Sorted by their times: the order in which the API gives them is not promised (docs/segment-api/public.md#pagination). */
export function newestFirst(items: readonly ApiObject[]): ApiObject[] {
  return [...items].sort((a, b) => timestampOf(b) - timestampOf(a));
}
