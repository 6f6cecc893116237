import type { CellReader } from './cells.ts';
import { type CsvRecord, createRecordFramer, type RecordStart } from './records.ts';

/** How a text is to be read as a table. */
export interface TableFormat {
  readonly kind: 'csv' | 'tsv';
  /** So says its name alone, not the call: JSON is read as JSON all the same. */
  readonly isByName: boolean;
  /** Undefined: what the header is divided by. */
  readonly delimiter?: string | undefined;
}

/** A table by its header. */
export interface Table {
  readonly delimiter: string;
  readonly columns: readonly string[];
  /** Where its rows begin. */
  readonly start: RecordStart;
  /** Undefined where it has none, or only behind what was seen. */
  readonly firstRow: Buffer | undefined;
  /** Why it cannot be read: without a full stop. */
  readonly fault: TableFault | undefined;
}

export interface TableFault {
  readonly code: 'header_missing' | 'header_unreadable' | 'column_twice';
  /** As it follows “cannot be read: ”. */
  readonly reason: string;
  readonly hint: string;
}

const delimiters: Readonly<Record<TableFormat['kind'], readonly string[]>> = {
  csv: [',', ';', '\t', '|'],
  tsv: ['\t', ',', ';', '|'],
};
const byteOrderMark = Buffer.from([0xef, 0xbb, 0xbf]);
const newline = 0x0a;
const carriageReturn = 0x0d;
const quote = 0x22;

/**
 * Reads the header with which a text begins, and looks for the first row. Undefined when more of the text must be seen.
 * @param isWhole there is no more of it
 */
export function readTable(
  text: Buffer,
  isWhole: boolean,
  format: TableFormat,
  readCells: CellReader,
): Table | undefined {
  const { delimiter: named, ...start } = findStart(text);
  const candidates = [format.delimiter ?? named ?? delimiters[format.kind]].flat();
  const read: ReadHeader[] = [];
  const cellsOf = (record: CsvRecord, delimiter: string) =>
    isTakenApart(record) ? ([...readCells([record], delimiter)][0] ?? []) : [];
  for (const delimiter of candidates) {
    const header = firstRecord(text, isWhole, delimiter, start);
    if (header === undefined) {
      if (!isWhole) return undefined;
      continue;
    }
    const isApart = isTakenApart(header);
    const columns = cellsOf(header, delimiter);
    const parts = isApart ? columns.length : header.bytes.toString('latin1').split(delimiter).length;
    read.push({ delimiter, header, columns, parts, isApart });
  }
  const dividing = read.filter(({ isApart, parts }) => isApart && parts > 1);
  const even: ReadHeader[] = [];
  if (dividing.length > 1)
    for (const each of dividing) {
      const row = firstRecord(text, isWhole, each.delimiter, rowsBehind(each.header));
      if (row === undefined && !isWhole) return undefined;
      if (row !== undefined && cellsOf(row, each.delimiter).length === each.parts) even.push(each);
    }
  // A name may have a comma in it: of several that divide the header, one divides the first row alike.
  const best = (even.length > 0 ? even : read).sort(byLikelihood)[0];
  if (best === undefined) return { delimiter: ',', columns: [], start, firstRow: undefined, fault: noHeader };
  const { delimiter, header, columns } = best;
  const rows = rowsBehind(header);
  const row = firstRecord(text, isWhole, delimiter, rows);
  if (row === undefined && !isWhole) return undefined;
  return {
    delimiter,
    columns,
    start: rows,
    firstRow: row && Buffer.from(row.bytes),
    fault: faultOf(header, columns),
  };
}

function rowsBehind({ end, endNumber }: CsvRecord): RecordStart {
  return { offset: end, line: endNumber, record: 1 };
}

function isTakenApart({ fault, length, bytes }: CsvRecord): boolean {
  return fault === undefined && length === bytes.length;
}

