/** Derived messageIds (docs/rules.md#message-ids). */

import { xxh64 } from './xxh64.ts';

/** The host puts their beginning here, `"messageId":"sc1-<run>-`. */
const PREFIX: usize = 8192;
let prefixLength: i32 = 0;

export function setPrefix(length: i32): void { prefixLength = length; }

// 36 to the sixth: what six digits hold, and a division of 32 bits takes apart.
const SIX_DIGITS: u64 = 2176782336;

@inline function digit36(d: u32): u8 { return <u8>(d < 10 ? 48 + d : 87 + d); }

/** Writes the number in base 36; returns how many digits. */
function base36(at: usize, value: u64): i32 {
  let high = 0;
  let low: u32;
  if (value < SIX_DIGITS) low = <u32>value;
  else {
    high = base36(at, value / SIX_DIGITS);
    low = <u32>(value % SIX_DIGITS);
  }
  let n = 6;
  if (high == 0) {
    n = 1;
    for (let power: u32 = 36; n < 6 && low >= power; power *= 36) n++;
  }
  for (let p = at + high + n - 1; p >= at + high; p--) {
    store<u8>(p, digit36(low % 36));
    low /= 36;
  }
  return high + n;
}

/** Writes 16 hexadecimal digits, the highest first. */
function hex16(at: usize, value: u64): void {
  const bytes = i64x2.splat(<i64>bswap<u64>(value));
  const low = i8x16.splat(15);
  // Each byte becomes two digits: its high half, then its low one.
  const digits = i8x16.shuffle(
    v128.and(i8x16.shr_u(bytes, 4), low), v128.and(bytes, low),
    0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23,
  );
  const letters = i8x16.gt_u(digits, i8x16.splat(9));
  v128.store(at, v128.add<i8>(v128.add<i8>(digits, i8x16.splat(48)), v128.and(letters, i8x16.splat(39))));
}

/** Writes `"messageId":"sc1-<run>-<offset>-<content>",` (docs/rules.md#message-ids); returns its length. */
export function writeId(at: usize, offset: u64, line: usize, length: i32): i32 {
  if (prefixLength <= 48) {
    // A call costs more than the bytes too many, which are written over.
    v128.store(at, v128.load(PREFIX));
    v128.store(at, v128.load(PREFIX, 16), 16);
    v128.store(at, v128.load(PREFIX, 32), 32);
  } else memory.copy(at, PREFIX, prefixLength);
  let written = prefixLength;
  written += base36(at + written, offset);
  store<u8>(at + written, 0x2d);
  written++;
  hex16(at + written, xxh64(line, length));
  written += 16;
  // The quote that ends it, and the comma.
  store<u16>(at + written, 0x2c22);
  return written + 2;
}
