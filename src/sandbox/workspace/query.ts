import { isJsonObject } from '../../spec/message.ts';
import { timestampKind } from '../../spec/timestamp.ts';
import { invalidField, together } from './refusal.ts';

/** The parameters of a request as a tree: a text, or parameters below it by name or number. */
export type QueryNode = string | QueryTree;
export type QueryTree = ReadonlyMap<string, QueryNode>;
type Tree = Map<string, QueryNode>;

/** No parameter of the API lies deeper; what does is left out. */
const maxDepth = 5;
const maxParameters = 1_000;

/**
 * Reads the query of a request target in each of the spellings that clients use (docs/segment-api/public.md#query-encoding): dots, brackets,
 * both mixed, and empty brackets or a repeated name for lists. Lists with commas are split where a list is read.
 */
export function readQuery(target: string): QueryTree {
  const tree: Tree = new Map();
  const start = target.indexOf('?');
  if (start === -1) return tree;
  let count = 0;
  for (const [name, value] of new URLSearchParams(target.slice(start + 1))) {
    count += 1;
    if (count > maxParameters) break;
    put(tree, namesOf(name), value);
  }
  return tree;
}

/** Parameters can also come as the JSON body of a GET (docs/segment-api/public.md#query-encoding); those of the query win. */
export function withBodyParameters(query: QueryTree, body: unknown): QueryTree {
  if (!isJsonObject(body)) return query;
  return new Map([...treeOf(body, maxDepth), ...query]);
}

/** `a[b].0` as its names: a, b, 0. An empty bracket is an empty name. */
function namesOf(name: string): string[] {
  return name.replace(/\]/g, '').split(/[.[]/);
}

function put(tree: Tree, names: readonly string[], value: string): void {
  if (names.length > maxDepth) return;
  let at = tree;
  for (const name of names.slice(0, -1)) {
    const key = name === '' ? String(at.size) : name;
    const below = at.get(key);
    const next: Tree = below instanceof Map ? below : new Map();
    at.set(key, next);
    at = next;
  }
  const last = names.at(-1) ?? '';
  const key = last === '' ? String(at.size) : last;
  const before = at.get(key);
  if (before === undefined) at.set(key, value);
  else if (before instanceof Map) before.set(String(before.size), value);
  else if (typeof before === 'string') at.set(key, new Map(Object.entries([before, value])));
}

function treeOf(value: Readonly<Record<string, unknown>> | readonly unknown[], depth: number): Tree {
  const tree: Tree = new Map();
  if (depth === 0) return tree;
  for (const [name, entry] of Object.entries(value)) {
    if (typeof entry === 'string' || typeof entry === 'number' || typeof entry === 'boolean')
      tree.set(name, String(entry));
    else if (Array.isArray(entry) || isJsonObject(entry)) tree.set(name, treeOf(entry, depth - 1));
  }
  return tree;
}

/** A parameter that is one text, or undefined. */
export function textOf(query: QueryTree, name: string): string | undefined {
  const value = query.get(name);
  return typeof value === 'string' ? value : undefined;
}

/** A parameter that is a list of texts; empty when it is missing. */
export function listOf(query: QueryTree, name: string): readonly string[] {
  const value = query.get(name);
  if (value === undefined) return [];
  if (typeof value === 'string') return value === '' ? [] : value.split(',');
  return [...value.values()].filter((entry) => typeof entry === 'string');
}

/** The parameters below a name; undefined when there is none. */
export function treeAt(query: QueryTree, name: string): QueryTree | undefined {
  const value = query.get(name);
  return value === undefined || typeof value === 'string' ? undefined : value;
}

/** A time among the parameters, in milliseconds, or undefined when it is missing. UTC unless it has a zone. */
export function readTime(query: QueryTree, name: string): number | undefined {
  const text = textOf(query, name);
  if (text === undefined || text === '') return undefined;
  const kind = timestampKind(text);
  const time = kind === 'without_zone' && text.length > 10 ? Date.parse(`${text}Z`) : Date.parse(text);
  if (kind === 'invalid' || Number.isNaN(time))
    throw invalidField(name, `"${name}" must be an ISO 8601 date`);
  return time;
}

export function needTime(query: QueryTree, name: string): number {
  const time = readTime(query, name);
  if (time === undefined) throw invalidField(name, `"${name}" is required`);
  return time;
}

export function needText(query: QueryTree, name: string): string {
  const text = textOf(query, name);
  if (text === undefined || text === '') throw invalidField(name, `"${name}" is required`);
  return text;
}

/** A list of texts of a set. */
export function readChoices<T extends string>(
  query: QueryTree,
  name: string,
  choices: readonly T[],
): readonly T[] {
  return together<readonly T[]>(
    ...listOf(query, name).map((text, at) => () => readChoice(text, `${name}.${at}`, choices)),
  );
}

/** A text that has to be of a set. */
export function readChoice<T extends string>(text: string, name: string, choices: readonly T[]): T {
  const choice = choices.find((known) => known === text);
  if (choice === undefined) throw invalidField(name, `"${name}" must be one of [${choices.join(', ')}]`);
  return choice;
}
