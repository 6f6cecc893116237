import { isUtf8 } from 'node:buffer';
import { UsageError } from '../../errors.ts';
import { type CellReader, openCellReader } from '../../formats/csv/cells.ts';
import { type CsvRecord, createRecordFramer, type RecordStart } from '../../formats/csv/records.ts';
import type { Table } from '../../formats/csv/table.ts';
import { isAbsent } from '../../formats/mapping/cell.ts';
import type { RowMapper } from '../../formats/mapping/compile.ts';
import { emptyMapping, mappingHash } from '../../formats/mapping/mapping.ts';
import type { Line } from '../../ndjson/framing.ts';
import { type MapRules, mapRow, openMapper, type RowFault, rejectRow } from './map-row.ts';
import type { InputText } from './open-text.ts';
import type { PrepareRules } from './prepare.ts';
import type { LinePiece, Lines, ReadLine, Reference, ShapeOptions } from './source.ts';

/** Of a chunk only so much is taken apart at once: what is made of it dies young. */
const partBytes = 32 * 1024;

/** The rows of a table, each a message by the mapping; its header stands for no message. */
export async function* readRows(
  { name, start, firstLine, table, chunks }: InputText,
  { rules, identify, maxBlockBytes }: ShapeOptions,
): AsyncGenerator<Iterable<LinePiece>> {
  if (table === undefined) throw new RangeError('a table has a header');
  const { delimiter, columns } = table;
  const mapper = mapperOf(name, table, rules);
  const readCells = await openCellReader();
  const readAs = mappingHash(rules.mapping ?? emptyMapping, JSON.stringify([delimiter, columns]));
  const prepareRules = { ...rules, deriveId: identify(firstLine ?? Buffer.alloc(0), readAs) };
  const reading = { columns, mapper, delimiter, readCells, rules: prepareRules };
  const kernelBlocks = maxBlockBytes === undefined ? undefined : createKernelBlocks(reading);
  for await (const parts of cutRows({ start, chunks }, table))
    yield (function* (): Generator<LinePiece> {
      for (const records of parts)
        if (kernelBlocks === undefined) yield linesOf(records, reading);
        else yield* kernelBlocks(records);
    })();
}

/** The rows of a table behind its header, those of a chunk in parts. */
export async function* cutRows(
  { start, chunks }: Pick<InputText, 'start' | 'chunks'>,
  { delimiter, start: firstRow }: Table,
): AsyncGenerator<Iterable<readonly CsvRecord[]>> {
  const from: RecordStart = start.offset === 0 ? firstRow : { record: 1, ...start };
  const framer = createRecordFramer(delimiter.charCodeAt(0), from);
  // The header, and what stands before it.
  let passed = start.offset === 0 ? from.offset : 0;
  for await (const chunk of chunks) {
    const rest = chunk.subarray(passed);
    passed = Math.max(0, passed - chunk.length);
    yield (function* () {
      for (let at = 0; at < rest.length; at += partBytes)
        yield framer.push(rest.subarray(at, at + partBytes));
    })();
  }
  const last = framer.end();
  if (last !== undefined) yield [[last]];
}

function linesOf(records: readonly CsvRecord[], reading: RowReading): Lines {
  const faults = records.map(faultOf);
  const whole = records.filter((_record, at) => faults[at] === undefined);
  const cells = reading.readCells(whole, reading.delimiter);
  let at = 0;
  return {
    kind: 'lines',
    lines: records,
    read(line) {
      const fault = faults[at];
      at += 1;
      if (fault !== undefined) return rejectRow(line, fault, reading.rules);
      return readRow(line, cells.next().value ?? [], reading);
    },
  };
}

/** What makes messages of the rows. Throws UsageError where the header or the mapping does not allow it. */
export function mapperOf(name: string, table: Table, rules: MapRules): RowMapper {
  return openTable(name, table, () => openMapper(table.columns, rules));
}

/** Opens what reads a table. Throws UsageError with the name of the input. */
export function openTable<T>(name: string, { fault }: Pick<Table, 'fault'>, open: () => T): T {
  if (fault !== undefined)
    throw new UsageError(`${name} cannot be read: ${fault.reason}.`, { code: fault.code, hint: fault.hint });
  try {
    return open();
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    const { code, details, hint } = error;
    throw new UsageError(`${name}: ${error.message}`, { code, details, hint });
  }
}

/** Why a record cannot be taken apart. */
export function faultOf({ bytes, length, fault, number }: CsvRecord): RowFault | undefined {
  if (fault?.kind === 'not closed') {
    const message = `the quote that opens in line ${fault.openedAt} is not closed; nothing from line ${number} on is read`;
    return { code: 'quote_invalid', message };
  }
  if (fault !== undefined)
    return {
      code: 'quote_invalid',
      message: `behind the cell whose quote opens in line ${fault.openedAt} stands something else than a delimiter`,
    };
  if (length > bytes.length)
    return { code: 'message_too_large', message: `the row is ${length} bytes, more than is kept of one` };
  if (isUtf8(bytes)) return undefined;
  return {
    code: 'invalid_utf8',
    message: 'the row is not valid UTF-8, perhaps Windows-1252 (--encoding windows-1252)',
  };
}

interface RowReading {
  readonly columns: readonly string[];
  readonly delimiter: string;
  readonly readCells: CellReader;
  readonly mapper: RowMapper;
  readonly rules: PrepareRules;
}

function readRow(
  line: Line,
  cells: readonly string[],
  { columns, mapper, rules }: RowReading,
): ReturnType<ReadLine> {
  const unread = readNoRow(line, cells, { columns, rules });
  if (unread !== undefined) return unread;
  const row = () => Object.fromEntries(columns.map((column, at) => [column, cells[at] ?? '']));
  return mapRow(line, mapper.message(cells), row, rules);
}

