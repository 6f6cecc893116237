/**
 * What a field of a stream holds, as far as a target that has types must know: every field may be null or missing.
 * `moment` is a time in RFC 3339, `json` anything.
 */
export type FieldType =
  | 'text'
  | 'boolean'
  | 'integer'
  | 'number'
  | 'moment'
  | 'json'
  | { readonly list: FieldType }
  | { readonly members: Fields };

export type Fields = Readonly<Record<string, FieldType>>;

export function listOf(item: FieldType): FieldType {
  return { list: item };
}

export function objectOf(members: Fields): FieldType {
  return { members };
}

/** Fields that all hold text: `texts('id', 'name')`. */
export function texts<Name extends string>(...names: readonly Name[]): Readonly<Record<Name, 'text'>> {
  return Object.fromEntries(names.map((name) => [name, 'text'])) as Record<Name, 'text'>;
}
