/** Text as the content of a JSON string. */

/** Writes the bytes from `from` to `to` to `out` as JSON.stringify escapes them; returns how many it wrote. */
export function escape(from: usize, to: usize, out: usize): i32 {
  const quote = i8x16.splat(0x22), backslash = i8x16.splat(0x5c), space = i8x16.splat(0x20);
  let p = from;
  let at = out;
  while (p < to) {
    const v = v128.load(p);
    v128.store(at, v);
    let m = i8x16.bitmask(v128.or(v128.or(i8x16.eq(v, quote), i8x16.eq(v, backslash)), i8x16.lt_u(v, space)));
    const left = to - p;
    if (left < 16) m &= (1 << <i32>left) - 1;
    // What follows such a byte is written once more, further on: nothing waits for what was stored.
    for (; m != 0; m &= m - 1) {
      const n: usize = ctz(m);
      const c = load<u8>(p + n);
      const letter = letterOf(c);
      const o = at + n;
      store<u8>(o, 0x5c);
      store<u8>(o + 1, letter);
      if (letter == 0x75) {
        store<u16>(o + 2, 0x3030);
        store<u8>(o + 4, 0x30 + (c >> 4));
        store<u8>(o + 5, (c & 15) < 10 ? 0x30 + (c & 15) : 0x57 + (c & 15));
        at += 4;
      }
      at++;
      v128.store(at + n + 1, v128.load(p + n + 1));
    }
    p += 16;
    at += 16;
  }
  // Less what the last vector has too much.
  return <i32>(at - (p - to) - out);
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
