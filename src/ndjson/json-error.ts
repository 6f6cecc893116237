/** What is wrong with a text that holds more than one value. */
export const endExpected = 'expected the end of the text';

/** Where and how a text breaks the JSON grammar (RFC 8259). `at` counts bytes from the start. */
export interface JsonError {
  readonly at: number;
  /** What was found there and what should have stood there, e.g. `expected a comma or ], found 2`. */
  readonly message: string;
  /** The text ends too early, and is right as far as it goes. */
  readonly isCut?: true;
}

const openObject = 0x7b;
const closeObject = 0x7d;
const openArray = 0x5b;
const closeArray = 0x5d;
const quote = 0x22;
const backslash = 0x5c;
const comma = 0x2c;
const colon = 0x3a;

/**
 * Finds the first byte that breaks the grammar, or undefined for valid JSON. Walks without recursion,
 * so depth costs no stack. V8's own messages differ between Node versions and count UTF-16 units;
 * this one is asked only for texts that `JSON.parse` has refused, and its answer is the same everywhere.
 */
export function findJsonError(bytes: Uint8Array): JsonError | undefined {
  const closers: number[] = [];
  let at = skipSpace(bytes, 0);
  // What the grammar wants next.
  let wants: 'value' | 'value or ]' | 'key' | 'key or }' | 'separator' | 'end' = 'value';

  for (;;) {
    const byte = bytes[at];
    if (wants === 'end') return byte === undefined ? undefined : problem(bytes, at, endExpected);
    if (wants === 'separator') {
      const closer = closers[closers.length - 1];
      if (byte === comma) {
        wants = closer === closeObject ? 'key' : 'value';
        at += 1;
      } else if (byte !== undefined && byte === closer) {
        closers.pop();
        wants = closers.length === 0 ? 'end' : 'separator';
        at += 1;
      } else {
        return problem(bytes, at, `expected a comma or ${closer === closeObject ? '}' : ']'}`);
      }
    } else if (wants === 'key' || wants === 'key or }') {
      if (wants === 'key or }' && byte === closeObject) {
        closers.pop();
        wants = closers.length === 0 ? 'end' : 'separator';
        at += 1;
      } else {
        if (byte !== quote)
          return problem(bytes, at, wants === 'key' ? 'expected a quoted key' : 'expected a quoted key or }');
        const end = scanString(bytes, at);
        if (typeof end !== 'number') return end;
        at = skipSpace(bytes, end);
        if (bytes[at] !== colon) return problem(bytes, at, 'expected a colon after the key');
        at += 1;
        wants = 'value';
      }
    } else if (wants === 'value or ]' && byte === closeArray) {
      closers.pop();
      wants = closers.length === 0 ? 'end' : 'separator';
      at += 1;
    } else if (byte === openObject) {
      closers.push(closeObject);
      wants = 'key or }';
      at += 1;
    } else if (byte === openArray) {
      closers.push(closeArray);
      wants = 'value or ]';
      at += 1;
    } else {
      const end = scanScalar(bytes, at);
      if (typeof end !== 'number') return end;
      at = end;
      wants = closers.length === 0 ? 'end' : 'separator';
    }
    at = skipSpace(bytes, at);
  }
}

/** The index after a string, number or literal that starts at `at`, or what is wrong with it. */
function scanScalar(bytes: Uint8Array, at: number): number | JsonError {
  const byte = bytes[at];
  if (byte === quote) return scanString(bytes, at);
  if (byte === 0x2d || isDigit(byte)) return scanNumber(bytes, at);
  for (const literal of literals) {
    if (byte === literal[0]) {
      for (let index = 1; index < literal.length; index += 1) {
        if (bytes[at + index] !== literal[index])
          return problem(bytes, at + index, `expected ${literal.toString()}`);
      }
      return at + literal.length;
    }
  }
  return problem(bytes, at, 'expected a value');
}

const literals = ['true', 'false', 'null'].map((word) => Buffer.from(word));

function scanString(bytes: Uint8Array, start: number): number | JsonError {
  let at = start + 1;
  for (;;) {
    const byte = bytes[at];
    if (byte === undefined)
      return { at: start, message: 'a string that starts here is not closed', isCut: true };
    if (byte === quote) return at + 1;
    if (byte < 0x20) return problem(bytes, at, 'a control character must be escaped');
    if (byte !== backslash) {
      at += 1;
      continue;
    }
    const escaped = bytes[at + 1];
    if (escaped === 0x75) {
      for (let index = 2; index < 6; index += 1) {
        if (!isHex(bytes[at + index]))
          return problem(bytes, at + index, 'expected four hexadecimal digits after \\u');
      }
      at += 6;
    } else {
      if (escaped === undefined || !escapes.includes(escaped))
        return problem(bytes, at + 1, 'unknown escape after \\');
      at += 2;
    }
  }
}

const escapes = Buffer.from('"\\/bfnrt');

function scanNumber(bytes: Uint8Array, start: number): number | JsonError {
  let at = bytes[start] === 0x2d ? start + 1 : start;
  if (!isDigit(bytes[at])) return problem(bytes, at, 'expected a digit');
  if (bytes[at] === 0x30) at += 1;
  else at = skipDigits(bytes, at);
  if (isDigit(bytes[at])) return problem(bytes, at, 'a number must not start with 0');
  if (bytes[at] === 0x2e) {
    if (!isDigit(bytes[at + 1])) return problem(bytes, at + 1, 'expected a digit after the decimal point');
    at = skipDigits(bytes, at + 1);
  }
  if (bytes[at] === 0x65 || bytes[at] === 0x45) {
    at += bytes[at + 1] === 0x2b || bytes[at + 1] === 0x2d ? 2 : 1;
    if (!isDigit(bytes[at])) return problem(bytes, at, 'expected a digit in the exponent');
    at = skipDigits(bytes, at);
  }
  return at;
}

function skipDigits(bytes: Uint8Array, start: number): number {
  let at = start;
  while (isDigit(bytes[at])) at += 1;
  return at;
}

function skipSpace(bytes: Uint8Array, start: number): number {
  let at = start;
  for (;;) {
    const byte = bytes[at];
    if (byte !== 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d) return at;
    at += 1;
  }
}

function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 0x30 && byte <= 0x39;
}

function isHex(byte: number | undefined): boolean {
  return (
    byte !== undefined && (isDigit(byte) || (byte >= 0x41 && byte <= 0x46) || (byte >= 0x61 && byte <= 0x66))
  );
}

function problem(bytes: Uint8Array, at: number, expected: string): JsonError {
  const byte = bytes[at];
  if (byte === undefined) return { at, message: `${expected}, found the end`, isCut: true };
  const shown =
    byte > 0x20 && byte < 0x7f ? String.fromCharCode(byte) : `byte 0x${byte.toString(16).padStart(2, '0')}`;
  return { at, message: `${expected}, found ${shown}` };
}
