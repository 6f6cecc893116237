import { createParts } from './parts.ts';
import { isBlank } from './scan.ts';

/** One line of the input as it was framed, or a run of blank ones. `bytes` is a view: valid as long as its chunk is. */
export interface Line {
  /** From 1, blank lines counted. */
  readonly number: number;
  /** How many lines this stands for: 1, or more for blank lines that follow each other. */
  readonly lines: number;
  /** Where the line begins in the decompressed input, in bytes. */
  readonly offset: number;
  /** Where the next line begins. */
  readonly end: number;
  /** The content: no newline, no carriage return before it, no byte order mark at offset 0. */
  readonly bytes: Buffer;
  /** The content's whole length in bytes; more than `bytes` holds when the line was cut. */
  readonly length: number;
  /** The number of a value that is not a line of its own, from 1. */
  readonly record?: number;
  /** The line in which such a value ends. */
  readonly endNumber?: number;
  /** Of a message in a body that holds more of them: `end` and `endNumber` are the place before the body. */
  readonly inBody?: PassedMessages;
}

/** Messages of a body that were dealt with. */
export interface PassedMessages {
  readonly messages: number;
  /** What stands in the body before the place after them, some KiB of it at most, and where that is in the input. */
  readonly before: Buffer;
  readonly end: number;
}

export interface FramingLimits {
  /** A longer line is skipped while streaming, so that memory stays flat (rule R4). */
  readonly maxLineBytes: number;
  /** How much of such a line is kept to show what it was. */
  readonly keptBytes: number;
  /** Every line is done with before the next one is asked for: those that come in parts are put together in the same memory. */
  readonly sharesMemory?: boolean;
}

export const defaultFraming: FramingLimits = { maxLineBytes: 1024 * 1024, keptBytes: 4096 };

const newline = 0x0a;
const carriageReturn = 0x0d;
const byteOrderMark = Buffer.from([0xef, 0xbb, 0xbf]);

/** Where framing starts when an input is read from the middle. */
export interface FramingStart {
  readonly number: number;
  readonly offset: number;
}

/**
 * Splits chunks of bytes into lines, all complete lines of a chunk at once. Splits on 0x0A only:
 * JSON strings may hold U+2028 and any other "line end" (rule R4). The last line may lack its newline.
 */
export async function* frameLines(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  limits: FramingLimits = defaultFraming,
  start: FramingStart = { number: 1, offset: 0 },
): AsyncGenerator<readonly Line[]> {
  const framer = createFramer(limits, start);
  for await (const chunk of chunks) {
    const lines = framer.push(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength));
    if (lines.length > 0) yield lines;
  }
  const last = framer.end();
  if (last !== undefined) yield [last];
}

/** The state between two chunks: what was seen of the line that is not yet complete. */
export interface Framer {
  /** The line that ends first after `from` of a chunk, or the run of blank ones there; undefined where none ends. */
  first(chunk: Buffer, from: number): Line | undefined;
  /** The lines that are complete with this chunk. */
  push(chunk: Buffer): Line[];
  /** The last line, when it had no newline. */
  end(): Line | undefined;
  /** Somebody else has dealt with so many lines; call it between two lines only. */
  pass(lines: number, bytes: number): void;
  /** True while a line is begun and not complete. */
  readonly isOpen: boolean;
  /** The number and the place of the next line. */
  readonly next: FramingStart;
}

