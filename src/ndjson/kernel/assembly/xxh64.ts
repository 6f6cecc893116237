/** XXH64 with seed 0. */
const P1: u64 = 0x9E3779B185EBCA87, P2: u64 = 0xC2B2AE3D27D4EB4F, P3: u64 = 0x165667B19E3779F9, P4: u64 = 0x85EBCA77C2B2AE63, P5: u64 = 0x27D4EB2F165667C5;
@inline function round(acc: u64, input: u64): u64 { return rotl<u64>(acc + input * P2, 31) * P1; }
@inline function merge(acc: u64, v: u64): u64 { return (acc ^ round(0, v)) * P1 + P4; }
export function xxh64(start: usize, len: i32): u64 {
  let p = start;
  const end = start + len;
  let h: u64;
  if (len >= 32) {
    let v1: u64 = P1 + P2, v2: u64 = P2, v3: u64 = 0, v4: u64 = 0 - P1;
    const limit = end - 32;
    do {
      v1 = round(v1, load<u64>(p)); v2 = round(v2, load<u64>(p + 8)); v3 = round(v3, load<u64>(p + 16)); v4 = round(v4, load<u64>(p + 24));
      p += 32;
    } while (p <= limit);
    h = rotl<u64>(v1, 1) + rotl<u64>(v2, 7) + rotl<u64>(v3, 12) + rotl<u64>(v4, 18);
    h = merge(h, v1); h = merge(h, v2); h = merge(h, v3); h = merge(h, v4);
  } else h = P5;
  h += <u64>len;
  while (p + 8 <= end) { h = rotl<u64>(h ^ round(0, load<u64>(p)), 27) * P1 + P4; p += 8; }
  if (p + 4 <= end) { h = rotl<u64>(h ^ (<u64>load<u32>(p) * P1), 23) * P2 + P3; p += 4; }
  while (p < end) { h = rotl<u64>(h ^ (<u64>load<u8>(p) * P5), 11) * P1; p++; }
  h ^= h >> 33; h *= P2; h ^= h >> 29; h *= P3; h ^= h >> 32;
  return h;
}
