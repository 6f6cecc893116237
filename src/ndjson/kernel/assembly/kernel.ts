/**
 * The scanner kernel: takes the lines of a chunk that are surely messages into the open batch, with an id put in,
 * without making an object of any of them. Whatever it is not sure of it leaves to the reference (`isPlain`), so it
 * never has to reject, to warn of anything rare, or to change a line in any other way.
 *
 * AssemblyScript, compiled by the build. Memory is the host's (`kernel.ts` one folder up): below 16384 stand the open
 * brackets, the currency codes as bits, and the beginning of derived ids; then the blocks, and for each of several
 * batches its body with room for one message more, and an entry for each of its messages.
 */

const STACK: usize = 1024;
const MAX_DEPTH: i32 = 1000;
const CURRENCY: usize = 4096;
const PREFIX: usize = 8192;

/** Bytes of an entry: where the message begins in the body, its size, the bytes put in, where; offset and line of its source. */
const ENTRY: usize = 32;

let bodyAt: usize = 0;
let indexAt: usize = 0;
let prefixLength: i32 = 0;
let maxMessage: i32 = 0;
let maxBody: i32 = 0;
let maxCount: i32 = 0;

let bodyLength: i32 = 0;
let count: i32 = 0;

// What the last run did, for the host to read.
let position: usize = 0;
let lines: i32 = 0;
let lineEnd: usize = 0;
let noTimestamp: i32 = 0;
let noTimestampFirst: i32 = 0;
let noZone: i32 = 0;
let noZoneFirst: i32 = 0;
let filtered: i32 = 0;

// Which lines are ours: all of them when the number of shards is 0.
let shardIndex: u64 = 0;
let shardCount: u64 = 0;

export function setUp(messageBytes: i32, bodyBytes: i32, messages: i32): void {
  maxMessage = messageBytes;
  maxBody = bodyBytes;
  maxCount = messages;
}
/** The beginning of derived ids, `"messageId":"sc1-<run>-`, stands at PREFIX. */
export function setPrefix(length: i32): void { prefixLength = length; }
export function getPosition(): usize { return position; }
export function getLines(): i32 { return lines; }
export function getLineEnd(): usize { return lineEnd; }
export function getBodyLength(): i32 { return bodyLength; }
export function getCount(): i32 { return count; }
export function getNoTimestamp(): i32 { return noTimestamp; }
export function getNoTimestampFirst(): i32 { return noTimestampFirst; }
export function getNoZone(): i32 { return noZone; }
export function getNoZoneFirst(): i32 { return noZoneFirst; }
export function getFiltered(): i32 { return filtered; }
/** Takes only the lines of one shard, `index` from 0, of `count` (DESIGN §8); 0 takes all. */
export function setShard(index: i32, shards: i32): void {
  shardIndex = <u64>index;
  shardCount = <u64>shards;
}
/** The batch was taken: the next one is filled in another place. */
export function moveTo(body: usize, index: usize): void {
  bodyAt = body;
  indexAt = index;
  bodyLength = 0;
  count = 0;
}
/** The host has put a message of this size behind the others, with its comma. */
export function noteAppended(size: i32): void {
  bodyLength += size + (count > 0 ? 1 : 0);
  count++;
}

// Known keys of a message, a bit each.
const K_TYPE: i32 = 1, K_USER: i32 = 2, K_ANON: i32 = 4, K_EVENT: i32 = 8, K_GROUP: i32 = 16, K_PREVIOUS: i32 = 32,
  K_PROPERTIES: i32 = 64, K_TRAITS: i32 = 128, K_CONTEXT: i32 = 256, K_INTEGRATIONS: i32 = 512, K_NAME: i32 = 1024,
  K_CATEGORY: i32 = 2048, K_TIMESTAMP: i32 = 4096, K_ID: i32 = 8192, K_DOUBT: i32 = 1 << 30;

