/** Parameters of a request: nested objects and lists as Segment's APIs take them. Undefined ones are left out. */
export type Query = Readonly<Record<string, QueryValue>>;
export type QueryValue =
  | string
  | number
  | boolean
  | undefined
  | readonly QueryValue[]
  | { readonly [key: string]: QueryValue };

/** In dot style, `pagination.count=200&groupBy.0=source` (docs/segment-api/public.md#query-encoding), with its question mark; empty without parameters. */
export function queryString(query: Query): string {
  const pairs: string[] = [];
  const add = (name: string, value: QueryValue): void => {
    if (value === undefined) return;
    if (typeof value === 'object')
      for (const [key, inner] of Object.entries(value)) add(`${name}.${key}`, inner);
    else pairs.push(`${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`);
  };
  for (const [name, value] of Object.entries(query)) add(name, value);
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`;
}
