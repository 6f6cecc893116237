import {
  isObjectText,
  type JsonMembers,
  type JsonNode,
  openMember,
  openObject,
} from '../../spec/json-text.ts';
import type { Path } from '../mapping/path.ts';

/** Puts a value at a path where nothing stands yet, and into an object what it lacks: what came first is stronger. */
export function fillIn(tree: JsonMembers, path: Path, node: JsonNode): void {
  let at: JsonMembers | undefined = tree;
  for (const key of path.slice(0, -1)) at = at && openMember(at, key);
  if (at !== undefined) fillMember(at, path.at(-1) ?? '', node);
}

function fillMember(members: JsonMembers, key: string, node: JsonNode): void {
  if (!members.has(key)) {
    members.set(key, node);
    return;
  }
  const added =
    node instanceof Map ? node : typeof node === 'string' && isObjectText(node) ? openObject(node) : [];
  const there = openMember(members, key);
  if (there !== undefined) for (const [name, value] of added) fillMember(there, name, value);
}