// What the last line turned out to be.
let seen: i32 = 0;      // which keys have a value that is not null
let dup: i32 = 0;       // which keys were there at all
let typeCode: i32 = 0;  // 1 track 2 identify 3 page 4 screen 5 group 6 alias
let open: usize = 0;    // after the opening brace
let owner: usize = 0;   // whose message it is
let ownerLength: i32 = 0;
let zone: i32 = 0;      // 1 zoned 2 without zone

@inline function findNewline(from: usize, to: usize): usize {
  let p = from;
  const nl = i8x16.splat(10);
  while (p + 16 <= to) {
    const m = i8x16.bitmask(i8x16.eq(v128.load(p), nl));
    if (m != 0) return p + ctz(m);
    p += 16;
  }
  while (p < to) { if (load<u8>(p) == 10) return p; p++; }
  return to;
}

// What the last string was like: escapes in it, characters beyond ASCII.
const ESCAPED: i32 = 1, WIDE: i32 = 2;
let manner: i32 = 0;

/**
 * The end of a string's content from p on: the closing quote; 0 when it is not valid. Sets `manner`. No end of the
 * block is looked for: it ends with a newline, and no string has one.
 */
@inline function endOfString(from: usize): usize {
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
@inline function digit(c: u8): bool { return c >= 0x30 && c <= 0x39; }
@inline function white(c: u8): bool { return c == 0x20 || c == 0x09 || c == 0x0d; }

/** The first byte that is no white space; the newline that ends a line is none here. */
@inline function skipWhite(from: usize): usize {
  return load<u8>(from) > 0x20 ? from : skipMore(from);
}
function skipMore(from: usize): usize {
  let p = from;
  while (white(load<u8>(p))) p++;
  return p;
}

/** The end of a number; 0 when it is none. */
function endOfNumber(from: usize): usize {
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

@inline function word4(p: usize): u32 { return load<u32>(p); }
@inline function word8(p: usize): u64 { return load<u64>(p); }

/** Which known key stands there, as a bit; K_DOUBT for one that changes on the way; 0 for any other. */
function keyAt(p: usize, n: i32): i32 {
  switch (n) {
    case 4:
      if (word4(p) == 0x65707974) return K_TYPE;      // type
      if (word4(p) == 0x656d616e) return K_NAME;      // name
      return 0;
    case 5: return word4(p) == 0x6e657665 && load<u8>(p + 4) == 0x74 ? K_EVENT : 0; // event
    case 6:
      if (word4(p) == 0x72657375 && load<u16>(p + 4) == 0x6449) return K_USER;      // userId
      if (word4(p) == 0x69617274 && load<u16>(p + 4) == 0x7374) return K_TRAITS;    // traits
      if (word4(p) == 0x746e6573 && load<u16>(p + 4) == 0x7441) return K_DOUBT;     // sentAt
      return 0;
    case 7:
      if (word4(p) == 0x756f7267 && word4(p + 3) == 0x64497075) return K_GROUP;     // groupId
      if (word4(p) == 0x746e6f63 && word4(p + 3) == 0x74786574) return K_CONTEXT;   // context
      return 0;
    case 8:
      return word8(p) == 0x79726f6765746163 ? K_CATEGORY : word8(p) == 0x79654b6574697277 ? K_DOUBT : 0; // category, writeKey
    case 9:
      if (word8(p) == 0x6d617473656d6974 && load<u8>(p + 8) == 0x70) return K_TIMESTAMP; // timestamp
      if (word8(p) == 0x496567617373656d && load<u8>(p + 8) == 0x64) return K_ID;        // messageId
      return 0;
    case 10:
      if (word8(p) == 0x69747265706f7270 && load<u16>(p + 8) == 0x7365) return K_PROPERTIES; // properties
      if (word8(p) == 0x73756f6976657270) return load<u16>(p + 8) == 0x6449 ? K_PREVIOUS : 0; // previousId
      return word8(p) == 0x6465766965636572 && load<u16>(p + 8) == 0x7441 ? K_DOUBT : 0; // receivedAt
    case 11:
      return word8(p) == 0x756f6d796e6f6e61 && load<u16>(p + 8) == 0x4973 && load<u8>(p + 10) == 0x64 ? K_ANON : 0; // anonymousId
    case 12:
      return word8(p) == 0x7461726765746e69 && word4(p + 8) == 0x736e6f69 ? K_INTEGRATIONS : 0; // integrations
    case 17:
      return word8(p) == 0x6c616e696769726f ? K_DOUBT : 0; // original…
    default: return 0;
  }
}

function typeAt(p: usize, n: i32): i32 {
  if (n == 5) {
    if (word4(p) == 0x63617274 && load<u8>(p + 4) == 0x6b) return 1;
    if (word4(p) == 0x756f7267 && load<u8>(p + 4) == 0x70) return 5;
    if (word4(p) == 0x61696c61 && load<u8>(p + 4) == 0x73) return 6;
  } else if (n == 4) { if (word4(p) == 0x65676170) return 3; }
  else if (n == 6) { if (word4(p) == 0x65726373 && load<u16>(p + 4) == 0x6e65) return 4; }
  else if (n == 8) { if (word8(p) == 0x796669746e656469) return 2; }
  return 0;
}

@inline function two(p: usize): i32 {
  const a = load<u8>(p), b = load<u8>(p + 1);
  return digit(a) && digit(b) ? (a - 48) * 10 + (b - 48) : -1;
}

/** 1 zoned, 2 without a zone, 0 doubtful: the reference decides. */
function zoneOf(p: usize, n: i32): i32 {
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

@inline function isCurrency(p: usize, n: i32): bool {
  if (n != 3) return false;
  const a: i32 = load<u8>(p) - 65, b: i32 = load<u8>(p + 1) - 65, c: i32 = load<u8>(p + 2) - 65;
  if (a < 0 || a > 25 || b < 0 || b > 25 || c < 0 || c > 25) return false;
  const at = (a * 26 + b) * 26 + c;
  return (load<u8>(CURRENCY + (at >> 3)) & (1 << (at & 7))) != 0;
}

// Kinds of values.
const STRING: i32 = 1, OBJECT: i32 = 2, ARRAY: i32 = 3, OTHER: i32 = 4, NULL: i32 = 5;

/**
 * True for a line that is surely a message that goes out with at most an id put in; anything else is for the reference.
 * Sets `lineEnd` for it, to its newline. No token of JSON reaches over a newline, and the block ends with one: so a line
 * that ends in the middle of something is not plain, and nobody has to look for its end before.
 */
function isPlain(start: usize): bool {
  seen = 0; dup = 0; typeCode = 0; zone = 0;
  let p = skipWhite(start);
  if (load<u8>(p) != 0x7b) return false;
  p++;
  open = p;
  let depth = 1;
  let inObject = true;
  let key = 0;            // of the top-level member under way
  let members = 0;        // of properties or traits
  let isCurrencyKey = false;
  p = skipWhite(p);
  // An empty object is no message.
  while (true) {
    // Here begins a member, or a value in an array.
    if (inObject) {
      if (load<u8>(p) != 0x22) return false;
      const s = p + 1;
      const e = endOfString(s);
      if (e == 0) return false;
      p = skipWhite(e + 1);
      if (load<u8>(p) != 0x3a) return false;
      p = skipWhite(p + 1);
      if (depth == 1) {
        if ((manner & ESCAPED) != 0) return false;
        key = keyAt(s, <i32>(e - s));
        if (key != 0) {
          if (key == K_DOUBT || (dup & key) != 0) return false;
          dup |= key;
        }
        members = 0;
      } else if (depth == 2 && (key & (K_PROPERTIES | K_TRAITS)) != 0) {
        members++;
        if (members > 300) return false;
        if (key == K_PROPERTIES) {
          if ((manner & ESCAPED) != 0) return false;
          isCurrencyKey = e - s == 8 && word8(s) == 0x79636e6572727563; // currency
        }
      }
    }
    const s = p;
    const c = load<u8>(p);
    let kind: i32;
    if (c == 0x22) {
      const e = endOfString(p + 1);
      if (e == 0) return false;
      p = e + 1;
      kind = STRING;
    } else if (c == 0x7b || c == 0x5b) {
      kind = c == 0x7b ? OBJECT : ARRAY;
      p++;
    } else if (c == 0x2d || digit(c)) {
      p = endOfNumber(p);
      if (p == 0) return false;
      kind = OTHER;
    } else if (c == 0x74) {
      if (word4(p) != 0x65757274) return false;
      p += 4;
      kind = OTHER;
    } else if (c == 0x66) {
      if (word4(p + 1) != 0x65736c61) return false;
      p += 5;
      kind = OTHER;
    } else if (c == 0x6e) {
      if (word4(p) != 0x6c6c756e) return false;
      p += 4;
      kind = NULL;
    } else return false;

    if (depth == 1) {
      if (key != 0 && !takeMember(key, kind, s, <i32>(p - s - 2))) return false;
    } else if (depth == 2 && isCurrencyKey) {
      isCurrencyKey = false;
      if (kind != NULL && (kind != STRING || !isCurrency(s + 1, <i32>(p - s - 2)))) return false;
    }
    if (kind == OBJECT || kind == ARRAY) {
      depth++;
      if (depth > MAX_DEPTH) return false;
      inObject = kind == OBJECT;
      store<u8>(STACK + depth, inObject ? 0x7d : 0x5d);
      p = skipWhite(p);
      if (load<u8>(p) != (inObject ? 0x7d : 0x5d)) continue;
    } else p = skipWhite(p);

    // After a value, or before the end of an empty one: brackets close until another member or value follows.
    while (load<u8>(p) != 0x2c) {
      if (load<u8>(p) != (inObject ? 0x7d : 0x5d)) return false;
      p = skipWhite(p + 1);
      depth--;
      if (depth == 0) {
        if (load<u8>(p) != 0x0a) return false;
        lineEnd = p;
        return isComplete();
      }
      inObject = depth == 1 || load<u8>(STACK + depth) == 0x7d;
    }
    p = skipWhite(p + 1);
  }
}

/** Notes a known member of the message; false when it is for the reference. `n`: of a string's content. */
function takeMember(key: i32, kind: i32, s: usize, n: i32): bool {
  if (kind == NULL) return key != K_ID;
  if ((key & (K_PROPERTIES | K_TRAITS | K_CONTEXT | K_INTEGRATIONS)) != 0) return kind == OBJECT;
  if (kind != STRING) return false;
  if (key == K_TYPE) {
    if ((manner & ESCAPED) != 0) return false;
    typeCode = typeAt(s + 1, n);
    return typeCode != 0;
  }
  if (key == K_TIMESTAMP) {
    if (manner != 0) return false;
    zone = zoneOf(s + 1, n);
    return zone != 0;
  }
  seen |= key;
  if (key == K_ID) return manner == 0 && n >= 1 && n <= 100;
  if (key == K_USER || key == K_ANON) {
    // A shard is told by the id's bytes: one with an escape is for the reference.
    if ((manner & ESCAPED) != 0 && shardCount != 0) return false;
    // The user decides, and the anonymous id where there is none.
    if (key == K_USER || (seen & K_USER) == 0) {
      owner = s + 1;
      ownerLength = n;
    }
  }
  // Of the others only some types look at them: an empty one is a doubt, and for the reference.
  return n != 0;
}

@inline function isComplete(): bool {
  if ((seen & (K_USER | K_ANON)) == 0) return false;
  switch (typeCode) {
    case 1: return (seen & K_EVENT) != 0;
    case 5: return (seen & K_GROUP) != 0;
    case 6: return (seen & K_PREVIOUS) != 0 && (seen & K_USER) != 0;
    case 0: return false;
    default: return true;
  }
}

// XXH64, seed 0
const P1: u64 = 0x9E3779B185EBCA87, P2: u64 = 0xC2B2AE3D27D4EB4F, P3: u64 = 0x165667B19E3779F9, P4: u64 = 0x85EBCA77C2B2AE63, P5: u64 = 0x27D4EB2F165667C5;
@inline function round(acc: u64, input: u64): u64 { return rotl<u64>(acc + input * P2, 31) * P1; }
@inline function merge(acc: u64, v: u64): u64 { return (acc ^ round(0, v)) * P1 + P4; }
function xxh64(start: usize, len: i32): u64 {
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

/**
 * Takes lines from `from` on into the open batch, as long as they are plain. Returns 0 when all of them were, 1 when
 * the next does not fit into the batch any more, 2 when the next, up to `lineEnd`, is for the reference. `base` is
 * what an address and the offset in the input of the byte there differ by; `line` the number of the line at `from`.
 */
export function run(from: usize, to: usize, base: f64, line: f64): i32 {
  position = from;
  lines = 0;
  noTimestamp = 0;
  noZone = 0;
  filtered = 0;
  while (position < to) {
    if (!isPlain(position)) {
      lineEnd = findNewline(position, to);
      return 2;
    }
    const newline = lineEnd;
    let end = newline;
    // It ends with a brace at least, so there is a byte before.
    if (load<u8>(end - 1) == 0x0d) end--;
    if (shardCount != 0 && !isInShard()) {
      filtered++;
      lines++;
      position = newline + 1;
      continue;
    }
    const length = <i32>(end - position);
    if (length > maxMessage) return 2;
    const offset: u64 = <u64>(base + <f64>position);
    const comma = count > 0 ? 1 : 0;
    const out = bodyAt + bodyLength + comma;
    const head = <i32>(open - position);
    // Written where it will stand; nothing counts before the message fits.
    const idLength = (seen & K_ID) != 0 ? 0 : writeId(out + head, offset, position, length);
    const size = length + idLength;
    if (size > maxMessage) return 2;
    if (count >= maxCount || bodyLength + comma + size > maxBody) return 1;
    if (comma == 1) store<u8>(out - 1, 0x2c);
    // Nearly always a brace alone.
    if (head == 1) store<u8>(out, 0x7b);
    else memory.copy(out, position, head);
    memory.copy(out + head + idLength, open, length - head);
    const entry = indexAt + count * ENTRY;
    store<u32>(entry, <u32>(out - bodyAt));
    store<u32>(entry + 4, size);
    store<u32>(entry + 8, idLength);
    store<u32>(entry + 12, head);
    store<f64>(entry + 16, <f64>offset);
    store<f64>(entry + 24, line + <f64>lines);
    bodyLength = <i32>(out - bodyAt) + size;
    count++;
    if (zone == 0) {
      if (noTimestamp == 0) noTimestampFirst = lines;
      noTimestamp++;
    } else if (zone == 2) {
      if (noZone == 0) noZoneFirst = lines;
      noZone++;
    }
    lines++;
    position = newline + 1;
  }
  return 0;
}

/** XXH64 of `u` and the id, as the reference has it. The letter takes the place of the quote before the id. */
function isInShard(): bool {
  const before = owner - 1;
  store<u8>(before, 0x75);
  const hash = xxh64(before, ownerLength + 1);
  store<u8>(before, 0x22);
  return hash % shardCount == shardIndex;
}

/** Writes `"messageId":"sc1-<run>-<offset>-<content>",` (DESIGN §3); returns its length. */
function writeId(at: usize, offset: u64, line: usize, length: i32): i32 {
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
