import { openObject } from '../../src/spec/json-text.ts';

/** A field that differs between two objects; a side is undefined where the field is not there. Values are JSON texts. */
export interface Change {
  readonly path: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/** The values of an object by their paths, `track.allowUnplannedEvents`; lists and empty objects are values too. */
export function leavesOf(text: string, prefix = ''): Map<string, string> {
  const leaves = new Map<string, string>();
  for (const [key, node] of openObject(text)) {
    const path = `${prefix}${key}`;
    const value = typeof node === 'string' ? node : '';
    const inner = /^\s*\{/.test(value) ? leavesOf(value, `${path}.`) : undefined;
    if (inner === undefined || inner.size === 0) leaves.set(path, value);
    else for (const [name, leaf] of inner) leaves.set(name, leaf);
  }
  return leaves;
}

/** What differs between two objects, given as JSON texts, in the order of their fields. */
export function changesBetween(before: string, after: string): Change[] {
  const [old, next] = [leavesOf(before), leavesOf(after)];
  return [...new Set([...old.keys(), ...next.keys()])]
    .map((path) => ({ path, before: old.get(path), after: next.get(path) }))
    .filter((change) => change.before !== change.after);
}

/** `name: "Web" → "Shop"`. */
export function changeLine({ path, before, after }: Change): string {
  return `${path}: ${before ?? 'not set'} → ${after ?? 'not set'}`;
}