/** What becomes of a row that says nothing, and of one that has not a cell for each column; undefined for any other. */
export function readNoRow(
  line: Line,
  cells: readonly string[],
  { columns, rules }: Pick<RowReading, 'columns' | 'rules'>,
): ReturnType<ReadLine> | undefined {
  if (line.length === 0 || isIdle(cells, columns)) {
    const isElsewhere = rules.isInShard?.(undefined, 0) === false;
    return { prepared: { kind: isElsewhere ? 'filtered' : 'blank' }, source: line };
  }
  if (cells.length === columns.length) return undefined;
  const message = `the row has ${counted(cells.length, 'cell')}, and the header ${counted(columns.length, 'column')}`;
  return rejectRow(line, { code: 'row_length', message }, rules);
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

const byteOrderMark = 0xfeff;

/** A row without values, and the header once more: tables were put together. */
function isIdle(cells: readonly string[], columns: readonly string[]): boolean {
  return !cells.some((cell) => !isAbsent(cell)) || isHeader(cells, columns);
}

function isHeader(cells: readonly string[], columns: readonly string[]): boolean {
  const [name = ''] = cells;
  const isMarked = name.charCodeAt(0) === byteOrderMark;
  if ((isMarked ? name.slice(1) : name) !== columns[0]) return false;
  return cells.length === columns.length && cells.every((cell, at) => at === 0 || cell === columns[at]);
}

/** A row as a line of the block; the rest of it is read again where the kernel leaves it. */
interface BlockRow {
  readonly record: CsvRecord;
  /** Bytes of the id that was put in. */
  readonly inserted: number;
}

/** The kernel takes a megabyte; whole blocks of it would keep more waiting than they save. */
const blockBytes = 256 * 1024;
/** No message that a batch takes is longer, and no character has more than three bytes. */
const roomBytes = 3 * 64 * 1024;
const newline = 0x0a;

/**
 * Makes blocks for the kernel of rows, each a line with its message, the id put in; what the kernel would not take comes
 * one by one. The memory of a block serves the next one, which is asked for when the block was taken.
 */
function createKernelBlocks(reading: RowReading) {
  const ids = idColumnOf(reading);
  const memory = Buffer.allocUnsafeSlow(blockBytes + roomBytes);
  return function* (records: readonly CsvRecord[]): Generator<LinePiece> {
    const faults = records.map(faultOf);
    const whole = records.filter((_record, at) => faults[at] === undefined);
    const allCells = reading.readCells(whole, reading.delimiter);
    let rows: BlockRow[] = [];
    let length = 0;
    for (const [at, record] of records.entries()) {
      const cells = faults[at] === undefined ? allCells.next().value : undefined;
      const line = cells && lineForKernel(record, cells, reading, ids);
      if (line !== undefined) {
        length += memory.write(line.text, length, 'utf8');
        memory[length] = newline;
        length += 1;
        rows.push({ record, inserted: line.inserted });
      }
      if (rows.length > 0 && (line === undefined || length >= blockBytes)) {
        yield blockOf(memory.subarray(0, length), rows, reading);
        rows = [];
        length = 0;
      }
      if (line === undefined) yield linesOf([record], reading);
    }
    if (rows.length > 0) yield blockOf(memory.subarray(0, length), rows, reading);
  };
}

/** Which cell of a row is its messageId, -1 for none; undefined where that is the same JSON for all rows. */
type IdColumn = { readonly column: number } | undefined;

function idColumnOf({ columns, mapper: { idFrom } }: RowReading): IdColumn {
  if (idFrom !== undefined && 'json' in idFrom) return undefined;
  return { column: idFrom === undefined ? -1 : columns.indexOf(idFrom.column) };
}

function lineForKernel(
  { offset, bytes }: CsvRecord,
  cells: readonly string[],
  { columns, mapper, rules }: RowReading,
  ids: IdColumn,
): { readonly text: string; readonly inserted: number } | undefined {
  if (ids === undefined || cells.length !== columns.length || isIdle(cells, columns)) return undefined;
  const { text, fault } = mapper.message(cells);
  // Of a row without any value there is no message.
  if (fault !== undefined || text === '{}' || 3 * text.length > roomBytes - 1024) return undefined;
  if (!isAbsent(cells[ids.column])) return { text, inserted: 0 };
  const member = `"messageId":"${rules.deriveId(offset, bytes)}",`;
  return { text: `{${member}${text.slice(1)}`, inserted: member.length };
}

function blockOf(bytes: Buffer, rows: readonly BlockRow[], reading: RowReading): LinePiece {
  let at = 0;
  const placeAt = (index: number) => {
    const record = rows[index]?.record;
    if (record !== undefined) return { offset: record.offset, number: record.number, record: record.record };
    const last = rows.at(-1)?.record;
    if (last === undefined) throw new RangeError('a block has rows');
    return { offset: last.end, number: last.endNumber, record: last.record + 1 };
  };
  const reference: Reference = {
    get next() {
      return { ...placeAt(at), number: at };
    },
    get place() {
      return placeAt(at);
    },
    pass({ taken }) {
      at += taken;
    },
    readNext(rest) {
      const row = rows[at];
      if (row === undefined) return { lines: undefined, bytes: rest.length };
      at += 1;
      return { lines: linesOf([row.record], reading), bytes: rest.indexOf(newline) + 1 };
    },
  };
  return {
    kind: 'block',
    bytes,
    framing: 'lines',
    reference,
    originOf(index) {
      const { offset, number: line, record } = placeAt(index);
      const inserted = rows[index]?.inserted ?? 0;
      return { offset, line, record, inserted, insertedAt: inserted === 0 ? 0 : 1 };
    },
  };
}
