import { UsageError } from '../errors.ts';
import { isBlank } from '../spec/same-name.ts';

/** Parameters of a request: nested objects and lists as Segment's APIs take them. Undefined ones are left out. */
export type Query = Readonly<Record<string, QueryValue>>;
export type QueryValue =
  | string
  | number
  | boolean
  | undefined
  | readonly QueryValue[]
  | { readonly [key: string]: QueryValue };

/** One parameter of a query as it is sent. */
export interface QueryPair {
  /** Decoded and in dot style: `pagination.count`, whichever way it was written (docs/segment-api/public.md#query-encoding). */
  readonly name: string;
  /** `pagination.count=200`, encoded. */
  readonly text: string;
}

export function queryPair(name: string, value: string): QueryPair {
  return { name: dotted(name), text: `${encodeText(name)}=${encodeText(value)}` };
}

/** As `encodeURIComponent`, which throws for a lone half of a character: here it is what UTF-8 makes of one. */
export function encodeText(text: string): string {
  return encodeURIComponent(Buffer.from(text, 'utf8').toString('utf8'));
}

/** The parameters of a query as somebody wrote it, without its question mark; their spelling stays. */
export function readQueryPairs(query: string): readonly QueryPair[] {
  return query
    .split('&')
    .filter((text) => text !== '')
    .map((text) => ({ name: dotted(decoded(text.split('=', 1)[0] ?? '')), text }));
}

/** With its question mark; empty without parameters. */
export function writeQueryPairs(pairs: readonly QueryPair[]): string {
  return pairs.length === 0 ? '' : `?${pairs.map(({ text }) => text).join('&')}`;
}

/** With one parameter in place of those of its name. */
export function withPair(pairs: readonly QueryPair[], name: string, value: string): readonly QueryPair[] {
  return [...pairs.filter((pair) => pair.name !== name), queryPair(name, value)];
}

function dotted(name: string): string {
  return name.replace(/\[([^\]]*)\]/g, '.$1');
}

/** A percent sign that encodes nothing is one. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/**
 * In dot style, `pagination.count=200&groupBy.0=source` (docs/segment-api/public.md#query-encoding), with its question mark;
 * empty without parameters. Throws UsageError for a blank value: it would ask for what has none, or for everything.
 */
export function queryString(query: Query): string {
  return writeQueryPairs(Object.entries(query).flatMap(([name, value]) => pairsOf(name, value)));
}

function pairsOf(name: string, value: QueryValue): QueryPair[] {
  if (value === undefined) return [];
  if (typeof value === 'string' && isBlank(value))
    throw new UsageError(`The parameter ${name} is empty.`, {
      code: 'parameter_empty',
      hint: 'Something that the API returned has no such field: name it yourself where a flag takes it.',
    });
  if (typeof value !== 'object') return [queryPair(name, String(value))];
  return Object.entries(value).flatMap(([key, inner]) => pairsOf(`${name}.${key}`, inner));
}
