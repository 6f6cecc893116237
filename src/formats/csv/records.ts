import { defaultFraming, type FramingLimits, type Line } from '../../ndjson/framing.ts';
import { createParts } from '../../ndjson/parts.ts';
import { isBlank } from '../../ndjson/scan.ts';

/** One record of a table, from its first byte to what ends it: a line, or several where a quoted cell has line breaks. */
export interface CsvRecord extends Line {
  readonly record: number;
  readonly endNumber: number;
  /** A quote is in it: only what knows quotes takes it apart. */
  readonly hasQuote: boolean;
  /** Why it cannot be taken apart. */
  readonly fault: QuoteFault | undefined;
}

/** A quote opens a cell in this line, and is never closed, or something stands between the closing one and the delimiter. */
export interface QuoteFault {
  readonly kind: 'not closed' | 'followed';
  readonly openedAt: number;
}

/** Where records begin when a text is read from the middle. */
export interface RecordStart {
  readonly offset: number;
  readonly line: number;
  readonly record: number;
}

export interface RecordFramer {
  /** The records that are complete with this chunk; blank lines come as records without bytes, several as one. */
  push(chunk: Buffer): CsvRecord[];
  /** The last record, when no newline ended it. */
  end(): CsvRecord | undefined;
}

const newline = 0x0a;
const carriageReturn = 0x0d;
const quote = 0x22;
const none = Buffer.alloc(0);

/** Where the framer is within a record. */
type State =
  | 'cell start'
  | 'plain cell'
  | 'quoted cell'
  /** Behind a quote in a quoted cell: it closes the cell, or is the first of two that stand for one. */
  | 'quote'
  | 'return'
  /** Behind a fault: the record ends with the line. */
  | 'fault';

/**
 * Splits chunks into the records of RFC 4180. A quote opens a cell only as its first character; anywhere else in a cell
 * without quotes it is a character like others. A longer record than `limits` allow is passed through, and its
 * beginning kept.
 * @param delimiter the byte between two cells
 */
export function createRecordFramer(
  delimiter: number,
  start: RecordStart,
  limits: FramingLimits = defaultFraming,
): RecordFramer {
  let { offset, line, record } = start;
  let state: State = 'cell start';
  const parts = createParts();
  let openLength = 0;
  let hasQuote = false;
  let breaks = 0;
  let openedAt = 0;
  let fault: QuoteFault | undefined;
  // Where the next quote of the chunk is: most records have none, and are found by their newline alone.
  let nextQuote = 0;

  const close = (tail: Buffer, terminator: number): CsvRecord => {
    const rawLength = openLength + tail.length;
    const isWhole = rawLength <= limits.maxLineBytes;
    if (!isWhole) parts.cut(limits.keptBytes);
    const kept = parts.join(isWhole ? tail : tail.subarray(0, limits.keptBytes - parts.length));
    const isReturned = isWhole && kept.at(-1) === carriageReturn;
    const bytes = isReturned ? kept.subarray(0, -1) : kept;
    const found: CsvRecord = {
      number: line,
      lines: 1,
      offset,
      end: offset + rawLength + terminator,
      endNumber: line + breaks + terminator,
      record,
      bytes: isWhole && isBlank(bytes) && !bytes.includes(delimiter) ? none : bytes,
      length: isWhole ? bytes.length : rawLength,
      hasQuote,
      fault,
    };
    ({ end: offset, endNumber: line } = found);
    record += found.bytes.length === 0 ? 0 : 1;
    state = 'cell start';
    openLength = 0;
    hasQuote = false;
    breaks = 0;
    fault = undefined;
    return found;
  };

  /** Behind the newline that ends the open record; undefined when this chunk does not. */
  const findEnd = (chunk: Buffer, from: number): number | undefined => {
    let at = from;
    while (at < chunk.length) {
      const byte = chunk[at];
      switch (state) {
        case 'cell start':
          if (byte === quote) {
            state = 'quoted cell';
            hasQuote = true;
            openedAt = line + breaks;
            at += 1;
          } else state = 'plain cell';
          break;
        case 'plain cell':
          for (; at < chunk.length; at += 1) {
            if (chunk[at] === newline) return at + 1;
            // Within a cell it says nothing, but csv-parse has to take the record apart.
            if (chunk[at] === quote) hasQuote = true;
            if (chunk[at] === delimiter) break;
          }
          if (at < chunk.length) state = 'cell start';
          at += 1;
          break;
        case 'quoted cell': {
          const closing = placeOf(chunk, quote, at);
          breaks += countOf(chunk, newline, at, closing);
          if (closing < chunk.length) state = 'quote';
          at = closing + 1;
          break;
        }
        case 'quote':
        case 'return':
          if (byte === newline) return at + 1;
          if (state === 'quote' && byte === quote) state = 'quoted cell';
          else if (state === 'quote' && byte === delimiter) state = 'cell start';
          else if (state === 'quote' && byte === carriageReturn) state = 'return';
          else {
            state = 'fault';
            fault = { kind: 'followed', openedAt };
          }
          at += 1;
          break;
        case 'fault': {
          const end = placeOf(chunk, newline, at);
          if (end < chunk.length) return end + 1;
          at = end;
        }
      }
    }
    return undefined;
  };

  return {
    push(chunk) {
      const records: CsvRecord[] = [];
      nextQuote = 0;
      for (let from = 0; from < chunk.length; ) {
        let end: number | undefined;
        if (state === 'cell start' && openLength === 0) {
          const lineEnd = placeOf(chunk, newline, from);
          if (nextQuote <= from) nextQuote = placeOf(chunk, quote, from);
          if (nextQuote > lineEnd && lineEnd < chunk.length) end = lineEnd + 1;
        }
        end ??= findEnd(chunk, from);
        if (end === undefined) {
          open(chunk.subarray(from));
          break;
        }
        add(records, close(chunk.subarray(from, end - 1), 1));
        from = end;
      }
      return records;
    },
    end() {
      if (openLength === 0) return undefined;
      if (state === 'quoted cell') fault = { kind: 'not closed', openedAt };
      return close(none, 0);
    },
  };

  function open(rest: Buffer): void {
    openLength += rest.length;
    if (openLength <= limits.maxLineBytes) parts.add(rest);
    else {
      parts.add(rest.subarray(0, Math.max(0, limits.keptBytes - parts.length)));
      parts.cut(limits.keptBytes);
    }
  }
}

/** A gigabyte of newlines must not become a thousand million records. */
function add(records: CsvRecord[], found: CsvRecord): void {
  const last = records.at(-1);
  if (found.bytes.length > 0 || last === undefined || last.bytes.length > 0) records.push(found);
  else
    records[records.length - 1] = {
      ...found,
      number: last.number,
      offset: last.offset,
      lines: last.lines + 1,
    };
}

/** Where the byte is, from a place on; the end of the chunk where it is not. */
function placeOf(chunk: Buffer, byte: number, from: number): number {
  const at = chunk.indexOf(byte, from);
  return at === -1 ? chunk.length : at;
}

function countOf(chunk: Buffer, byte: number, from: number, end: number): number {
  let count = 0;
  for (let at = placeOf(chunk, byte, from); at < end; at = placeOf(chunk, byte, at + 1)) count += 1;
  return count;
}
