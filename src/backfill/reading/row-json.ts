import { type DuckdbType, sqlName, sqlText } from '../../files/duckdb.ts';

/**
 * SQL that makes the text of a JSON object of the columns of a row. Members that are NULL are left out, also within
 * structs and maps; numbers keep all their digits; times are ISO 8601; NaN and infinity, which JSON cannot say, are NULL.
 *
 * `to_json` of a whole row has the NULLs and NaN in it and times with a blank, and what takes NULLs out of its text reads
 * the numbers as doubles.
 */
export function rowAsJson(names: readonly string[], types: readonly DuckdbType[]): string {
  return objectText(
    names.map((name, at) => {
      const type = types[at];
      if (type === undefined) throw new Error(`the column ${name} has no type`);
      return { name, type, value: sqlName(name) };
    }),
    0,
  );
}

interface Member {
  readonly name: string;
  readonly type: DuckdbType;
  /** SQL of its value. */
  readonly value: string;
}

/** Each `||` would copy the text once more, for all rows of a chunk. */
function objectText(members: readonly Member[], depth: number, before = ''): string {
  const texts = members.map(({ name, type, value }) =>
    valueText(type, value, depth, `${JSON.stringify(name)}:`),
  );
  return `concat(${sqlText(`${before}{`)}, concat_ws(',', ${texts.join(', ')}), '}')`;
}

/**
 * SQL of the JSON text of a value behind the text `before`, NULL where the value is NULL. `depth` makes names of variables
 * that no other level has.
 */
function valueText(type: DuckdbType, value: string, depth: number, before = ''): string {
  const { keyType, valueType, entryNames, entryTypes } = type;
  const each = `v${depth}`;
  if (entryNames !== undefined && entryTypes !== undefined) {
    const members = entryNames.map((name, at) => ({
      name,
      type: entryTypes[at] ?? type,
      value: `${value}.${sqlName(name)}`,
    }));
    return `CASE WHEN ${value} IS NOT NULL THEN ${objectText(members, depth, before)} END`;
  }
  if (keyType !== undefined && valueType !== undefined) {
    const member = `to_json(${each}.key::VARCHAR)::VARCHAR || ':' || ${valueText(valueType, `${each}.value`, depth + 1)}`;
    return `${sqlText(`${before}{`)} || array_to_string(list_transform(map_entries(${value}), lambda ${each}: ${member}), ',') || '}'`;
  }
  if (valueType !== undefined && !isPlain(valueType)) {
    const item = `coalesce(${valueText(valueType, each, depth + 1)}, 'null')`;
    return `${sqlText(`${before}[`)} || array_to_string(list_transform(${value}, lambda ${each}: ${item}), ',') || ']'`;
  }
  const text = scalarText(type, value);
  return before === '' ? text : `${sqlText(before)} || ${text}`;
}

/** Texts, whole numbers and the like, of which `to_json` makes what they are. */
function isPlain(type: DuckdbType): boolean {
  return (
    /^(?:VARCHAR|BOOLEAN|U?(?:TINY|SMALL|BIG|HUGE)?INT(?:EGER)?|DATE|UUID)$/.test(type.toString()) &&
    type.alias === undefined
  );
}

function scalarText(type: DuckdbType, value: string): string {
  const name = type.toString();
  const text = `${value}::VARCHAR`;
  // A JSON column is its own text, and a decimal its own digits.
  if (type.alias === 'JSON' || name.startsWith('DECIMAL')) return text;
  if (name === 'DOUBLE') return `CASE WHEN isfinite(${value}) THEN to_json(${value})::VARCHAR END`;
  // As a double it would have more digits than it was written with.
  if (name === 'FLOAT') return `CASE WHEN isfinite(${value}) THEN ${text} END`;
  // Older writers do not say of a text that it is one.
  if (name === 'BLOB') return `to_json(coalesce(try(decode(${value})), base64(${value})))::VARCHAR`;
  // The session is in UTC; a time without a zone gets none.
  if (name.startsWith('TIMESTAMP'))
    return String.raw`to_json(regexp_replace(${text}, '^(\S+) ([0-9:.]+)(\+00)?$', CASE WHEN ${text} LIKE '%+00' THEN '\1T\2Z' ELSE '\1T\2' END))::VARCHAR`;
  return `to_json(${value})::VARCHAR`;
}
