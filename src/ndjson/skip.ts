/** Steps over JSON that has passed as valid: nothing is checked, and nothing recurses. */

const quote = 0x22;
const backslash = 0x5c;
const comma = 0x2c;
const colon = 0x3a;
const openBracket = 0x5b;
const closeBracket = 0x5d;
const openBrace = 0x7b;
const closeBrace = 0x7d;

/** Passes white space, colons and commas: in valid JSON nothing else can stand between two tokens. */
export function skipSeparators(bytes: Buffer, start: number): number {
  let at = start;
  for (;;) {
    const byte = bytes[at];
    if (byte !== 0x20 && byte !== comma && byte !== colon && byte !== 0x0a && byte !== 0x0d && byte !== 0x09)
      return at;
    at += 1;
  }
}

/** The index after the string that starts at `start`. */
export function endOfString(bytes: Buffer, start: number): number {
  let at = start + 1;
  for (;;) {
    const byte = bytes[at];
    if (byte === quote || byte === undefined) return at + 1;
    at += byte === backslash ? 2 : 1;
  }
}

/** The index after the value that starts at `start`. */
export function endOfValue(bytes: Buffer, start: number): number {
  const first = bytes[start];
  if (first === quote) return endOfString(bytes, start);
  if (first !== openBrace && first !== openBracket) return endOfScalar(bytes, start);
  let depth = 0;
  let at = start;
  while (at < bytes.length) {
    const byte = bytes[at];
    if (byte === quote) {
      at = endOfString(bytes, at);
      continue;
    }
    at += 1;
    if (byte === openBrace || byte === openBracket) depth += 1;
    else if (byte === closeBrace || byte === closeBracket) {
      depth -= 1;
      if (depth === 0) return at;
    }
  }
  return at;
}

/** Numbers and literals end at white space, a comma or a closing bracket. */
function endOfScalar(bytes: Buffer, start: number): number {
  let at = start;
  for (;;) {
    const byte = bytes[at];
    if (byte === undefined || byte <= 0x20 || byte === comma || byte === closeBrace || byte === closeBracket)
      return at;
    at += 1;
  }
}
