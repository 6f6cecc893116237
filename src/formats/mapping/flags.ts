import { UsageError } from '../../errors.ts';
import { findJsonProblem } from '../../spec/json-text.ts';
import { nearest } from '../../spec/nearest.ts';
import { type ColumnType, columnTypes, type MappedValue } from './mapping.ts';
import { parsePath, writePath } from './path.ts';
import { isTimezone } from './zone.ts';

/** `--map path=column` or `--map path:=json`. A path ends at the first `=` that no backslash stands before. */
export function parseMapFlag(text: string): { readonly path: string; readonly value: MappedValue } {
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
    value: isJson ? { json: constant(rest, text) } : { column: column(rest, text) },
  };
}

function constant(json: string, text: string): string {
  const problem = findJsonProblem(json);
  if (problem === undefined) return json;
  throw new UsageError(
    `--map ${text} is not valid JSON after :=, ${problem.message} (column ${problem.column}).`,
    {
      code: 'map_invalid',
      details: problem.snippet,
      hint: `Text needs quotes, within those of the shell: --map 'type:="track"'`,
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
export function parseTypesFlag(text: string): { readonly column: string; readonly type: ColumnType } {
  const end = text.lastIndexOf('=');
  const type = readColumnType(text.slice(end + 1));
  if (end > 0 && type !== undefined) return { column: text.slice(0, end), type };
  const meant = end > 0 ? nearest(text.slice(end + 1), columnTypes) : undefined;
  throw new UsageError(`--types ${text} is not a column and a type.`, {
    code: 'types_invalid',
    hint: `Write --types ${end > 0 ? text.slice(0, end) : 'Total'}=${meant ?? 'number'}; the types are ${columnTypes.join(', ')}.`,
  });
}

export function readColumnType(text: string): ColumnType | undefined {
  return columnTypes.find((type) => type === text);
}

/** `--timezone`: an IANA name or an offset. */
export function parseTimezoneFlag(text: string): string {
  if (isTimezone(text)) return text;
  throw new UsageError(`--timezone ${text} is neither a time zone nor an offset.`, {
    code: 'timezone_invalid',
    hint: 'Write a name such as Europe/Oslo or UTC, or an offset such as +01:00',
  });
}
