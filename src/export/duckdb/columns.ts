import type { ApiObject } from '../../api/api-object.ts';
import type { DuckdbAppender } from '../../files/duckdb.ts';
import {
  formatJson,
  isListText,
  isNullText,
  isObjectText,
  openObject,
  writeNode,
} from '../../spec/json-text.ts';
import type { FieldType } from '../fields.ts';
import type { Stream } from '../stream.ts';

/**
 * Members of a row for which there is no column, and values that their column cannot hold as they are, as JSON. One
 * column for all of them: a table keeps its shape from run to run, and no type is guessed from the first value.
 */
export const otherColumn = 'other_fields';

type ColumnType = 'VARCHAR' | 'BOOLEAN' | 'BIGINT' | 'DOUBLE' | 'TIMESTAMP' | 'JSON';

export interface Column {
  readonly name: string;
  readonly type: ColumnType;
}

/** The columns of a stream: one for each field that is declared, and one for all others. */
export function columnsOf({ fields }: Stream): Column[] {
  const declared = Object.entries(fields).map(([name, type]) => ({ name, type: columnType(type) }));
  return [...declared, { name: otherColumn, type: 'JSON' }];
}

function columnType(type: FieldType): ColumnType {
  return typeof type === 'string' ? types[type] : 'JSON';
}

const types = {
  text: 'VARCHAR',
  boolean: 'BOOLEAN',
  integer: 'BIGINT',
  number: 'DOUBLE',
  // In UTC and without a zone: a day stays the same day wherever it is asked for.
  moment: 'TIMESTAMP',
  json: 'JSON',
} as const satisfies Record<Extract<FieldType, string>, ColumnType>;

/** Puts a row into a table of these columns. */
export function appendRow(appender: DuckdbAppender, columns: readonly Column[], { text }: ApiObject): void {
  const members = openObject(text);
  for (const { name, type } of columns) {
    if (name === otherColumn) break;
    const node = members.get(name);
    const value = typeof node === 'string' ? node : undefined;
    const isEmpty = value === undefined || isNullText(value);
    if (isEmpty || !appends[type](appender, value)) appender.appendNull();
    else members.delete(name);
    if (isEmpty) members.delete(name);
  }
  if (members.size === 0) appender.appendNull();
  else appender.appendVarchar(asUtf8(writeNode(members)));
  appender.endRow();
}

/** Appends the value of a JSON text; false for one that the type cannot hold exactly. */
type Append = (appender: DuckdbAppender, json: string) => boolean;

const appends: Record<ColumnType, Append> = {
  VARCHAR(appender, json) {
    const isText = !isObjectText(json) && !isListText(json);
    // DuckDB writes half a pair of surrogates as U+FFFD: it has no place in UTF-8.
    const text = json.startsWith('"') ? String(JSON.parse(json)) : json;
    if (isText) appender.appendVarchar(text);
    return isText;
  },
  BOOLEAN(appender, json) {
    const isBoolean = json === 'true' || json === 'false';
    if (isBoolean) appender.appendBoolean(json === 'true');
    return isBoolean;
  },
  BIGINT(appender, json) {
    if (!/^-?\d{1,19}$/.test(json)) return false;
    const value = BigInt(json);
    const fits = BigInt.asIntN(64, value) === value;
    if (fits) appender.appendBigInt(value);
    return fits;
  },
  DOUBLE(appender, json) {
    const value = Number(json);
    const [, digits = ''] = /^-?([\d.]+)(?:e[+-]?\d+)?$/i.exec(json) ?? [];
    const significant = digits.replace('.', '').replace(/^0+|0+$/g, '');
    // A double keeps 15 digits of any number that is neither too large nor too small for it.
    const fits = digits !== '' && significant.length <= 15 && Number.isFinite(value);
    const isExact = fits && (value !== 0 || significant === '');
    if (isExact) appender.appendDouble(value);
    return isExact;
  },
  TIMESTAMP(appender, json) {
    const micros = json.startsWith('"') ? microsOf(String(JSON.parse(json))) : undefined;
    if (micros !== undefined) appender.appendTimestamp({ micros });
    return micros !== undefined;
  },
  JSON(appender, json) {
    appender.appendVarchar(asUtf8(formatJson(json)));
    return true;
  },
};

/** DuckDB reads no JSON with half a pair of surrogates in it, and refuses the whole file for one. */
function asUtf8(json: string): string {
  // An escape at a time: what follows an escaped backslash is plain text.
  return json.replace(
    /\\(?:u[dD][89abAB][\da-fA-F]{2}\\u[dD][c-fC-F][\da-fA-F]{2}|(u[dD][89a-fA-F][\da-fA-F]{2})|.)/g,
    (found, half) => (half === undefined ? found : '\\ufffd'),
  );
}

/** A date, or a time in RFC 3339 down to microseconds; undefined for anything else, and for a day that is not there. */
function microsOf(text: string): bigint | undefined {
  const parts = /^(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d:\d\d)(?:\.(\d{1,6})0*)?(Z|[+-]\d\d:\d\d))?$/i.exec(text);
  if (parts === null) return undefined;
  const [, date = '', time = '00:00:00', fraction = '', zone = 'Z'] = parts;
  const local = Date.parse(`${date}T${time}Z`);
  const isThere = !Number.isNaN(local) && new Date(local).toISOString().startsWith(`${date}T${time}`);
  const moment = Date.parse(`${date}T${time}${zone.toUpperCase()}`);
  if (!isThere || Number.isNaN(moment)) return undefined;
  return BigInt(moment) * 1000n + BigInt(fraction.padEnd(6, '0'));
}
