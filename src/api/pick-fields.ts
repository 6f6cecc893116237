import { UsageError } from '../errors.ts';
import { readElements } from '../ndjson/elements.ts';
import { isListText, isObjectText, type JsonMembers, type JsonNode, openObject } from '../spec/json-text.ts';
import { isJsonObject } from '../spec/message.ts';
import { nearest } from '../spec/nearest.ts';
import type { ApiObject } from './api-object.ts';

/**
 * The text of a field some levels down, exactly as it came; `null` where there is none. `metadata.name` is a key below
 * another, `labels.0.key` a place in a list. Keys may hold dots themselves: the longest one that is there counts.
 */
export function fieldText(text: string, path: string): string {
  return textBelow(text, path, openRow) ?? 'null';
}

/** A row is asked for each of its columns, one after the other: it is opened once. */
let row = { text: '', members: new Map<string, JsonNode>() };

function openRow(text: string): JsonMembers {
  if (row.text !== text) row = { text, members: openObject(text) };
  return row.members;
}

function textBelow(text: string, path: string | undefined, open = openObject): string | undefined {
  if (path === undefined) return text;
  if (isListText(text)) {
    const { index, rest } = inList(path);
    const item = index === undefined ? undefined : itemText(text, index);
    return item === undefined ? undefined : textBelow(item, rest);
  }
  if (!isObjectText(text)) return undefined;
  const members = open(text);
  for (const { key, rest } of keysOf(path)) {
    const node = members.get(key);
    const found = typeof node === 'string' ? textBelow(node, rest) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

/** A step of a path, and what is left of it. */
interface Step {
  readonly key: string;
  readonly rest: string | undefined;
}

/** The keys that a path may begin with, the longest first: `a.b.c`, `a.b`, `a`. */
function* keysOf(path: string): Generator<Step> {
  yield { key: path, rest: undefined };
  for (let dot = path.lastIndexOf('.'); dot !== -1; dot = dot === 0 ? -1 : path.lastIndexOf('.', dot - 1))
    yield { key: path.slice(0, dot), rest: path.slice(dot + 1) };
}

/** The place in a list that a path begins with; no index where it begins with something else. */
function inList(path: string): { readonly index: number | undefined; readonly rest: string | undefined } {
  const [, digits, rest] = /^(0|[1-9]\d{0,8})(?:\.(.*))?$/s.exec(path) ?? [];
  return { index: digits === undefined ? undefined : Number(digits), rest };
}

function itemText(listText: string, index: number): string | undefined {
  const bytes = Buffer.from(listText, 'utf8');
  const item = readElements(bytes)[index];
  return item === undefined ? undefined : bytes.toString('utf8', item.start, item.end);
}

/** An object with some of its fields alone, each under the name that was asked for. */
export function pickFields({ text }: ApiObject, fields: readonly string[]): string {
  return `{${fields.map((name) => `${JSON.stringify(name)}:${fieldText(text, name)}`).join(',')}}`;
}

/** Throws UsageError for a field that an object cannot have. */
export function checkFields(object: ApiObject, fields: readonly string[]): void {
  const check = fieldCheck(fields);
  check.see([object]);
  check.assert();
}

/** Whether each field that was asked for is in some item, of however many pages. */
export interface FieldCheck {
  see(items: readonly ApiObject[]): void;
  /** Every field was seen. */
  isMet(): boolean;
  /** The first field that nothing has of what was seen; undefined where each is there, or could be. */
  missing(): string | undefined;
  /** Throws UsageError for a missing field, naming the fields that are there. */
  assert(): void;
}

export function fieldCheck(fields: readonly string[]): FieldCheck {
  const unseen = new Map<string, Outcome>(fields.map((name) => [name, { is: 'unknown', steps: -1 }]));
  const known = new Set<string>();
  const missing = () => [...unseen].find(([, { is }]) => is === 'absent')?.[0];
  return {
    see(items) {
      for (const { value } of items) {
        if (unseen.size === 0) return;
        for (const [path, before] of unseen) {
          const outcome = further(before, lookFor(value, path));
          if (outcome.is === 'there') unseen.delete(path);
          else unseen.set(path, outcome);
        }
        addNames(known, value);
      }
    },
    isMet: () => unseen.size === 0,
    missing,
    assert() {
      const name = missing();
      if (name !== undefined) throw unknownField(name, [...known]);
    },
  };
}

/** The objects in which every key is somebody's own, so that one that is missing is no mistake. */
const freeForm = new Set([
  'traits',
  'properties',
  'settings',
  'context',
  'integrations',
  'jsonSchema',
  'fields',
]);

/** What a look for a field came to, and after how many steps down: `unknown` below `null` or beyond the end of a list. */
interface Outcome {
  readonly is: 'there' | 'absent' | 'unknown';
  readonly steps: number;
}

/** Who looked further knows better; of two that looked as far, the one that saw that it is not there. */
function further(one: Outcome, other: Outcome): Outcome {
  if (one.is === 'there' || other.is === 'there') return one.is === 'there' ? one : other;
  if (one.steps !== other.steps) return one.steps > other.steps ? one : other;
  return one.is === 'absent' ? one : other;
}

/** A key that is missing in free form counts as there: it may be that of the next one. */
function lookFor(value: unknown, path: string | undefined, steps = 0): Outcome {
  if (path === undefined) return { is: 'there', steps };
  if (value === null) return { is: 'unknown', steps };
  const absent: Outcome = { is: 'absent', steps };
  if (Array.isArray(value)) {
    const { index, rest } = inList(path);
    if (index === undefined) return absent;
    return index < value.length ? lookFor(value[index], rest, steps + 1) : { is: 'unknown', steps };
  }
  if (!isJsonObject(value)) return absent;
  let found = absent;
  for (const { key, rest } of keysOf(path)) {
    if (!Object.hasOwn(value, key)) continue;
    if (freeForm.has(key)) return { is: 'there', steps };
    found = further(found, lookFor(value[key], rest, steps + 1));
  }
  return found;
}

function unknownField(unknown: string, known: readonly string[]): UsageError {
  const meant = nearest(unknown, known) ?? nearestAbove(unknown, known);
  return new UsageError(`There is no field “${unknown}”.`, {
    code: 'unknown_field',
    details: [`known: ${known.join(', ')}`],
    hint:
      meant === undefined
        ? 'Fields below others are written with a dot: metadata.name; items of a list by their place: labels.0.key'
        : `Did you mean “${meant}”?`,
  });
}

/** The path with its first key mended: `traits.plan` for `traitz.plan`. */
function nearestAbove(path: string, known: readonly string[]): string | undefined {
  const [first = '', ...rest] = path.split('.');
  const meant = rest.length === 0 || known.includes(first) ? undefined : nearest(first, known);
  return meant === undefined ? undefined : [meant, ...rest].join('.');
}

/** Two levels: deeper ones can be asked for, but would fill the screen. */
function addNames(names: Set<string>, value: ApiObject['value']): void {
  for (const [name, inner] of Object.entries(value)) {
    names.add(name);
    if (isJsonObject(inner) && !freeForm.has(name))
      for (const below of Object.keys(inner)) names.add(`${name}.${below}`);
  }
}

/** A field's text as a cell: a string without its quotes, nothing for null, anything else as JSON. */
export function cellOf(text: string): string {
  if (text === 'null') return '';
  const value: unknown = text.startsWith('"') ? JSON.parse(text) : undefined;
  return typeof value === 'string' ? value : text;
}
