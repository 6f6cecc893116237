import type { FramingLimits, Line } from './framing.ts';
import { createParts } from './parts.ts';

/** Where splitting starts: `record` is the number of the next value, from 1. */
export interface SplittingStart {
  readonly line: number;
  readonly offset: number;
  readonly record: number;
}

/** A value of an array, or of a text of values one after another: it takes the place of a line. */
export interface SplitValue extends Line {
  readonly record: number;
  readonly endNumber: number;
}

/** Where the text stops being what it was taken for. */
export interface Break {
  readonly record: number;
  /** The line, and the offset in bytes. */
  readonly number: number;
  readonly offset: number;
  readonly reason: string;
  /** What stands there, at most `keptBytes` of it. */
  readonly bytes: Buffer;
}

/**
 * Splits chunks of text into JSON values by their brackets and quotes. What a value holds is not looked at: whoever
 * parses it finds out, and says so with {@link ValueSplitter.breakAt}.
 */
export interface ValueSplitter {
  /** The values that are complete with this chunk, one by one. Nothing is split after a break. */
  push(chunk: Buffer): Generator<SplitValue>;
  /** The text is over: returns the value that ends with it, if one does. */
  end(): SplitValue | undefined;
  /** Somebody else has dealt with so many values, in so many bytes that hold so many newlines; call it after a value only. */
  pass(values: number, bytes: number, lines: number): void;
  /** True where a value has just ended. */
  readonly isBehindValue: boolean;
  /** The place after the last byte, and the number of the next value. */
  readonly next: { readonly number: number; readonly offset: number; readonly record: number };
  /** The value, the last one that was given out, is none. */
  breakAt(value: SplitValue, reason: string): void;
  readonly broken: Break | undefined;
}

const valueLimits: FramingLimits = { maxLineBytes: 1024 * 1024, keptBytes: 4096 };

const newline = 0x0a;
const carriageReturn = 0x0d;
const quote = 0x22;
const backslash = 0x5c;
const comma = 0x2c;
const openBrace = 0x7b;
const closeBrace = 0x7d;
const openBracket = 0x5b;
const closeBracket = 0x5d;
const byteOrderMark = [0xef, 0xbb, 0xbf];
const none = Buffer.alloc(0);

/**
 * What may come next. `open`: the `[` of an array. `first`: a value, or the `]` of an empty array. `value`: a value.
 * `after`: what follows a value. `inside`: the rest of a value. `end`: nothing but white space, or the `[` of another
 * array.
 */
type Expected = 'open' | 'first' | 'value' | 'after' | 'inside' | 'end';

/**
 * @param shape `array`: the elements of an array, or of several one after the other; `values`: values with nothing but white space between them
 * @param start after a value, for a text that is read from the middle
 */
