import { isUtf8 } from 'node:buffer';
import { UsageError } from '../../errors.ts';
import { openCellReader } from '../../formats/csv/cells.ts';
import { type CsvRecord, createRecordFramer, type RecordStart } from '../../formats/csv/records.ts';
import type { Table } from '../../formats/csv/table.ts';
import type { RowMapper } from '../../formats/mapping/compile.ts';
import { emptyMapping, mappingHash } from '../../formats/mapping/mapping.ts';
import type { Line } from '../../ndjson/framing.ts';
import { type MapRules, mapRow, openMapper, type RowFault, rejectRow } from './map-row.ts';
import type { InputText } from './open-text.ts';
import type { PrepareRules } from './prepare.ts';
import type { Lines, ReadLine, ShapeOptions } from './source.ts';

/** The rows of a table, each a message by the mapping; its header stands for no message. */
export async function* readRows(
  { name, start, firstLine, table, chunks }: InputText,
  { rules, identify }: ShapeOptions,
): AsyncGenerator<Iterable<Lines>> {
  if (table === undefined) throw new RangeError('a table has a header');
  const { delimiter, columns } = table;
  const mapper = mapperOf(name, table, rules);
  const readCells = await openCellReader();
  const readAs = mappingHash(rules.mapping ?? emptyMapping, JSON.stringify([delimiter, columns]));
  const prepareRules = { ...rules, deriveId: identify(firstLine ?? Buffer.alloc(0), readAs) };
  const from: RecordStart = start.offset === 0 ? table.start : { record: 1, ...start };
  const framer = createRecordFramer(delimiter.charCodeAt(0), from);
  const linesOf = (records: readonly CsvRecord[]): Lines => {
    const faults = records.map(faultOf);
    const whole = records.filter((_record, at) => faults[at] === undefined);
    const cells = readCells(whole, delimiter)[Symbol.iterator]();
    let at = 0;
    const read: ReadLine = (line) => {
      const fault = faults[at];
      at += 1;
      return fault === undefined
        ? readRow(line, cells.next().value ?? [], { columns, mapper, rules: prepareRules })
        : rejectRow(line, fault, prepareRules);
    };
    return { kind: 'lines', lines: records, read };
  };
  // The header, and what stands before it.
  let passed = start.offset === 0 ? from.offset : 0;
  for await (const chunk of chunks) {
    const rest = chunk.subarray(passed);
    passed = Math.max(0, passed - chunk.length);
    yield [linesOf(framer.push(rest))];
  }
  const last = framer.end();
  if (last !== undefined) yield [linesOf([last])];
}

/** What makes messages of the rows. Throws UsageError where the header or the mapping does not allow it. */
export function mapperOf(name: string, { columns, fault }: Table, rules: MapRules): RowMapper {
  if (fault !== undefined)
    throw new UsageError(`${name} cannot be read: ${fault.reason}.`, { code: fault.code, hint: fault.hint });
  try {
    return openMapper(columns, rules);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    const { code, details, hint } = error;
    throw new UsageError(`${name}: ${error.message}`, { code, details, hint });
  }
}

/** Why a record cannot be taken apart. */
function faultOf({ bytes, length, fault, number }: CsvRecord): RowFault | undefined {
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
  readonly mapper: RowMapper;
  readonly rules: PrepareRules;
}

function readRow(
  line: Line,
  cells: readonly string[],
  { columns, mapper, rules }: RowReading,
): ReturnType<ReadLine> {
  if (line.length === 0 || cells.every((cell) => cell === '')) {
    const isElsewhere = rules.isInShard?.(undefined, 0) === false;
    return { prepared: { kind: isElsewhere ? 'filtered' : 'blank' }, source: line };
  }
  if (cells.length !== columns.length) {
    const message = `the row has ${cells.length} cells, and the header ${columns.length} columns`;
    return rejectRow(line, { code: 'row_length', message }, rules);
  }
  const row = () => Object.fromEntries(columns.map((column, at) => [column, cells[at] ?? '']));
  return mapRow(line, mapper.message(cells), row, rules);
}
