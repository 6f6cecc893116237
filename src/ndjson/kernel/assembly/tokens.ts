/**
 * The tokens of JSON, and where they end. Nobody looks for the end of the block: a NUL stands behind it, over which no
 * token reaches, and no white space.
 */

// How many line breaks and carriage returns were passed as white space.
export let breaks: i32 = 0;
export let returns: i32 = 0;
let passesBreaks: bool = false;

/** From now on line breaks are white space, or end what they stand in. */
export function setBreaks(areWhite: bool): void {
  passesBreaks = areWhite;
  breaks = 0;
  returns = 0;
}

// What the last string was like: escapes in it, characters beyond ASCII.
export const ESCAPED: i32 = 1, WIDE: i32 = 2;
export let manner: i32 = 0;

/**
 * The end of a string's content from p on: the closing quote; 0 when it is not valid. Sets `manner`. No end of the
 * block is looked for: a NUL stands behind it, and no string has one.
 */
@inline export function endOfString(from: usize): usize {
  const v = v128.load(from);
  const quotes = i8x16.bitmask(i8x16.eq(v, i8x16.splat(0x22)));
  // signed less-than: bytes from 0x80 on are negative, so they stop too
  const others = i8x16.bitmask(v128.or(i8x16.eq(v, i8x16.splat(0x5c)), i8x16.lt_s(v, i8x16.splat(0x20))));
  manner = 0;
  // Most strings are short and have nothing odd before their quote. (Without one, all bits are before it.) What is a
  // loop stands elsewhere: V8 looks for interruptions at the head of each.
  return (others & (quotes - 1) & ~quotes) == 0 && quotes != 0 ? from + ctz(quotes) : endOfLong(from);
}

function endOfLong(from: usize): usize {
  const quote = i8x16.splat(0x22), back = i8x16.splat(0x5c), space = i8x16.splat(0x20);
  let p = from;
  while (true) {
    const v = v128.load(p);
    const m = i8x16.bitmask(v128.or(v128.or(i8x16.eq(v, quote), i8x16.eq(v, back)), i8x16.lt_s(v, space)));
    if (m != 0) {
      p += ctz(m);
      return load<u8>(p) == 0x22 ? p : endOfStrange(p);
    }
    p += 16;
  }
}

/** The same for a string that has more in it than printable ASCII, from the first such byte on. */
function endOfStrange(from: usize): usize {
  const quote = i8x16.splat(0x22), back = i8x16.splat(0x5c), space = i8x16.splat(0x20);
  let p = from;
  while (true) {
    const c = load<u8>(p);
    if (c == 0x22) return p;
    if (c == 0x5c) {
      manner |= ESCAPED;
      const e = load<u8>(p + 1);
      if (e == 0x75) {
        if (!hex(load<u8>(p + 2)) || !hex(load<u8>(p + 3)) || !hex(load<u8>(p + 4)) || !hex(load<u8>(p + 5))) return 0;
        p += 6;
      } else {
        if (!(e == 0x22 || e == 0x5c || e == 0x2f || e == 0x62 || e == 0x66 || e == 0x6e || e == 0x72 || e == 0x74)) return 0;
        p += 2;
      }
    } else if (c < 0x20) return 0;
    else if (c < 0x80) {
      const v = v128.load(p);
      const m = i8x16.bitmask(v128.or(v128.or(i8x16.eq(v, quote), i8x16.eq(v, back)), i8x16.lt_s(v, space)));
      p += m != 0 ? ctz(m) : 16;
    } else {
      manner |= WIDE;
      p = endOfCharacter(p, c);
      if (p == 0) return 0;
    }
  }
}

/** After a character beyond ASCII, whose first byte is `b`; 0 when it is none. */
@inline function endOfCharacter(p: usize, b: u8): usize {
  if (b < 0xc2) return 0;
  if (b < 0xe0) return tail(p + 1) ? p + 2 : 0;
  const b1 = load<u8>(p + 1);
  if ((b1 & 0xc0) != 0x80 || !tail(p + 2)) return 0;
  if (b < 0xf0) {
    if (b == 0xe0 && b1 < 0xa0) return 0;
    if (b == 0xed && b1 > 0x9f) return 0;
    return p + 3;
  }
  if (b > 0xf4 || !tail(p + 3)) return 0;
  if (b == 0xf0 && b1 < 0x90) return 0;
  if (b == 0xf4 && b1 > 0x8f) return 0;
  return p + 4;
}

@inline function tail(p: usize): bool { return (load<u8>(p) & 0xc0) == 0x80; }
@inline function hex(c: u8): bool { return (c >= 0x30 && c <= 0x39) || ((c | 0x20) >= 0x61 && (c | 0x20) <= 0x66); }
@inline export function digit(c: u8): bool { return c >= 0x30 && c <= 0x39; }

/** The first byte that is no white space; the newline that ends a line is none. */
@inline export function skipWhite(from: usize): usize {
  return load<u8>(from) > 0x20 ? from : skipMore(from);
}
function skipMore(from: usize): usize {
  let p = from;
  while (true) {
    const c = load<u8>(p);
    if (c == 0x0d) returns++;
    else if (c == 0x0a && passesBreaks) breaks++;
    else if (c != 0x20 && c != 0x09) return p;
    p++;
  }
}

/** The end of a number; 0 when it is none. */
export function endOfNumber(from: usize): usize {
  let p = from;
  if (load<u8>(p) == 0x2d) p++;
  if (load<u8>(p) == 0x30) p++;
  else {
    if (!digit(load<u8>(p))) return 0;
    while (digit(load<u8>(p))) p++;
  }
  if (load<u8>(p) == 0x2e) {
    p++;
    if (!digit(load<u8>(p))) return 0;
    while (digit(load<u8>(p))) p++;
  }
  if ((load<u8>(p) | 0x20) == 0x65) {
    p++;
    if (load<u8>(p) == 0x2b || load<u8>(p) == 0x2d) p++;
    if (!digit(load<u8>(p))) return 0;
    while (digit(load<u8>(p))) p++;
  }
  return p;
}

@inline export function word4(p: usize): u32 { return load<u32>(p); }
@inline export function word8(p: usize): u64 { return load<u64>(p); }
