import { digit } from './tokens.ts';

@inline function two(p: usize): i32 {
  const a = load<u8>(p), b = load<u8>(p + 1);
  return digit(a) && digit(b) ? (a - 48) * 10 + (b - 48) : -1;
}

/** 1 zoned, 2 without a zone, 0 doubtful: the reference decides. */
export function zoneOf(p: usize, n: i32): i32 {
  if (n < 10 || load<u8>(p + 4) != 0x2d || load<u8>(p + 7) != 0x2d) return 0;
  const c = two(p), y = two(p + 2), m = two(p + 5), d = two(p + 8);
  if (c < 0 || y < 0 || m < 1 || m > 12 || d < 1 || d > 28) return d >= 29 && d <= 31 && c >= 0 && y >= 0 && m >= 1 && m <= 12 && day(c, y, m, d) ? rest(p, n) : 0;
  return rest(p, n);
}
function day(c: i32, y: i32, m: i32, d: i32): bool {
  if (m == 2) return d == 29 && y % 4 == 0 && (y != 0 || c % 4 == 0);
  if (m == 4 || m == 6 || m == 9 || m == 11) return d <= 30;
  return true;
}
function rest(p: usize, n: i32): i32 {
  if (n == 10) return 2;
  if (n < 16 || load<u8>(p + 10) != 0x54 || load<u8>(p + 13) != 0x3a) return 0;
  const h = two(p + 11), mi = two(p + 14);
  if (h < 0 || h > 23 || mi < 0 || mi > 59) return 0;
  let at = 16;
  if (n > 16 && load<u8>(p + 16) == 0x3a) {
    if (n < 19) return 0;
    const s = two(p + 17);
    if (s < 0 || s > 59) return 0;
    at = 19;
    if (n > 19 && (load<u8>(p + 19) == 0x2e || load<u8>(p + 19) == 0x2c)) {
      at = 20;
      while (at < n && digit(load<u8>(p + at))) at++;
      if (at == 20) return 0;
    }
  }
  if (at == n) return 2;
  const z = load<u8>(p + at);
  if (z == 0x5a) return at + 1 == n ? 1 : 0;
  if (z != 0x2b && z != 0x2d) return 0;
  if (at + 3 > n) return 0;
  const zh = two(p + at + 1);
  if (zh < 0 || zh > 23) return 0;
  if (n == at + 3) return 1;
  const ma = load<u8>(p + at + 3) == 0x3a ? at + 4 : at + 3;
  if (ma + 2 != n) return 0;
  const zm = two(p + ma);
  return zm >= 0 && zm <= 59 ? 1 : 0;
}
