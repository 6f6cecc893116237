import { createHash } from 'node:crypto';
import { formatJson } from '../../spec/json-text.ts';

/** What a column holds; without one of these a cell is a number or a boolean only where that changes nothing. */
export const columnTypes = [
  'string',
  'number',
  'boolean',
  'date',
  'json',
  'epoch-s',
  'epoch-ms',
  'epoch-us',
] as const;
export type ColumnType = (typeof columnTypes)[number];

/** Where the columns go that nothing names. */
export const restPlaces = ['properties', 'traits', 'context', 'none'] as const;
export type RestPlace = (typeof restPlaces)[number];

/** What stands at a path of the message: a column's value, or the same JSON text in each message. */
export type MappedValue = { readonly column: string } | { readonly json: string };

/**
 * How the fields of a record become a message: one layer of it (a preset, a file, the flags), or all of them merged.
 * Maps, not objects: a column may be called `__proto__`.
 */
export interface Mapping {
  /** By the path in the message as it is written: `properties.order_id`. */
  readonly map: ReadonlyMap<string, MappedValue>;
  /** By the name of the column. */
  readonly types: ReadonlyMap<string, ColumnType>;
  /** Undefined: `traits` of an identify or a group, `properties` of every other message. */
  readonly rest?: RestPlace | undefined;
  /** The zone of times that are written without one: an IANA name or an offset. */
  readonly timezone?: string | undefined;
}

export const emptyMapping: Mapping = { map: new Map(), types: new Map() };

/** One mapping of several layers, the weakest first: a path, a column's type and a setting are each the strongest layer's. */
export function mergeMappings(...layers: readonly Mapping[]): Mapping {
  return {
    map: new Map(layers.flatMap(({ map }) => [...map])),
    types: new Map(layers.flatMap(({ types }) => [...types])),
    rest: layers.findLast(({ rest }) => rest !== undefined)?.rest,
    timezone: layers.findLast(({ timezone }) => timezone !== undefined)?.timezone,
  };
}

/** The text of a mapping file, which `readMapping` reads. */
export function writeMapping(mapping: Mapping): string {
  return `${formatJson(mappingJson(mapping), '  ')}\n`;
}

/** What a job and the ids of its messages know a mapping by. `format` says how the records were read. */
export function mappingHash(mapping: Mapping, format: string): string {
  const inOrder = { ...mapping, map: sorted(mapping.map), types: sorted(mapping.types) };
  return createHash('sha256').update(JSON.stringify(format)).update(mappingJson(inOrder)).digest('hex');
}

function sorted<V>(map: ReadonlyMap<string, V>): Map<string, V> {
  return new Map([...map].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function mappingJson({ map, types, rest, timezone }: Mapping): string {
  const members = ['"version":1'];
  const values = [...map].map(([path, value]) => {
    const member =
      'column' in value ? `"column":${JSON.stringify(value.column)}` : `"value":${formatJson(value.json)}`;
    return `${JSON.stringify(path)}:{${member}}`;
  });
  members.push(`"map":{${values.join(',')}}`);
  if (rest !== undefined) members.push(`"rest":${JSON.stringify(rest)}`);
  if (types.size > 0)
    members.push(
      `"types":{${[...types].map(([column, type]) => `${JSON.stringify(column)}:${JSON.stringify(type)}`).join(',')}}`,
    );
  if (timezone !== undefined) members.push(`"timezone":${JSON.stringify(timezone)}`);
  return `{${members.join(',')}}`;
}
