import { type QueryPair, queryPair } from '../api/query-pairs.ts';
import { readElements } from '../ndjson/elements.ts';
import { isObjectText, type JsonMembers, type JsonNode, openObject } from '../spec/json-text.ts';

/** Fields as parameters of a query, in dot style (docs/segment-api/public.md#query-encoding); numbers as they were typed. */
export function queryPairsOf(members: JsonMembers): QueryPair[] {
  return [...members].flatMap(([name, node]) => pairsOf(name, node));
}

function pairsOf(name: string, node: JsonNode): QueryPair[] {
  if (typeof node === 'string') {
    if (isObjectText(node)) return pairsOf(name, openObject(node));
    if (/^\s*\[/.test(node)) return pairsOf(name, elementsOf(node));
    const value: unknown = /^\s*"/.test(node) ? JSON.parse(node) : node.trim();
    return [queryPair(name, String(value))];
  }
  const parts: Iterable<readonly [string | number, JsonNode]> = Array.isArray(node) ? node.entries() : node;
  return [...parts].flatMap(([key, inner]) => pairsOf(`${name}.${key}`, inner));
}

function elementsOf(text: string): JsonNode[] {
  const bytes = Buffer.from(text, 'utf8');
  return readElements(bytes).map(({ start, end }) => bytes.toString('utf8', start, end));
}
