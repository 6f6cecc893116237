import { openCellReader } from '../../formats/csv/cells.ts';
import type { Table } from '../../formats/csv/table.ts';
import type { RecordMapper } from '../../formats/records/compile-records.ts';
import { recordOfRow } from '../../formats/records/record-of-row.ts';
import { rejectRow } from './map-row.ts';
import type { InputText } from './open-text.ts';
import { createRecordTaker, recordAt } from './read-records.ts';
import { cutRows, faultOf, openTable, readNoRow } from './read-rows.ts';
import { openRecordMapper, type RecordRules, recordsReadAs } from './record-format.ts';
import type { LinePiece, ShapeOptions } from './source.ts';

/** The rows of a table that another tool has written: each is a record of it. */
export async function* readRecordRows(
  { name, start, firstLine, table, chunks }: InputText,
  { rules, identify }: ShapeOptions,
): AsyncGenerator<Iterable<LinePiece>> {
  if (table === undefined) throw new RangeError('a table has a header');
  const { delimiter, columns } = table;
  const mapper = tableRecords(name, table, rules, rules.idSeed);
  const readCells = await openCellReader();
  const readAs = `${recordsReadAs(rules)} ${JSON.stringify([delimiter, columns])}`;
  const reading = { columns, rules: { ...rules, deriveId: identify(firstLine ?? Buffer.alloc(0), readAs) } };
  const taker = createRecordTaker(mapper, reading.rules, start);
  const recordOf = recordOfRow(columns);
  for await (const parts of cutRows({ start: recordAt(start), chunks }, table))
    yield (function* (): Generator<LinePiece> {
      for (const records of parts) {
        const faults = records.map(faultOf);
        const allCells = readCells(
          records.filter((_record, at) => faults[at] === undefined),
          delimiter,
        );
        for (const [at, record] of records.entries()) {
          const fault = faults[at];
          const cells = fault === undefined ? (allCells.next().value ?? []) : [];
          const unread =
            fault === undefined ? readNoRow(record, cells, reading) : rejectRow(record, fault, reading.rules);
          if (unread === undefined) yield taker.take(record, recordOf(cells));
          else {
            taker.pass(record);
            yield { kind: 'lines', lines: [record], read: () => unread };
          }
        }
      }
    })();
}

/** What makes messages of the rows. Throws UsageError where the header or the mapping does not allow it. */
export function tableRecords(name: string, table: Table, rules: RecordRules, idSeed: string): RecordMapper {
  return openTable(name, table, () => openRecordMapper(rules, idSeed, table.columns));
}
