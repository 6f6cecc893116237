import { UsageError } from '../../errors.ts';
import { compileMapping, type MappedRecord, type RowMapper } from '../../formats/mapping/compile.ts';
import { emptyMapping } from '../../formats/mapping/mapping.ts';
import type { Line } from '../../ndjson/framing.ts';
import { scanLine } from '../../ndjson/scan.ts';
import { isObjectText, openObject } from '../../spec/json-text.ts';
import type { RejectCode } from '../../spec/verdict.ts';
import { type RejectedLine, type RejectedRow, readReject } from '../rejects/reject.ts';
import { type PreparedLine, type PrepareRules, prepareMapped } from './prepare.ts';
import { defaultTypeOf, openRecordMapper } from './record-format.ts';
import type { ReadLine, ShapeOptions } from './source.ts';

export interface RowFault {
  readonly code: RejectCode;
  readonly message: string;
}

export type MapRules = Pick<ShapeOptions['rules'], 'mapping' | 'defaults'>;

/** Makes messages of rows with these columns. Throws UsageError where the mapping names another one. */
export function openMapper(
  columns: readonly string[],
  { mapping = emptyMapping, defaults }: MapRules,
): RowMapper {
  return compileMapping(mapping, columns, { defaultType: defaultTypeOf(defaults) });
}

/** A mapping makes messages of rows: throws UsageError for an input that begins with anything else. */
export function refuseUnmapped(
  name: string,
  firstLine: Buffer,
  { mapping }: Pick<MapRules, 'mapping'>,
): void {
  if (mapping === undefined) return;
  const scanned = scanLine(firstLine);
  // Of what Segment itself refused a rejects file has the message alone.
  if (scanned.kind === 'value' && readReject(scanned.value) !== undefined) return;
  throw new UsageError(
    `${name === '-' ? 'stdin' : name} is not a table: --map, --rest, --types, --timezone and --mapping are for tables, and with --from for the records of a tool.`,
    {
      code: 'mapping_unsupported',
      hint: 'Name the tool that wrote its records, as in --from mixpanel. For a table whose name does not end in .csv: --from csv',
    },
  );
}

/** The message of a row. What is rejected is it, as far as it came, and the row beside it. */
export function mapRow(
  line: Line,
  { text, fault }: MappedRecord,
  row: () => RejectedRow,
  rules: PrepareRules,
): ReturnType<ReadLine> {
  const bytes = Buffer.from(text, 'utf8');
  const { number, record, lines, offset, end } = line;
  const source: Line = {
    number,
    lines,
    offset,
    end,
    bytes,
    length: bytes.length,
    ...(record !== undefined && { record }),
  };
  const prepared = prepareMapped(line, { bytes, value: JSON.parse(text), fault }, rules);
  return { prepared, source, row };
}

/** A row that no message can be made of: all there is of it is its text. */
export function rejectRow(
  line: Line,
  { code, message }: RowFault,
  rules: PrepareRules,
): ReturnType<ReadLine> {
  const { offset, bytes } = line;
  const prepared: PreparedLine =
    rules.isInShard?.(undefined, offset) === false
      ? { kind: 'filtered' }
      : { kind: 'reject', code, message, messageId: rules.deriveId(offset, bytes) };
  return { prepared, source: line, row: () => bytes.toString('utf8') };
}

/** Maps rows of a rejects file, corrected or not, as they were mapped before. */
export function rowReader(mapRules: ShapeOptions['rules']) {
  let records = mapRules.records && openRecordMapper(mapRules, mapRules.idSeed);
  const mappers = new Map<string, RowMapper>();
  const mapperFor = (columns: readonly string[]): RowMapper => {
    const key = JSON.stringify(columns);
    const mapper = mappers.get(key) ?? openMapper(columns, mapRules);
    mappers.set(key, mapper);
    return mapper;
  };
  return (
    line: Line,
    row: RejectedRow,
    { reason, bytes }: RejectedLine,
    rules: PrepareRules,
  ): ReturnType<ReadLine> => {
    // Which cell belongs to which column nobody has said yet.
    if (typeof row === 'string')
      return rejectRow(
        { ...line, bytes: Buffer.from(row) },
        reason ?? { code: 'row_length', message: noObject },
        rules,
      );
    if (row instanceof Uint8Array) {
      records ??= openRecordMapper(mapRules, mapRules.idSeed);
      const made = records.messages(Buffer.from(row).toString('utf8'));
      // Of several messages of the record the one that was rejected: the others are rejects of their own, or were sent.
      const mapped =
        made.find((message) => typeOf(message.text) === typeOf(bytes.toString('utf8'))) ?? made.at(-1);
      return mapped === undefined
        ? { prepared: { kind: 'filtered' }, source: line }
        : mapRow(line, mapped, () => row, rules);
    }
    const mapped = mapperFor(Object.keys(row)).message(Object.values(row));
    return mapRow(line, mapped, () => row, rules);
  };
}

function typeOf(message: string): unknown {
  return isObjectText(message) ? openObject(message).get('type') : undefined;
}

const noObject = 'the row is a text: write it as an object, {"column": "cell", …}';
