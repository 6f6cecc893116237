/**
 * The scanner kernel: takes the lines of a chunk that are surely messages into the open batch, with an id put in,
 * without making an object of any of them. Whatever it is not sure of it leaves to the reference (`isPlain`), so it
 * never has to reject, to warn of anything rare, or to change a line in any other way.
 *
 * AssemblyScript, compiled by the build. Memory is the host's (`kernel.ts` one folder up): below 16384 stand the open
 * brackets, the currency codes as bits, and the beginning of derived ids; then the blocks, and for each of several
 * batches its body with room for one message more, and an entry for each of its messages.
 */

import { isPlain, newline, open, owner, ownerLength, seen, zone } from './line.ts';
import { setPrefix, writeId } from './message-id.ts';
import { K_ID } from './names.ts';
import { isInShard, setShard, shardCount } from './shard.ts';
import { findNewline } from './tokens.ts';

// Not `export … from`: with an ending in its path the compiler takes that for another file, with variables of its own.
export { setPrefix, setShard };

/** Bytes of an entry: where the message begins in the body, its size, the bytes put in, where; offset and line of its source. */
const ENTRY: usize = 32;

let bodyAt: usize = 0;
let indexAt: usize = 0;
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

export function setUp(messageBytes: i32, bodyBytes: i32, messages: i32): void {
  maxMessage = messageBytes;
  maxBody = bodyBytes;
  maxCount = messages;
}
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
    lineEnd = newline;
    let end = newline;
    // It ends with a brace at least, so there is a byte before.
    if (load<u8>(end - 1) == 0x0d) end--;
    if (shardCount != 0 && !isInShard(owner, ownerLength)) {
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
