import {
  findJsonProblem,
  type JsonMembers,
  type JsonNode,
  notJsonText,
  openMember,
  writeNode,
} from './json-text.ts';

/** One `-f` or `-F` as it was typed, or a flag that stands for one (`--revenue 49.90`). */
export interface FieldFlag {
  /** `text`: always a string (`-f`). `typed`: true, false, null, numbers and JSON are what they look like (`-F`). */
  readonly kind: 'text' | 'typed';
  /** `key=value` in all its forms. */
  readonly text: string;
  /** The flag in front of it, for errors. */
  readonly flag: string;
}

/** A field whose key is understood and whose value may still have to be read from a file. */
export interface Field {
  /** As typed, flag included: what errors show. */
  readonly spelling: string;
  readonly path: readonly string[];
  /** `tags[]=a`: one more item of a list. */
  readonly appends: boolean;
  readonly value: FieldValue;
}

export type FieldValue =
  | { readonly kind: 'json'; readonly text: string }
  /** `tags[]` alone: a list without items. */
  | { readonly kind: 'empty_list' }
  /** `@file`, `@-` for stdin; `as` says what is in it. */
  | { readonly kind: 'source'; readonly name: string; readonly as: 'text' | 'json' };

/** A field that cannot be understood or set. `details` hold findings, a line each. */
export class FieldError extends Error {
  override readonly name = 'FieldError';
  readonly details: readonly string[];
  readonly hint: string | undefined;

  constructor(
    message: string,
    more: { readonly details?: readonly string[]; readonly hint?: string | undefined } = {},
  ) {
    super(message);
    this.details = more.details ?? [];
    this.hint = more.hint;
  }
}

/** The text, if it is JSON. Throws FieldError. */
export function checkedJson(text: string, spelling: string, hint?: string): string {
  const problem = findJsonProblem(text);
  if (problem === undefined) return text;
  throw new FieldError(notJsonText(spelling, problem), { details: problem.snippet, hint });
}

/** The files that fields are read from, and stdin, with what was typed. */
export function sourcesOf(fields: readonly Field[]): { readonly name: string; readonly spelling: string }[] {
  return fields.flatMap(({ value, spelling }) =>
    value.kind === 'source' ? [{ name: value.name, spelling }] : [],
  );
}

/** Gives the content of a `@file` or, for `-`, of stdin. */
export type ReadSource = (name: string, spelling: string) => Promise<string>;

/** Sets fields into an opened object, in order. What was there before gives way; fields do not give way to each other. */
export async function setFields(
  members: JsonMembers,
  fields: readonly Field[],
  read: ReadSource,
): Promise<void> {
  refuseConflicts(fields);
  const lists = new Map<string, JsonNode[]>();
  for (const field of fields) {
    const parent = openParent(members, field);
    const key = field.path.at(-1) ?? '';
    const node = await nodeOf(field.value, field.spelling, read);
    if (!field.appends) {
      parent.set(key, node);
      continue;
    }
    const id = JSON.stringify(field.path);
    const list = lists.get(id) ?? [];
    list.push(node);
    lists.set(id, list);
    parent.set(key, list);
  }
}

function openParent(members: JsonMembers, { path, spelling }: Field): JsonMembers {
  let parent = members;
  for (const key of path.slice(0, -1)) {
    const next = openMember(parent, key);
    if (next === undefined) {
      const found = shorten(writeNode(parent.get(key) ?? ''));
      throw new FieldError(`${spelling} needs an object at “${key}”, and there is ${found} already.`);
    }
    parent = next;
  }
  return parent;
}

async function nodeOf(value: FieldValue, spelling: string, read: ReadSource): Promise<JsonNode> {
  if (value.kind === 'empty_list') return [];
  if (value.kind === 'json') return value.text;
  const content = await read(value.name, spelling);
  return value.as === 'text' ? JSON.stringify(content) : checkedJson(content, spelling);
}

/** Two fields that cannot both be meant: the same key twice, or a value where another field wants an object. */
function refuseConflicts(fields: readonly Field[]): void {
  /** What stands at each path so far: a value, a list being filled, or an object that other keys made. */
  const taken = new Map<string, { readonly use: 'value' | 'list' | 'object'; readonly spelling: string }>();
  for (const { path, appends, spelling } of fields) {
    for (let length = 1; length <= path.length; length += 1) {
      const id = JSON.stringify(path.slice(0, length));
      const use = length < path.length ? 'object' : appends ? 'list' : 'value';
      const before = taken.get(id);
      if (before === undefined) {
        taken.set(id, { use, spelling });
      } else if (before.use !== use || use === 'value') {
        const reason = before.use === use ? 'One key is set twice' : 'One key has two kinds of value';
        throw new FieldError(`${reason}: ${before.spelling} and ${spelling}`, { hint: 'Keep one of them.' });
      }
    }
  }
}

/** As an error shows what was typed. */
export function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
