const delimiters = [',', '\t', ';', '|'];

/** So many records are compared. */
const comparedRecords = 20;

/**
 * What separates the fields of a table (RFC 4180): its first record names the columns, and every other one has as many
 * fields. Undefined for any other text.
 */
export function findDelimiter(text: string, isWhole: boolean): string | undefined {
  const plain = text.replace(/^\uFEFF/, '');
  return delimiters.find((delimiter) => isTable(recordsOf(plain, delimiter, isWhole)));
}

function isTable([header, ...rows]: readonly (readonly string[])[]): boolean {
  if (header === undefined || header.length < 2 || rows.length === 0) return false;
  const isNamed = header.every((name, index) => isColumnName(name) || (name === '' && index === 0));
  const isRow = (row: readonly string[]): boolean =>
    row.length === header.length && !/^[{[]/.test(row[0] ?? '');
  return isNamed && rows.every(isRow);
}

function isColumnName(name: string): boolean {
  return name.length <= 128 && /^[\p{L}\p{N}_$#@].*$/u.test(name) && !/[{}<>\n]|\s$/.test(name);
}

/** The first records that are complete, blank lines left out. */
function recordsOf(text: string, delimiter: string, isWhole: boolean): string[][] {
  const records: string[][] = [];
  let fields: string[] = [];
  let at = 0;
  while (at < text.length && records.length < comparedRecords) {
    const field = readField(text, at, delimiter);
    if (field === undefined) break;
    fields.push(field.value);
    at = field.end + 1;
    if (text[field.end] === delimiter) continue;
    const isComplete = field.end < text.length || isWhole;
    const isBlank = fields.length === 1 && fields[0] === '';
    if (isComplete && !isBlank) records.push(fields);
    fields = [];
  }
  return records;
}

/** The field at a place, and where it ends; undefined where its quotes are not closed, or something follows them. */
function readField(
  text: string,
  start: number,
  delimiter: string,
): { value: string; end: number } | undefined {
  if (text[start] === '"') {
    const quoted = /"((?:[^"]|"")*)"\r?/y;
    quoted.lastIndex = start;
    const value = quoted.exec(text)?.[1];
    const end = quoted.lastIndex;
    const isClosed = end === text.length || text[end] === '\n' || text[end] === delimiter;
    return value === undefined || !isClosed ? undefined : { value, end };
  }
  let end = start;
  while (end < text.length && text[end] !== '\n' && text[end] !== delimiter) end += 1;
  return { value: text.slice(start, end).replace(/\r$/, ''), end };
}
