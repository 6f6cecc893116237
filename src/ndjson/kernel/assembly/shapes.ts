/**
 * The shapes of lines: what lines from the same program have in common, which is everything but their strings, numbers,
 * and words. A line of a known shape is compared with it, sixteen bytes at once, instead of taken apart.
 *
 * The shapes are one tree, for most of them begin alike. What stands between two values is a chain of nodes, of at most
 * sixteen bytes each; the last one says what follows. Where several ways go on from a node, at most one can match: the
 * byte behind the shortest tells which.
 */

import { begin, end, finish, STRING, takeMember } from './line.ts';
import { isCurrency, K_PROPERTIES, keyAt } from './names.ts';
import { digit, endOfNumber, endOfString, skipWhite, word4, word8 } from './tokens.ts';

/** The host leaves room for them here, for each: its bytes, which of the sixteen count, and five numbers. */
const NODES: usize = 16384;
const NODE: usize = 64;
const MOST: usize = 2047;
const MASK: usize = 16, NEXT: usize = 32, CHILD: usize = 36, LENGTH: usize = 40, KIND: usize = 44, KEY: usize = 48;

/** What follows the bytes of a node: more of them, a value, or the next line. */
const MORE: i32 = 0, NUMBER: i32 = 2, WORD: i32 = 3, END: i32 = 4;
/** In the place of a key of the message: a value that must be a currency. */
const CURRENCY: i32 = 1 << 29;

/** The first node is none: its child begins all shapes. */
let nodes: usize = 1;

// Lines that have nothing in common would be looked at twice: after some of those no line is for a while.
const TRUST: i32 = 16, MOST_TRUST: i32 = 64, MISS: i32 = 8, REST: i32 = 512;
let trust: i32 = TRUST;
let rest: i32 = 0;

/** True for a line of a known shape that is plain, of which then the same is told as by `isPlain`. */
export function isKnown(start: usize): bool {
  if (rest != 0) {
    rest--;
    return false;
  }
  begin();
  let p = start;
  let node: usize = load<u32>(NODES, CHILD);
  while (node != 0) {
    if (v128.any_true(v128.and(v128.xor(v128.load(p), v128.load(node)), v128.load(node, MASK)))) {
      node = load<u32>(node, NEXT);
      continue;
    }
    const value = p + load<u32>(node, LENGTH);
    const kind = load<i32>(node, KIND);
    if (kind == STRING) {
      p = endOfString(value);
      const key = load<i32>(node, KEY);
      if (p == 0 || (key != 0 && !takeString(key, value, <i32>(p - value)))) break;
    } else if (kind == MORE) p = value;
    else if (kind == END) {
      if (!finish(start + 1, value - 1)) break;
      if (trust < MOST_TRUST) trust++;
      return true;
    } else {
      const after = kind == NUMBER ? endOfNumber(value) : endOfWord(value);
      if (after == 0) {
        node = load<u32>(node, NEXT);
        continue;
      }
      p = after;
    }
    node = load<u32>(node, CHILD);
  }
  miss();
  return false;
}

function miss(): void {
  trust -= MISS;
  if (trust >= 0) return;
  trust = TRUST;
  rest = REST;
  if (nodes <= MOST) return;
  nodes = 1;
  store<u32>(NODES, 0, CHILD);
}

function takeString(key: i32, value: usize, n: i32): bool {
  return key == CURRENCY ? isCurrency(value, n) : takeMember(key, STRING, value - 1, n);
}

/** The end of `true` or `false`; 0 for anything else. */
@inline function endOfWord(p: usize): usize {
  if (word4(p) == 0x65757274) return p + 4;
  return word4(p + 1) == 0x65736c61 && load<u8>(p) == 0x66 ? p + 5 : 0;
}

/** Remembers the shape of a line that was found plain, and begins with its brace. */
export function learn(start: usize): void {
  if (rest != 0 || load<u8>(start) != 0x7b) return;
  let link = NODES + CHILD;
  let from = start;       // where that begins which stands in no node yet
  let p = start;
  let depth = 0;
  let key = 0;            // of the top-level member under way
  let isCurrencyKey = false;
  while (p < end && link != 0) {
    const c = load<u8>(p);
    if (c == 0x22) {
      const s = p + 1;
      const e = endOfString(s);
      p = skipWhite(e + 1);
      if (load<u8>(p) == 0x3a) {
        isCurrencyKey = depth == 2 && key == K_PROPERTIES && e - s == 8 && word8(s) == 0x79636e6572727563; // currency
        if (depth == 1) key = keyAt(s, <i32>(e - s));
      } else {
        link = add(link, from, s, STRING, depth == 1 ? key : isCurrencyKey ? CURRENCY : 0);
        from = e;
      }
    } else if (c == 0x2d || digit(c)) {
      link = add(link, from, p, NUMBER, 0);
      p = from = endOfNumber(p);
    } else if (c == 0x74 || c == 0x66) {
      link = add(link, from, p, WORD, 0);
      p = from = endOfWord(p);
    } else {
      if (c == 0x7b || c == 0x5b) depth++;
      if (c == 0x7d || c == 0x5d) depth--;
      p++;
    }
  }
  if (link != 0) add(link, from, end + 1, END, 0);
}

/** Puts bytes behind what was put there before; returns where that begins which follows them, 0 where there is no room. */
function add(link: usize, from: usize, to: usize, kind: i32, key: i32): usize {
  let p = from;
  let at = link;
  for (; to - p > 16 && at != 0; p += 16) at = childAt(at, p, 16, MORE, 0);
  return at == 0 ? 0 : childAt(at, p, <u32>(to - p), kind, key);
}

function childAt(link: usize, bytes: usize, length: u32, kind: i32, key: i32): usize {
  let at = link;
  for (let node: usize = load<u32>(at); node != 0; node = load<u32>(at)) {
    const isSame = load<u32>(node, LENGTH) == length && load<i32>(node, KIND) == kind && load<i32>(node, KEY) == key;
    if (isSame && memory.compare(node, bytes, length) == 0) return node + CHILD;
    at = node + NEXT;
  }
  if (nodes > MOST) return 0;
  const node = NODES + NODE * nodes++;
  memory.fill(node, 0, NODE);
  memory.copy(node, bytes, length);
  memory.fill(node + MASK, 0xff, length);
  store<u32>(node, length, LENGTH);
  store<i32>(node, kind, KIND);
  store<i32>(node, key, KEY);
  store<u32>(at, <u32>node);
  return node + CHILD;
}
