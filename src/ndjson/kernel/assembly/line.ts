/** What a line or an element is: a message that goes out as it is, or something for the reference. */

import {
  isCurrency, K_ANON, K_CONTEXT, K_DOUBT, K_EVENT, K_GROUP, K_ID, K_INTEGRATIONS, K_PREVIOUS, K_PROPERTIES, K_TIMESTAMP,
  K_TRAITS, K_TYPE, K_USER, keyAt, typeAt,
} from './names.ts';
import { shardCount } from './shard.ts';
import { zoneOf } from './timestamp.ts';
import { digit, endOfNumber, endOfString, ESCAPED, manner, skipWhite, word4, word8 } from './tokens.ts';

/** Open brackets stand here, a byte for each level. */
const STACK: usize = 1024;
const MAX_DEPTH: i32 = 1000;

// What the last plain one turned out to be.
export let seen: i32 = 0;      // which keys have a value that is not null
let dup: i32 = 0;       // which keys were there at all
let typeCode: i32 = 0;  // 1 track 2 identify 3 page 4 screen 5 group 6 alias
export let open: usize = 0;    // after the opening brace
export let end: usize = 0;     // a line's newline, or what stands behind the closing brace
export let owner: usize = 0;   // whose message it is
export let ownerLength: i32 = 0;
export let zone: i32 = 0;      // 1 zoned 2 without zone

// Kinds of values.
export const STRING: i32 = 1;
const OBJECT: i32 = 2, ARRAY: i32 = 3, OTHER: i32 = 4, NULL: i32 = 5;

/**
 * True for what is surely a message that goes out with at most an id put in; anything else is for the reference. Sets
 * what is told of it above. No token of JSON reaches over a newline, or over the NUL behind the block: so a line or an
 * element that ends in the middle of something is not plain, and nobody has to look for its end before.
 */
export function isPlain(start: usize, isLine: bool): bool {
  begin();
  dup = 0;
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
      depth--;
      if (depth == 0) {
        end = isLine ? skipWhite(p + 1) : p + 1;
        if (isLine && load<u8>(end) != 0x0a) return false;
        return isComplete();
      }
      p = skipWhite(p + 1);
      inObject = depth == 1 || load<u8>(STACK + depth) == 0x7d;
    }
    p = skipWhite(p + 1);
  }
}

/** Nothing is told yet. */
@inline export function begin(): void {
  seen = 0; typeCode = 0; zone = 0;
}

/** Ends what was begun: a line whose brace and newline stand before and at these places. */
@inline export function finish(afterBrace: usize, newline: usize): bool {
  open = afterBrace;
  end = newline;
  return isComplete();
}

/** Notes a known member of the message; false when it is for the reference. `n`: of a string's content. */
export function takeMember(key: i32, kind: i32, s: usize, n: i32): bool {
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