export function createValueSplitter(
  shape: 'array' | 'values',
  start: SplittingStart,
  limits: FramingLimits & { readonly keepsLineBreaks?: boolean } = valueLimits,
): ValueSplitter {
  let { line, offset, record } = start;
  let expected: Expected = start.offset > 0 ? 'after' : shape === 'array' ? 'open' : 'value';
  let broken: Break | undefined;
  // The value that is not complete: where it begins, and what is kept of it.
  let valueLine = line;
  let valueOffset = offset;
  const parts = createParts(limits.sharesMemory === true ? limits.maxLineBytes : undefined);
  let depth = 0;
  let isString = false;
  let isEscaped = false;
  let hasLineBreak = false;
  /** A line break in a string: that is not JSON, and stays to be found out. */
  let hasBrokenString = false;

  const breakHere = (reason: string, bytes: Buffer, at = offset, number = line): void => {
    const kept = Buffer.from(bytes.subarray(0, limits.keptBytes));
    broken = { record, number, offset: at, reason, bytes: kept };
  };
  /** Keeps what is needed of a part. */
  const keep = (part: Buffer): void =>
    parts.add(part.subarray(0, Math.max(0, limits.maxLineBytes - parts.length)));
  const close = (lastPart: Buffer): SplitValue => {
    const length = offset - valueOffset;
    const isCut = length > limits.maxLineBytes;
    if (isCut) parts.cut(limits.keptBytes);
    const text = parts.join(isCut ? lastPart.subarray(0, limits.keptBytes - parts.length) : lastPart);
    const isJoined = hasLineBreak && !hasBrokenString && limits.keepsLineBreaks !== true;
    const bytes = isJoined ? withoutLineBreaks(text) : text;
    const value = {
      number: valueLine,
      endNumber: line,
      record,
      lines: 1,
      offset: valueOffset,
      end: offset,
      bytes,
      length: isCut ? length : bytes.length,
    };
    record += 1;
    expected = 'after';
    return value;
  };

  /** Passes what stands between values; returns where a value begins, or the end of the chunk. */
  const passBetween = (chunk: Buffer, from: number): number => {
    for (let at = from; at < chunk.length; at += 1, offset += 1) {
      const byte = chunk[at] ?? 0;
      if (byte === newline) line += 1;
      if (isWhite(byte) || byte === byteOrderMark[offset]) continue;
      if (expected === 'after' && shape === 'values') expected = 'value';
      if ((expected === 'open' || expected === 'end') && byte === openBracket) expected = 'first';
      else if (expected === 'after' && byte === comma) expected = 'value';
      else if (shape === 'array' && byte === closeBracket && (expected === 'after' || expected === 'first'))
        expected = 'end';
      else if ((expected === 'value' || expected === 'first') && mayBegin(byte)) {
        valueLine = line;
        valueOffset = offset;
        depth = 0;
        isString = false;
        isEscaped = false;
        hasLineBreak = false;
        hasBrokenString = false;
        expected = 'inside';
        return at;
      } else {
        breakHere(faults[expected], chunk.subarray(at));
        return at;
      }
    }
    return chunk.length;
  };

  /** Passes the rest of a value; returns where it ends, or undefined when the chunk does first. */
  const passInside = (chunk: Buffer, from: number): number | undefined => {
    // A word or a number has no end of its own: whatever cannot be of it ends it.
    if (depth === 0 && !isString && offset > valueOffset) return endOfWord(chunk, from);
    // Plain variables: those of a closure cost more than the byte does.
    let [level, inString, escaped] = [depth, isString, isEscaped];
    let at = from;
    let end: number | undefined;
    for (; at < chunk.length && end === undefined; at += 1) {
      let byte = chunk[at];
      if (inString && !escaped) {
        // Nearly all bytes are of strings, and of those nearly all are letters.
        while (byte !== undefined && byte > quote && byte !== backslash) {
          at += 1;
          byte = chunk[at];
        }
        if (byte === undefined) break;
      }
      if (byte === newline || byte === carriageReturn) {
        if (byte === newline) line += 1;
        if (inString) hasBrokenString = true;
        else hasLineBreak = true;
      } else if (inString) {
        if (escaped) escaped = false;
        else if (byte === backslash) escaped = true;
        else if (byte === quote) {
          inString = false;
          if (level === 0) end = at + 1;
        }
      } else if (byte === quote) inString = true;
      else if (byte === openBrace || byte === openBracket) level += 1;
      else if (byte === closeBrace || byte === closeBracket) {
        level -= 1;
        if (level === 0) end = at + 1;
      } else if (level === 0) {
        end = endOfWord(chunk, at);
        if (end === undefined) break;
      }
    }
    [depth, isString, isEscaped] = [level, inString, escaped];
    return end;
  };

  return {
    *push(chunk) {
      for (let at = 0; at < chunk.length && broken === undefined; ) {
        if (expected !== 'inside') {
          at = passBetween(chunk, at);
          continue;
        }
        const end = passInside(chunk, at);
        const part = chunk.subarray(at, end);
        offset += part.length;
        at += part.length;
        if (end === undefined) keep(part);
        else yield close(part);
      }
    },
    end() {
      if (broken !== undefined) return undefined;
      const isWord = expected === 'inside' && depth === 0 && !isString;
      const last = isWord ? close(none) : undefined;
      if (expected === 'inside')
        breakHere('a value is not complete', parts.join(none), valueOffset, valueLine);
      else if (shape === 'array' && expected !== 'end') breakHere('the array is not complete', none);
      return last;
    },
    pass(values, bytes, lines) {
      record += values;
      offset += bytes;
      line += lines;
    },
    get isBehindValue() {
      return expected === 'after' && broken === undefined;
    },
    get next() {
      return { number: line, offset, record };
    },
    breakAt(value, reason) {
      record = value.record;
      breakHere(reason, value.bytes, value.offset, value.number);
    },
    get broken() {
      return broken;
    },
  };
}

const faults: Readonly<Record<Expected, string>> = {
  open: 'an array must begin with [',
  first: 'this begins no value',
  value: 'this begins no value',
  after: 'a comma or ] must follow a value',
  inside: 'this begins no value',
  end: 'nothing but another array may follow an array',
};

function isWhite(byte: number): boolean {
  return byte === 0x20 || byte === newline || byte === carriageReturn || byte === 0x09;
}

/** A string, a container, a number, or one of the words: true, false, null. */
function mayBegin(byte: number): boolean {
  return byte === quote || byte === openBrace || byte === openBracket || isOfWord(byte);
}

/** A letter, a digit, or a sign of a number. */
function isOfWord(byte: number): boolean {
  const lower = byte | 0x20;
  const isLetter = lower >= 0x61 && lower <= 0x7a;
  return isLetter || (byte >= 0x30 && byte <= 0x39) || byte === 0x2b || byte === 0x2d || byte === 0x2e;
}

function endOfWord(chunk: Buffer, from: number): number | undefined {
  const at = chunk.subarray(from).findIndex((byte) => !isOfWord(byte));
  return at === -1 ? undefined : from + at;
}

/** Line breaks stand between the tokens of a value. One in the middle of a number or word stays, to be found out: without it there would be another value. */
export function withoutLineBreaks(bytes: Buffer): Buffer {
  if (!bytes.includes(newline) && !bytes.includes(carriageReturn)) return bytes;
  const kept = Buffer.allocUnsafe(bytes.length);
  let length = 0;
  let isBehindBreak = false;
  for (const byte of bytes) {
    if (byte === newline || byte === carriageReturn) {
      isBehindBreak = true;
      continue;
    }
    if (isBehindBreak && isOfWord(byte) && isOfWord(kept[length - 1] ?? 0)) return bytes;
    isBehindBreak = false;
    kept[length] = byte;
    length += 1;
  }
  return kept.subarray(0, length);
}
