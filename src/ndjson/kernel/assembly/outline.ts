/** A line without what stands within its members: as much of it as tells whether the message would be accepted. */

import { digit, endOfNumber, endOfString, setBreaks, skipWhite, word4 } from './tokens.ts';

/** Open brackets stand here, a byte for each level; the line that was looked at before is done with. */
const STACK: usize = 1024;
const MAX_DEPTH: i32 = 1000;

/**
 * Writes the outline of the line at `start` to `out`: the same members, but each object and array in it is empty. Returns
 * how long that is; 0 for what is not surely an object in one line, with members, that JSON.parse would take.
 */
export function outline(start: usize, out: usize): i32 {
  setBreaks(false);
  let p = skipWhite(start);
  if (load<u8>(p) != 0x7b) return 0;
  let from = p; // where that begins which was not written yet
  let at = out;
  let depth = 1;
  let inObject = true;
  p = skipWhite(p + 1);
  while (true) {
    if (inObject) {
      if (load<u8>(p) != 0x22) return 0;
      const e = endOfString(p + 1);
      if (e == 0) return 0;
      p = skipWhite(e + 1);
      if (load<u8>(p) != 0x3a) return 0;
      p = skipWhite(p + 1);
    }
    const c = load<u8>(p);
    let isOpened = false;
    if (c == 0x22) {
      const e = endOfString(p + 1);
      if (e == 0) return 0;
      p = e + 1;
    } else if (c == 0x7b || c == 0x5b) {
      p++;
      depth++;
      if (depth > MAX_DEPTH) return 0;
      if (depth == 2) {
        memory.copy(at, from, p - from);
        at += p - from;
      }
      inObject = c == 0x7b;
      store<u8>(STACK + depth, inObject ? 0x7d : 0x5d);
      isOpened = true;
    } else if (c == 0x2d || digit(c)) {
      p = endOfNumber(p);
      if (p == 0) return 0;
    } else if (c == 0x74) {
      if (word4(p) != 0x65757274) return 0;
      p += 4;
    } else if (c == 0x66) {
      if (word4(p + 1) != 0x65736c61) return 0;
      p += 5;
    } else if (c == 0x6e) {
      if (word4(p) != 0x6c6c756e) return 0;
      p += 4;
    } else return 0;
    p = skipWhite(p);
    if (isOpened && load<u8>(p) != (inObject ? 0x7d : 0x5d)) continue;
    // After a value, or before the end of an empty one: brackets close until another member or value follows.
    while (load<u8>(p) != 0x2c) {
      if (load<u8>(p) != (inObject ? 0x7d : 0x5d)) return 0;
      depth--;
      if (depth == 0) {
        memory.copy(at, from, p + 1 - from);
        return load<u8>(skipWhite(p + 1)) == 0x0a ? <i32>(at + (p + 1 - from) - out) : 0;
      }
      if (depth == 1) from = p;
      p = skipWhite(p + 1);
      inObject = depth == 1 || load<u8>(STACK + depth) == 0x7d;
    }
    p = skipWhite(p + 1);
  }
}
