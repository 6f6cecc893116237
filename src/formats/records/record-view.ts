import { readElements } from '../../ndjson/elements.ts';
import {
  isListText,
  isObjectText,
  type JsonMembers,
  type JsonNode,
  openObject,
} from '../../spec/json-text.ts';
import { isJsonObject } from '../../spec/message.ts';
import { parseJson } from '../../spec/parse-json.ts';
import { writeExact } from '../mapping/cell.ts';
import { type Path, parsePath } from '../mapping/path.ts';
import type { RecordTable } from './record-table.ts';

/** A record whose values stay the JSON text that they are; an object is opened when something in it is asked for. */
export class RecordView {
  readonly members: JsonMembers;
  readonly #opens: NonNullable<RecordTable['opens']>;

  constructor(members: JsonMembers, opens: RecordTable['opens'] = {}) {
    this.members = members;
    this.#opens = opens;
  }

  /** The member with this name, or at this path when none has it for a name. */
  get(name: string): JsonNode | undefined {
    if (Object.hasOwn(this.#opens, name)) this.#open(this.members, name, 0);
    return this.members.get(name) ?? this.at(pathOf(name));
  }

  /** A member that should hold an object or pairs as text, and holds another text. */
  unreadable(): string | undefined {
    const names = Object.keys(this.#opens);
    return names.find((name) => this.objectAt([name]) === undefined && textOf(this.members.get(name)));
  }

  at(path: Path): JsonNode | undefined {
    return this.objectAt(path.slice(0, -1))?.get(path.at(-1) ?? '');
  }

  /** What `get` gives is not there any more. */
  take(name: string): void {
    const path = pathOf(name);
    if (!this.members.delete(name)) this.objectAt(path.slice(0, -1))?.delete(path.at(-1) ?? '');
  }

  /** The members of the object at a path, none for the record itself. */
  objectAt(path: Path): JsonMembers | undefined {
    let at: JsonMembers | undefined = this.members;
    for (const [depth, key] of path.entries()) at = at && this.#open(at, key, depth);
    return at;
  }

  #open(parent: JsonMembers, key: string, depth: number): JsonMembers | undefined {
    const node = parent.get(key);
    if (node instanceof Map) return node;
    if (typeof node !== 'string') return undefined;
    const form = depth === 0 && Object.hasOwn(this.#opens, key) ? this.#opens[key] : undefined;
    const opened = isObjectText(node) ? openObject(node) : form && openForm(node, form);
    if (opened !== undefined) parent.set(key, opened);
    return opened;
  }
}

const paths = new Map<string, Path>();

/** The keys of a path as it is written in a table or a flag, of which there are few. */
export function pathOf(name: string): Path {
  const known = paths.get(name);
  if (known !== undefined) return known;
  const path = parsePath(name) ?? [name];
  paths.set(name, path);
  return path;
}

function openForm(node: string, form: 'json' | 'pairs'): JsonMembers | undefined {
  const text = textOf(node);
  if (form === 'pairs') {
    const list = text === undefined ? node : text.trim();
    return isListText(list) && Array.isArray(parseJson(list)) ? openPairs(list) : undefined;
  }
  return text !== undefined && isJsonObject(parseJson(text)) ? openObject(text) : undefined;
}

/** `[{"key": "a", "value": {"int_value": "1", "string_value": null}}]`: of the values the one that is not null counts. */
function openPairs(list: string): JsonMembers {
  const bytes = Buffer.from(list, 'utf8');
  const members: JsonMembers = new Map();
  for (const { start, end } of readElements(bytes)) {
    const element = bytes.subarray(start, end).toString('utf8');
    if (!isObjectText(element)) continue;
    const pair = openObject(element);
    const key = textOf(pair.get('key'));
    const value = pair.get('value');
    if (key === undefined || typeof value !== 'string' || !isObjectText(value)) continue;
    const found = [...openObject(value)].find(([name, json]) => name.endsWith('_value') && json !== 'null');
    if (found === undefined) continue;
    const exact = found[0] === 'string_value' ? found[1] : exactNumber(found[1]);
    // NaN and infinity, which JSON cannot say.
    if (/^(?:float|double)_value$/.test(found[0]) && textOf(exact) !== undefined) continue;
    members.set(key, exact);
  }
  return members;
}

/** BigQuery writes integers as text. */
function exactNumber(node: JsonNode): JsonNode {
  const text = textOf(node);
  return text === undefined ? node : writeExact(text);
}

/** What a JSON string says; undefined for anything else. */
export function textOf(node: JsonNode | undefined): string | undefined {
  const value = typeof node === 'string' && node.startsWith('"') ? parseJson(node) : undefined;
  return typeof value === 'string' ? value : undefined;
}
