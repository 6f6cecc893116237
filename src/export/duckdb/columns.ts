import type { ApiObject } from '../../api/api-object.ts';
import type { DuckdbAppender } from '../../files/duckdb.ts';
import { isListText, isObjectText, type JsonMembers, openObject, writeNode } from '../../spec/json-text.ts';
import type { FieldType } from '../fields.ts';
import { otherColumn, type Stream } from '../stream.ts';

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

/** Puts a row into a table of these columns. Its text is looked into only where a value is not all there is to it. */
export function appendRow(
  appender: DuckdbAppender,
  columns: readonly Column[],
  { value, text }: ApiObject,
): void {
  const misfits = new Set<string>();
  let members: JsonMembers | undefined;
  let declared = 0;
  for (const { name, type } of columns) {
    const given = value[name];
    if (name === otherColumn) break;
    if (given !== undefined) declared += 1;
    if (given === undefined || given === null) appender.appendNull();
    else if (!appendPlain(appender, type, given)) {
      members ??= openObject(text);
      if (appends[type](appender, writeNode(members.get(name) ?? 'null'))) continue;
      misfits.add(name);
      appender.appendNull();
    }
  }
  if (misfits.size === 0 && Object.keys(value).length === declared) appender.appendNull();
  else {
    members ??= openObject(text);
    for (const { name } of columns) if (name !== otherColumn && !misfits.has(name)) members.delete(name);
    appender.appendVarchar(asUtf8(writeNode(members)));
  }
  appender.endRow();
}

/** Appends a value that JavaScript holds exactly; false for any other. Quicker than to read its text. */
function appendPlain(appender: DuckdbAppender, type: ColumnType, value: unknown): boolean {
  if (typeof value === 'string' && type === 'VARCHAR') appender.appendVarchar(value);
  else if (typeof value === 'boolean' && type === 'BOOLEAN') appender.appendBoolean(value);
  else if (Number.isSafeInteger(value) && type === 'BIGINT') appender.appendBigInt(BigInt(Number(value)));
  else if (Number.isSafeInteger(value) && type === 'DOUBLE') appender.appendDouble(Number(value));
  else return typeof value === 'string' && type === 'TIMESTAMP' && appendMoment(appender, value);
  return true;
}

/** Appends the value of a JSON text without white space; false for one that the type cannot hold exactly. */
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
    return json.startsWith('"') && appendMoment(appender, String(JSON.parse(json)));
  },
  JSON(appender, json) {
    appender.appendVarchar(asUtf8(json));
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

function appendMoment(appender: DuckdbAppender, text: string): boolean {
  const micros = microsOf(text);
  if (micros !== undefined) appender.appendTimestamp({ micros });
  return micros !== undefined;
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