/** The header as it is with one delimiter. */
interface ReadHeader {
  readonly delimiter: string;
  readonly header: CsvRecord;
  readonly columns: readonly string[];
  readonly parts: number;
  /** It could be taken apart. */
  readonly isApart: boolean;
}

/** Several columns before what cannot be taken apart, and that before a single one; of either the most. */
function byLikelihood(a: ReadHeader, b: ReadHeader): number {
  const rank = ({ isApart, parts }: ReadHeader) => (parts < 2 ? 0 : isApart ? 2 : 1);
  return rank(b) - rank(a) || b.parts - a.parts;
}

/** Behind a byte order mark, and behind the line `sep=;` with which Excel names the delimiter. */
function findStart(text: Buffer): RecordStart & { readonly delimiter?: string } {
  const offset = text.subarray(0, 3).equals(byteOrderMark) ? 3 : 0;
  const [line, delimiter] =
    /^"?sep=([^\r\n"])"?\r?\n/i.exec(text.toString('latin1', offset, offset + 16)) ?? [];
  return line === undefined || delimiter === undefined
    ? { offset, line: 1, record: 0 }
    : { offset: offset + line.length, line: 2, record: 0, delimiter };
}

/** The first record that is not blank, from a place on; undefined where it is not complete, or there is none. */
function firstRecord(
  text: Buffer,
  isWhole: boolean,
  delimiter: string,
  start: RecordStart,
): CsvRecord | undefined {
  const framer = createRecordFramer(delimiter.charCodeAt(0), start);
  for (let at = start.offset; at < text.length; ) {
    const end = text.indexOf(newline, at) + 1 || text.length;
    const found = framer.push(text.subarray(at, end)).find(({ bytes }) => bytes.length > 0);
    if (found !== undefined) return found;
    at = end;
  }
  const last = isWhole ? framer.end() : undefined;
  return last === undefined || last.bytes.length === 0 ? undefined : last;
}

const noHeader: TableFault = {
  code: 'header_missing',
  reason: 'it is empty, and a table begins with the names of its columns',
  hint: 'Write the names of the columns in the first line: type,userId,event',
};

function faultOf(
  { fault, bytes, length, number }: CsvRecord,
  columns: readonly string[],
): TableFault | undefined {
  const line = `Correct line ${number}, which names the columns.`;
  // Then all of the text is one line, and there would be no rows without a word.
  if (endsInCarriageReturn(bytes))
    return {
      code: 'header_unreadable',
      reason: 'its lines end in CR alone',
      hint: String.raw`Make them end in LF: tr '\r' '\n' < old.csv > new.csv`,
    };
  if (fault?.kind === 'not closed')
    return {
      code: 'header_unreadable',
      reason: `the quote that opens in line ${fault.openedAt} is not closed`,
      hint: line,
    };
  if (fault !== undefined)
    return {
      code: 'header_unreadable',
      reason: `behind the quote that closes a name in its header, which begins in line ${number}, stands no delimiter`,
      hint: line,
    };
  if (length > bytes.length)
    return { code: 'header_unreadable', reason: `its header has ${length} bytes`, hint: line };
  const twice = new Set(columns.filter((name, at) => name !== '' && columns.indexOf(name) !== at));
  if (twice.size === 0) return undefined;
  const names = [...twice].map((name) => `“${name}”`).join(', ');
  return {
    code: 'column_twice',
    reason: `its header names ${twice.size === 1 ? 'a column' : 'columns'} more than once: ${names}`,
    hint: `Give each column a name of its own, in line ${number}.`,
  };
}

/** True where a CR outside of quotes ends a line. */
function endsInCarriageReturn(header: Buffer): boolean {
  let isQuoted = false;
  for (const [at, byte] of header.entries()) {
    if (byte === quote) isQuoted = !isQuoted;
    if (byte === carriageReturn && !isQuoted && header[at + 1] !== newline) return true;
  }
  return false;
}
