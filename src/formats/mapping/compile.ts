import { fieldsInto } from '../../spec/compose-message.ts';
import { formatJson } from '../../spec/json-text.ts';
import { isMessageType } from '../../spec/message.ts';
import { cellWriter, isAbsent, jsonString, kindOfPlace } from './cell.ts';
import { type Field, type FieldTree, type Layout, layOut, restFields, treeOf } from './layout.ts';
import type { MappedValue, Mapping } from './mapping.ts';
import { openZone, type Zone } from './zone.ts';

/** A record as a message. */
export interface MappedRecord {
  /** JSON of the message, as far as it came where there is a fault. */
  readonly text: string;
  /** The first value that is not what its column holds: the record is a reject. */
  readonly fault: { readonly code: 'cell_invalid'; readonly message: string } | undefined;
}

/** Makes a message of each row of a table. */
export interface RowMapper {
  /** The columns that the messages are made of, and those that go nowhere. */
  readonly used: readonly string[];
  readonly unused: readonly string[];
  /** What fills messageId; undefined where nothing does. */
  readonly idFrom: MappedValue | undefined;
  /** `cells` by the number of their column; an empty cell, and one that is not there, is absent. */
  message(cells: readonly string[]): MappedRecord;
}

export interface RowOptions {
  /** What `--set type=` gives messages without a type: it decides where the rest goes. */
  readonly defaultType?: string | undefined;
}

/** Throws UsageError for a column that the mapping names and the table lacks, and for two values of one place. */
export function compileMapping(
  mapping: Mapping,
  columns: readonly string[],
  options: RowOptions = {},
): RowMapper {
  const layout = layOut(mapping, columns);
  const named = layout.fields.flatMap(({ from }) => ('column' in from ? [from.column] : []));
  return {
    used: [...new Set([...named, ...layout.rest])],
    unused: layout.unused,
    idFrom: sourceOf('messageId', layout.fields),
    message: rowWriter(mapping, columns, layout, options),
  };
}

/** The JSON text of what stands at a key; empty where the row has nothing for it. */
type Write = (cells: readonly string[]) => string;

interface Writing {
  readonly columns: readonly string[];
  readonly types: Mapping['types'];
  readonly zone: Zone | undefined;
  readonly noteFault: (column: string, misfit: string) => void;
}

function rowWriter(
  mapping: Mapping,
  columns: readonly string[],
  { fields, rest }: Layout,
  { defaultType }: RowOptions,
): RowMapper['message'] {
  let fault: MappedRecord['fault'];
  const noteFault = (column: string, misfit: string) => {
    fault ??= { code: 'cell_invalid', message: `column ${column} ${misfit}` };
  };
  const zone = mapping.timezone === undefined ? undefined : openZone(mapping.timezone);
  const writing = { columns, types: mapping.types, zone, noteFault };
  const write = writeByType(mapping, columns, fields, defaultType, (place) =>
    objectWriter(treeOf([...fields, ...restFields(rest, place)]), writing),
  );
  return (cells) => {
    fault = undefined;
    const text = write(cells);
    return { text: text === '' ? '{}' : text, fault };
  };
}

/** One writer, or one for the types with traits and one for the others where the type stands in the row. */
function writeByType(
  { rest }: Mapping,
  columns: readonly string[],
  fields: readonly Field[],
  defaultType: string | undefined,
  writerFor: (place: 'properties' | 'traits' | 'context') => Write,
): Write {
  if (rest !== undefined) return writerFor(rest === 'none' ? 'properties' : rest);
  const type = sourceOf('type', fields);
  if (type === undefined || 'json' in type)
    return writerFor(placeOf(type === undefined ? defaultType : JSON.parse(type.json)));
  const index = columns.indexOf(type.column);
  const [properties, traits] = [writerFor('properties'), writerFor('traits')];
  return (cells) => {
    const cell = cells[index];
    return (placeOf(isAbsent(cell) ? defaultType : cell) === 'traits' ? traits : properties)(cells);
  };
}

/** What fills a field at the top of a message. */
function sourceOf(name: string, fields: readonly Field[]): MappedValue | undefined {
  return fields.find(({ path }) => path.length === 1 && path[0] === name)?.from;
}

/** Where what nothing names goes in a message of this type. */
export function placeOf(type: unknown): 'properties' | 'traits' {
  return (isMessageType(type) && fieldsInto(type)) || 'properties';
}

function objectWriter(tree: FieldTree, writing: Writing): Write {
  const members = [...tree].map(([key, node]): readonly [string, Write] => [
    `${jsonString(key)}:`,
    node instanceof Map ? objectWriter(node, writing) : fieldWriter(node, writing),
  ]);
  return (cells) => {
    let text = '';
    for (const [key, write] of members) {
      const value = write(cells);
      if (value !== '') text += text === '' ? `{${key}${value}` : `,${key}${value}`;
    }
    return text === '' ? '' : `${text}}`;
  };
}

function fieldWriter({ path, from }: Field, { columns, types, zone, noteFault }: Writing): Write {
  if ('json' in from) {
    const json = formatJson(from.json);
    return () => json;
  }
  const { column } = from;
  const index = columns.indexOf(column);
  const write = cellWriter(kindOfPlace(path), types.get(column), zone);
  return (cells) => {
    const cell = cells[index];
    if (isAbsent(cell)) return '';
    const json = write(cell);
    if (typeof json === 'string') return json;
    noteFault(column, json.misfit);
    return '';
  };
}
