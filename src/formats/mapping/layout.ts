import { UsageError } from '../../errors.ts';
import { nearest, nearestNames } from '../../spec/nearest.ts';
import { shellWord } from '../../spec/shell-word.ts';
import { isPlace, messageFields } from './cell.ts';
import { textFlag } from './flags.ts';
import type { MappedValue, Mapping, RestPlace } from './mapping.ts';
import { keysOfName, type Path, parsePath, writePath } from './path.ts';

/** One value of a message, and where it comes from. */
export interface Field {
  readonly path: Path;
  readonly from: MappedValue;
  /** What an error calls it: `--map userId=Email`, or the column. */
  readonly label: string;
}

/** Which column goes where. */
export interface Layout {
  readonly fields: readonly Field[];
  /** Columns that nothing names, and that `rest` finds a place for. */
  readonly rest: readonly string[];
  /** Columns that go nowhere. */
  readonly unused: readonly string[];
}

/** Finds a place for each column. Throws UsageError for a column that is not there, and for two values of one place. */
export function layOut(mapping: Mapping, columns: readonly string[]): Layout {
  refuseMissing(mapping, columns);
  const mapped = mappedFields(mapping);
  const taken = new Set(mapped.map(({ path }) => writePath(path)));
  const named = new Set(mapped.map(({ from }) => ('column' in from ? from.column : undefined)));
  const fields = [...mapped];
  const rest: string[] = [];
  const unused: string[] = [];
  for (const column of columns) {
    if (named.has(column)) continue;
    const path = keysOfName(column);
    // A column without a name is the numbering that some tools write before the first.
    if (column === '' || (isPlace(path) && taken.has(writePath(path)))) unused.push(column);
    else if (isPlace(path)) fields.push({ path, from: { column }, label: `column ${column}` });
    else if (isPlace(keysOfName(column.trim())) && !taken.has(column.trim())) throw spacesAround(column);
    else if (mapping.rest === 'none') unused.push(column);
    else if (isMisspelt(column, columns, taken)) throw otherSpelling(column);
    else rest.push(column);
  }
  return { fields, rest, unused };
}

/** Without a word it would be a property, and each event would get the time of today for want of a timestamp. */
function spacesAround(column: string): UsageError {
  const name = column.trim();
  return new UsageError(`The column “${column}” is not ${name}: there is a space before or behind it.`, {
    code: 'column_misspelt',
    hint: `Take it out of the header, or say what the column is: --map '${name}=${column}'`,
  });
}

/** Fields that a message may lack, so that nothing would say that a column with nearly this name is not one. */
const optionalFields: ReadonlyMap<string, string> = new Map(
  ['userId', 'anonymousId', 'timestamp'].map((field) => [foldedName(field), field]),
);

function foldedName(name: string): string {
  return name.trim().toLowerCase().replace(/[ _]/, '');
}

function isMisspelt(column: string, columns: readonly string[], taken: ReadonlySet<string>): boolean {
  const field = optionalFields.get(foldedName(column));
  return field !== undefined && !taken.has(field) && !columns.includes(field);
}

function otherSpelling(column: string): UsageError {
  const field = optionalFields.get(foldedName(column)) ?? '';
  return new UsageError(`The column “${column}” is not ${field}, and no other column is.`, {
    code: 'column_misspelt',
    details: [`If it is something of your own: --map ${shellWord(`properties.${column}=${column}`)}`],
    hint: `Say what the column is: --map ${shellWord(`${field}=${column}`)}`,
  });
}

/** The fields that `--map` names. Throws UsageError for one that is nearly a field of a message. */
export function mappedFields({ map }: Pick<Mapping, 'map'>): Field[] {
  const mapped = [...map].map(([path, from]): Field => {
    const label = 'column' in from ? `${path}=${from.column}` : `${path}:=${from.json}`;
    return { path: parsePath(path) ?? [path], from, label: `--map ${label}` };
  });
  refuseMisspelt(mapped);
  return mapped;
}