/** Splits chunks into lines, one call a chunk; for whoever needs more than {@link frameLines}. */
export function createFramer(
  limits: FramingLimits = defaultFraming,
  start: FramingStart = { number: 1, offset: 0 },
): Framer {
  let number = start.number;
  let offset = start.offset;
  const parts = createParts(limits.sharesMemory === true ? limits.maxLineBytes : undefined);
  let openLength = 0;
  // Of a line too long to be kept: whether anything but white space was in it.
  let openIsBlank = true;

  /** Closes the open line with its last part; `terminator` is 1 when a newline ended it. */
  const close = (tail: Buffer, terminator: number): Line => {
    const rawLength = openLength + tail.length;
    const whole = rawLength <= limits.maxLineBytes;
    // Of a line over the limit only its beginning is kept.
    if (!whole) parts.cut(limits.keptBytes);
    const kept = parts.join(whole ? tail : tail.subarray(0, limits.keptBytes - parts.length));
    const bytes = trim(kept, offset, whole);
    // A cut line keeps its raw length; a whole one, or one of nothing but white space, is what remains.
    const isCut = !whole && !(openIsBlank && isBlank(tail));
    const line: Line = {
      number,
      lines: 1,
      offset,
      end: offset + rawLength + terminator,
      bytes,
      length: isCut ? rawLength : bytes.length,
    };
    number += 1;
    offset = line.end;
    openLength = 0;
    openIsBlank = true;
    return line;
  };

  const first = (chunk: Buffer, from: number): Line | undefined => {
    // A gigabyte of newlines must not become a thousand million objects.
    const blank = openLength === 0 && isWhite(chunk[from]) ? passBlank(chunk, from) : undefined;
    if (blank === undefined) {
      const at = chunk.indexOf(newline, from);
      return at === -1 ? undefined : close(chunk.subarray(from, at), 1);
    }
    const end = offset + blank.end - from;
    const line = { number, lines: blank.lines, offset, end, bytes: none, length: 0 };
    number += blank.lines;
    offset = end;
    return line;
  };

  return {
    first,
    push(chunk: Buffer): Line[] {
      const lines: Line[] = [];
      const start = offset + openLength;
      let from = 0;
      for (let line = first(chunk, 0); line !== undefined; line = first(chunk, from)) {
        lines.push(line);
        from = line.end - start;
      }
      // A view less for each line that comes alone.
      if (from < chunk.length) {
        const rest = chunk.subarray(from);
        openLength += rest.length;
        openIsBlank = openIsBlank && isBlank(rest);
        if (openLength <= limits.maxLineBytes) parts.add(rest);
        else {
          parts.add(rest.subarray(0, Math.max(0, limits.keptBytes - parts.length)));
          parts.cut(limits.keptBytes);
        }
      }
      return lines;
    },
    end(): Line | undefined {
      return openLength === 0 ? undefined : close(Buffer.alloc(0), 0);
    },
    pass(lines, bytes) {
      number += lines;
      offset += bytes;
    },
    get isOpen() {
      return openLength > 0;
    },
    get next() {
      return { number, offset };
    },
  };
}

const none = Buffer.alloc(0);

function isWhite(byte: number | undefined): boolean {
  return byte === newline || byte === 0x20 || byte === carriageReturn || byte === 0x09;
}

/** Where the line at `start` ends, its newline included, or the run of blank lines that begins there. */
export function endOfLine(bytes: Buffer, start: number): number | undefined {
  const blank = passBlank(bytes, start);
  if (blank !== undefined) return blank.end;
  const at = bytes.indexOf(newline, start);
  return at === -1 ? undefined : at + 1;
}

/** The lines of white space alone from `start` on: how many, and where the next line begins. Undefined when there is none. */
function passBlank(chunk: Buffer, start: number): { lines: number; end: number } | undefined {
  let lines = 0;
  let end = start;
  for (let at = start; isWhite(chunk[at]); at += 1) {
    if (chunk[at] !== newline) continue;
    lines += 1;
    end = at + 1;
  }
  return lines === 0 ? undefined : { lines, end };
}

/** Takes off one carriage return at the end, and a byte order mark at the very beginning of the input. */
function trim(bytes: Buffer, offset: number, whole: boolean): Buffer {
  const from = offset === 0 && bytes.subarray(0, 3).equals(byteOrderMark) ? 3 : 0;
  const to =
    whole && bytes.length > from && bytes[bytes.length - 1] === carriageReturn
      ? bytes.length - 1
      : bytes.length;
  return from === 0 && to === bytes.length ? bytes : bytes.subarray(from, to);
}
