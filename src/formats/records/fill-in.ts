import {
  isObjectText,
  type JsonMembers,
  type JsonNode,
  openMember,
  openObject,
} from '../../spec/json-text.ts';
import type { Path } from '../mapping/path.ts';

/**
 * Puts a value at a path where nothing stands yet, and into an object what it lacks: what came first is stronger. False where
 * an object would have to be a value as well.
 */
export function fillIn(tree: JsonMembers, path: Path, node: JsonNode): boolean {
  let at: JsonMembers | undefined = tree;
  for (const key of path.slice(0, -1)) at = at && openMember(at, key);
  return at !== undefined && fillMember(at, path.at(-1) ?? '', node);
}

function fillMember(members: JsonMembers, key: string, node: JsonNode): boolean {
  if (!members.has(key)) {
    members.set(key, node);
    return true;
  }
  if (!isObject(node)) return !isObject(members.get(key));
  const there = openMember(members, key);
  if (there === undefined) return false;
  const added = node instanceof Map ? node : openObject(node);
  return [...added].map(([name, value]) => fillMember(there, name, value)).every((isIn) => isIn);
}

function isObject(node: JsonNode | undefined): node is JsonMembers | string {
  return node instanceof Map || (typeof node === 'string' && isObjectText(node));
}