/** Segment drops a field that a message does not have, so a `userID` would be lost without a word. */
function refuseMisspelt(mapped: readonly Field[]): void {
  for (const { path, label } of mapped) {
    const [field = '', ...within] = path;
    const meant = messageFields.includes(field) ? undefined : nearest(field, messageFields);
    if (meant === undefined) continue;
    throw new UsageError(`${label}: a message has no field ${field}.`, {
      code: 'map_invalid',
      details: [`${field}: did you mean ${writePath([meant, ...within])}?`],
      hint: `Fields of your own go within properties, traits or context: properties.${writePath(path)}`,
    });
  }
}

/** The fields of the columns that nothing names, at their place. */
export function restFields(rest: readonly string[], place: Exclude<RestPlace, 'none'>): Field[] {
  return rest.map((column) => ({
    path: [place, ...keysOfName(column)],
    from: { column },
    label: `column ${column}`,
  }));
}

/** Throws UsageError for a column that a mapping names and a table lacks, with the nearest that it has. */
export function refuseMissing(
  { map, types }: Mapping,
  columns: readonly string[],
  columnOf: (name: string) => string = (name) => name,
): void {
  const known = new Set(columns);
  const wanted = [...map.values()].flatMap((from) => ('column' in from ? [from.column] : []));
  const names = new Set([...wanted, ...types.keys()]);
  const missing = [...names].filter((name) => !known.has(name) && !known.has(columnOf(name)));
  if (missing.length === 0) return;
  const near = missing.map((column) =>
    nearestNames(
      column,
      columns.map((name) => [name]),
    ),
  );
  throw new UsageError(
    missing.length === 1
      ? `There is no column ${missing[0]}.`
      : `There are no columns ${missing.join(', ')}.`,
    {
      code: 'column_missing',
      details: missing.flatMap((column, at) => {
        const names = near[at] ?? [];
        return names.length > 0 ? [`${column}: did you mean ${names.join(' or ')}?`] : textMeant(map, column);
      }),
      hint: `The columns are ${columns.join(', ')}.`,
    },
  );
}

/** `type=track` asks for a column; what was meant is probably the text. */
function textMeant(map: Mapping['map'], column: string): string[] {
  return [...map].flatMap(([path, from]) => {
    const isMeant = nameFields.has(path) && 'column' in from && from.column === column;
    return isMeant ? [`${column}: for this text in each message, ${textFlag(path, column)}`] : [];
  });
}

const nameFields: ReadonlySet<string> = new Set(['type', 'event', 'name', 'category']);

/** Members by key, each a field or more members. */
export type FieldTree = Map<string, Field | FieldTree>;

/** The fields as the objects of a message. Throws UsageError where two of them cannot both be there. */
export function treeOf(fields: readonly Field[]): FieldTree {
  const root: FieldTree = new Map();
  for (const field of fields) {
    let at = root;
    for (const [depth, key] of field.path.entries()) {
      const there = at.get(key);
      const isLast = depth === field.path.length - 1;
      if (there !== undefined && (isLast || !(there instanceof Map))) throw bothThere(field, there);
      if (isLast) at.set(key, field);
      else at = memberTree(at, key, there);
    }
  }
  return root;
}

function memberTree(at: FieldTree, key: string, there: Field | FieldTree | undefined): FieldTree {
  const tree: FieldTree = there instanceof Map ? there : new Map();
  at.set(key, tree);
  return tree;
}

function bothThere(field: Field, there: Field | FieldTree): UsageError {
  const other = firstOf(there);
  const isSame = other.path.length === field.path.length;
  const place = writePath(isSame || other.path.length > field.path.length ? field.path : other.path);
  return new UsageError(
    isSame
      ? `Two values for ${place}: ${other.label} and ${field.label}.`
      : `${place} cannot be a value and an object: ${other.label} and ${field.label}.`,
    { code: 'map_conflict', hint: 'Keep one of them, or give one another path with --map path=column.' },
  );
}

function firstOf(there: Field | FieldTree): Field {
  let at: Field | FieldTree | undefined = there;
  while (at instanceof Map) at = at.values().next().value;
  if (at === undefined) throw new Error('a tree of fields has no empty branch');
  return at;
}
