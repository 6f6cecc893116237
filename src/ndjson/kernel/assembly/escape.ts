/** Text as the content of a JSON string. */

/** Writes the bytes from `from` to `to` to `out` as JSON.stringify escapes them; returns how many it wrote. */
export function escape(from: usize, to: usize, out: usize): i32 {
  const quote = i8x16.splat(0x22), backslash = i8x16.splat(0x5c), space = i8x16.splat(0x20);
  let p = from;
  let at = out;
  while (true) {
    const v = v128.load(p);
    v128.store(at, v);
    const m = i8x16.bitmask(v128.or(v128.or(i8x16.eq(v, quote), i8x16.eq(v, backslash)), i8x16.lt_u(v, space)));
    const n: usize = m == 0 ? 16 : ctz(m);
    if (p + n >= to) return <i32>(at + (to - p) - out);
    p += n;
    at += n;
    if (m == 0) continue;
    const letter = letterOf(load<u8>(p));
    store<u8>(at, 0x5c);
    store<u8>(at + 1, letter);
    at += 2;
    if (letter == 0x75) {
      store<u16>(at, 0x3030);
      store<u8>(at + 2, 0x30 + (load<u8>(p) >> 4));
      const low = load<u8>(p) & 15;
      store<u8>(at + 3, low < 10 ? 0x30 + low : 0x57 + low);
      at += 4;
    }
    p++;
  }
}

/** What stands behind the backslash: `u` where the number of the character follows. */
@inline function letterOf(c: u8): u8 {
  if (c == 0x22 || c == 0x5c) return c;
  if (c == 0x08) return 0x62;
  if (c == 0x09) return 0x74;
  if (c == 0x0a) return 0x6e;
  if (c == 0x0c) return 0x66;
  return c == 0x0d ? 0x72 : 0x75;
}
