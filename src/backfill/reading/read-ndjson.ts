import { textOf } from '../../formats/records/record-view.ts';
import { createFramer, endOfLine, type Line } from '../../ndjson/framing.ts';
import { isBlank, scanLine } from '../../ndjson/scan.ts';
import { type JsonMembers, openMember, openObject, writeNode } from '../../spec/json-text.ts';
import { type RejectedLine, type RejectedRow, readReject } from '../rejects/reject.ts';
import { rowReader } from './map-row.ts';
import type { InputText } from './open-text.ts';
import { type PrepareRules, prepareLine } from './prepare.ts';
import type { LinePiece, Lines, ReadLine, Reference, ShapeOptions } from './source.ts';

const newline = 0x0a;

/**
 * A message on each line, or, in a rejects file, the line of a message inside each: the first line that is not blank
 * tells which. Lines that are messages come in blocks where those are taken, except the first one and those that are
 * cut by the ends of chunks.
 */
export async function* readNdjson(
  { start, firstLine, chunks }: InputText,
  { rules, identify, maxBlockBytes }: ShapeOptions,
): AsyncGenerator<Iterable<LinePiece>> {
  const framer = createFramer(undefined, { number: start.line, offset: start.offset });
  let isRejectsFile = false;
  let isIdentified = false;
  let wasInvalid = false;
  let prepareRules: PrepareRules = { ...rules, deriveId: noId };
  const readFirstLine = (line: Buffer): void => {
    isIdentified = true;
    isRejectsFile = rejectedLine(line) !== undefined;
    prepareRules = { ...rules, deriveId: identify(line) };
  };
  if (firstLine !== undefined) readFirstLine(firstLine);

  const readRow = rowReader(rules);
  const exactRow = (row: string | object, isOfCells: boolean, { bytes }: Line): RejectedRow => {
    if (typeof row === 'string') return row;
    const json = openMember(openObject(bytes.toString('utf8')), 'row') ?? new Map();
    return isOfCells && rules.records === undefined ? cellsOf(json) : Buffer.from(writeNode(json));
  };
  const read: ReadLine = (line, outline) => {
    const rejected = isRejectsFile ? rejectedLine(line.bytes) : undefined;
    if (rejected === undefined) {
      const prepared = prepareLine(line, prepareRules, outline, wasInvalid);
      wasInvalid = prepared.kind === 'reject' && /^invalid_/.test(prepared.code);
      return { prepared, source: line };
    }
    const { bytes, messageId, cutFrom, row, isOfCells } = rejected;
    const source = { ...line, bytes, length: cutFrom ?? bytes.length };
    const deriveId = messageId === undefined ? prepareRules.deriveId : () => messageId;
    const itsRules = { ...prepareRules, deriveId };
    if (row !== undefined) return readRow(source, exactRow(row, isOfCells, line), rejected, itsRules);
    return { prepared: prepareLine(source, itsRules), source };
  };
  const frame = (bytes: Buffer): Lines => {
    const lines = framer.push(bytes);
    const first = isIdentified ? undefined : lines.find((line) => !isBlank(line.bytes));
    if (first !== undefined) readFirstLine(first.bytes);
    return { kind: 'lines', lines, read };
  };
  const reference: Reference = {
    get next() {
      return framer.next;
    },
    pass: ({ lines }, bytes) => framer.pass(lines, bytes),
    readNext(bytes) {
      const line = framer.first(bytes, 0);
      if (line === undefined) return { lines: frame(bytes), bytes: bytes.length };
      return { lines: { kind: 'lines', lines: [line], read }, bytes: line.end - line.offset };
    },
  };
  const inBlocks = function* (chunk: Buffer, maxBytes: number): Generator<LinePiece> {
    let rest = chunk;
    while (rest.length > 0 && (framer.isOpen || !isIdentified)) {
      const end = endOfLine(rest, 0) ?? rest.length;
      yield frame(rest.subarray(0, end));
      rest = rest.subarray(end);
    }
    const wholeEnd = isRejectsFile ? 0 : rest.lastIndexOf(newline) + 1;
    for (let at = 0; at < wholeEnd; ) {
      const most = Math.min(wholeEnd, at + maxBytes);
      const blockEnd = rest.lastIndexOf(newline, most - 1) + 1;
      // One line alone may be more than a block holds.
      const end = blockEnd > at ? blockEnd : (endOfLine(rest, at) ?? wholeEnd);
      const bytes = rest.subarray(at, end);
      yield blockEnd > at ? { kind: 'block', bytes, framing: 'lines', reference } : frame(bytes);
      at = end;
    }
    yield frame(rest.subarray(wholeEnd));
  };

  for await (const chunk of chunks)
    yield maxBlockBytes === undefined ? [frame(chunk)] : inBlocks(chunk, maxBlockBytes);
  const last = framer.end();
  if (last === undefined) return;
  if (!isIdentified && !isBlank(last.bytes)) readFirstLine(last.bytes);
  yield [{ kind: 'lines', lines: [last], read }];
}

/** Before the first line that is not blank there are only blank lines. */
function noId(): never {
  throw new RangeError('a blank line has no messageId');
}

/** The cells of a row by column. Whoever corrects one may write a number as one: its digits stay. */
function cellsOf(row: JsonMembers): Record<string, string> {
  const cells = [...row].map(([column, node]) => [
    column,
    textOf(node) ?? (node === 'null' ? '' : writeNode(node)),
  ]);
  return Object.fromEntries(cells);
}

function rejectedLine(bytes: Buffer): RejectedLine | undefined {
  const scanned = scanLine(bytes);
  return scanned.kind === 'value' ? readReject(scanned.value) : undefined;
}
