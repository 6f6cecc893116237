import { UsageError } from '../../errors.ts';
import { findJsonProblem } from '../../spec/json-text.ts';
import { nearest } from '../../spec/nearest.ts';
import { shellWord } from '../../spec/shell-word.ts';
import { type ColumnType, columnTypes, type MappedValue, type Mapping, type RestPlace } from './mapping.ts';
import { parsePath, writePath } from './path.ts';
import { isTimezone } from './zone.ts';

/** The flags of a mapping as they were typed. */
export interface MappingFlags {
  readonly map?: readonly string[] | undefined;
  readonly types?: readonly string[] | undefined;
  readonly rest?: RestPlace | undefined;
  readonly timezone?: string | undefined;
}

/** The layer of a mapping that the flags are. Throws UsageError for one that cannot be understood, or that contradicts another. */
export function mappingOfFlags({ map = [], types = [], rest, timezone }: MappingFlags): Mapping {
  return {
    map: once(map, (text) => {
      const { path, value } = parseMapFlag(text);
      return { key: path, value, flag: `--map ${text}` };
    }),
    types: once(types, (text) => {
      const { column, type } = parseTypesFlag(text);
      return { key: column, value: type, flag: `--types ${text}` };
    }),
    rest,
    timezone: timezone === undefined ? undefined : parseTimezoneFlag(timezone),
  };
}

function once<V>(
  texts: readonly string[],
  read: (text: string) => { readonly key: string; readonly value: V; readonly flag: string },
): Map<string, V> {
  const flags = new Map<string, string>();
  const values = new Map<string, V>();
  for (const text of texts) {
    const { key, value, flag } = read(text);
    const before = flags.get(key);
    if (before !== undefined)
      throw new UsageError(`${key} is given twice: ${before} and ${flag}`, {
        code: 'map_conflict',
        hint: 'Keep one of them.',
      });
    flags.set(key, flag);
    values.set(key, value);
  }
  return values;
}

/** `--map path=column` or `--map path:=json`. A path ends at the first `=` that no backslash stands before. */
function parseMapFlag(text: string): { readonly path: string; readonly value: MappedValue } {
  const end = /(?<!\\)=/.exec(text)?.index ?? -1;
  const isJson = text.charAt(end - 1) === ':';
  const path = end < 1 ? undefined : parsePath(text.slice(0, isJson ? end - 1 : end).replace(/\\=/g, '='));
  if (path === undefined)
    throw new UsageError(`--map ${text} is not a path and a column.`, {
      code: 'map_invalid',
      hint: `Write --map properties.revenue=Total, or --map 'type:="track"' for the same value in each message.`,
    });
  const rest = text.slice(end + 1);
  return {
    path: writePath(path),
    value: isJson ? { json: constant(rest, text, writePath(path)) } : { column: column(rest, text) },
  };
}

/** The flag that puts a text into each message. */
export function textFlag(path: string, text: string): string {
  return `--map ${shellWord(`${path}:=${JSON.stringify(text)}`)}`;
}

function constant(json: string, text: string, path: string): string {
  const problem = findJsonProblem(json);
  if (problem === undefined) return json;
  throw new UsageError(
    `--map ${text} is not valid JSON after :=, ${problem.message} (column ${problem.column}).`,
    {
      code: 'map_invalid',
      details: problem.snippet,
      hint: /^[[{"]/.test(json)
        ? undefined
        : `Text needs quotes, within those of the shell: ${textFlag(path, json)}`,
    },
  );
}

function column(name: string, text: string): string {
  if (name !== '') return name;
  throw new UsageError(`--map ${text} names no column.`, {
    code: 'map_invalid',
    hint: 'Write the name of a column after =, or JSON after :=',
  });
}

/** `--types column=type`: what stands after the last `=`, for a column's name may hold one. */
function parseTypesFlag(text: string): { readonly column: string; readonly type: ColumnType } {
  const end = text.lastIndexOf('=');
  const type = columnTypes.find((name) => name === text.slice(end + 1));
  if (end > 0 && type !== undefined) return { column: text.slice(0, end), type };
  const meant = end > 0 ? nearest(text.slice(end + 1), columnTypes) : undefined;
  throw new UsageError(`--types ${text} is not a column and a type.`, {
    code: 'types_invalid',
    hint: `Write --types ${end > 0 ? text.slice(0, end) : 'Total'}=${meant ?? 'number'}; the types are ${columnTypes.join(', ')}.`,
  });
}

/** `--timezone`: an IANA name or an offset. */
function parseTimezoneFlag(name: string): string {
  if (isTimezone(name)) return name;
  throw new UsageError(`--timezone ${name} is neither a time zone nor an offset.`, {
    code: 'timezone_invalid',
    hint: 'Write a name such as Europe/Oslo or UTC, or an offset such as +01:00',
  });
}
