/**
 * The scanner kernel: takes the lines or elements of a chunk that are surely messages into the open batch, with an id
 * put in, without making an object of any of them. Whatever it is not sure of it leaves to the reference (`isPlain`),
 * so it never has to reject, to warn of anything rare, or to change a message in any other way.
 *
 * AssemblyScript, compiled by the build. Memory is the host's (`kernel.ts` one folder up): below 147456 stand the open
 * brackets, the currency codes as bits, the beginning of derived ids, and the shapes of lines; then the blocks, and for each of several
 * batches its body with room for one message more, and an entry for each of its messages.
 */

import { escape } from './escape.ts';
import { end, isPlain, open, owner, ownerLength, seen, zone } from './line.ts';
import { setPrefix, writeId } from './message-id.ts';
import { K_ID } from './names.ts';
import { outline } from './outline.ts';
import { isKnown, learn } from './shapes.ts';
import { isInShard, setShard, shardCount } from './shard.ts';
import { breaks, returns, setBreaks, skipWhite } from './tokens.ts';

// Not `export … from`: with an ending in its path the compiler takes that for another file, with variables of its own.
export { escape, outline, setPrefix, setShard };

/** Bytes of an entry: where the message begins in the body, its size, the bytes put in, where; offset, line and record of its source. */
const ENTRY: usize = 40;

/** What stands between two messages: a newline, a comma, or white space alone. */
const LINES: i32 = 0, ARRAY: i32 = 1;

/** More than an id takes, for the copy of a message without its line breaks. */
const ID_ROOM: usize = 4352;

let bodyAt: usize = 0;
let indexAt: usize = 0;
let maxMessage: i32 = 0;
let maxBody: i32 = 0;
let maxCount: i32 = 0;

let bodyLength: i32 = 0;
let count: i32 = 0;

// What the last run did, for the host to read.
let position: usize = 0;
let taken: i32 = 0;
let lines: i32 = 0;
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
export function getTaken(): i32 { return taken; }
export function getLines(): i32 { return lines; }
export function getBodyLength(): i32 { return bodyLength; }
export function getCount(): i32 { return count; }
export function getNoTimestamp(): i32 { return noTimestamp; }
export function getNoTimestampFirst(): i32 { return noTimestampFirst; }
export function getNoZone(): i32 { return noZone; }
export function getNoZoneFirst(): i32 { return noZoneFirst; }
export function getFiltered(): i32 { return filtered; }
/** The member with the id of a line, as it is put into messages. */
export function writeIdOf(line: usize, length: i32, offset: f64, out: usize): i32 {
  return writeId(out, <u64>offset, line, length);
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

/**
 * Takes lines or elements from `from` on into the open batch, as long as they are plain. Returns 0 when all of them
 * were, 1 when the next does not fit into the batch any more, 2 when the next is for the reference. Where elements are
 * taken, one has ended at `from`. `base` is what an address and the offset in the input of the byte there differ by;
 * `line` the number of the line at `from`, `record` that of the next element.
 */
export function run(from: usize, to: usize, shape: i32, base: f64, line: f64, record: f64): i32 {
  const behind = load<u8>(to);
  store<u8>(to, 0);
  const stop = takePlain(from, to, shape, base, line, record);
  store<u8>(to, behind);
  return stop;
}

@inline function takePlain(from: usize, to: usize, shape: i32, base: f64, line: f64, record: f64): i32 {
  const isLine = shape == LINES;
  setBreaks(!isLine);
  position = from;
  taken = 0;
  lines = 0;
  noTimestamp = 0;
  noZone = 0;
  filtered = 0;
  while (position < to) {
    const start = isLine ? position : nextElement(position, shape);
    if (start == 0) return 2;
    const startLine = isLine ? lines : breaks;
    const startReturns = returns;
    if (!isLine || !isKnown(start)) {
      if (!isPlain(start, isLine)) return 2;
      if (isLine) learn(start);
    }
    const next = isLine ? end + 1 : end;
    const nextLine = isLine ? lines + 1 : breaks;
    if (shardCount != 0 && !isInShard(owner, ownerLength)) {
      filtered++;
      taken++;
      lines = nextLine;
      position = next;
      continue;
    }
    // It ends with a brace at least, so there is a byte before.
    let length = <i32>(end - start) - (load<u8>(end - 1) == 0x0d ? 1 : 0);
    const head = <i32>(open - start);
    const comma = count > 0 ? 1 : 0;
    const out = bodyAt + bodyLength + comma;
    let source = start;
    if (!isLine && (breaks != startLine || returns != startReturns)) {
      source = out + ID_ROOM;
      length = copyWithoutBreaks(start, end, source);
    }
    if (length > maxMessage) return 2;
    const offset: u64 = <u64>(base + <f64>start);
    // Written where it will stand; nothing counts before the message fits.
    const idLength = (seen & K_ID) != 0 ? 0 : writeId(out + head, offset, source, length);
    const size = length + idLength;
    if (size > maxMessage) return 2;
    if (count >= maxCount || bodyLength + comma + size > maxBody) return 1;
    if (comma == 1) store<u8>(out - 1, 0x2c);
    // Nearly always a brace alone.
    if (head == 1) store<u8>(out, 0x7b);
    else memory.copy(out, source, head);
    memory.copy(out + head + idLength, source + head, length - head);
    const entry = indexAt + count * ENTRY;
    store<u32>(entry, <u32>(out - bodyAt));
    store<u32>(entry + 4, size);
    store<u32>(entry + 8, idLength);
    store<u32>(entry + 12, head);
    store<f64>(entry + 16, <f64>offset);
    store<f64>(entry + 24, line + <f64>startLine);
    store<f64>(entry + 32, isLine ? 0 : record + <f64>taken);
    bodyLength = <i32>(out - bodyAt) + size;
    count++;
    if (zone == 0) {
      if (noTimestamp == 0) noTimestampFirst = startLine;
      noTimestamp++;
    } else if (zone == 2) {
      if (noZone == 0) noZoneFirst = startLine;
      noZone++;
    }
    taken++;
    lines = nextLine;
    position = next;
  }
  return 0;
}

/** Where the element behind another begins; 0 when something else follows. */
@inline function nextElement(from: usize, shape: i32): usize {
  let p = skipWhite(from);
  if (shape == ARRAY) {
    if (load<u8>(p) != 0x2c) return 0;
    p = skipWhite(p + 1);
  }
  return load<u8>(p) == 0x7b ? p : 0;
}

/**
 * Copies an element without its line breaks, which all stand between its tokens. Returns how long that is: more than a
 * message may be when it was not copied to its end.
 */
function copyWithoutBreaks(from: usize, to: usize, at: usize): i32 {
  const newline = i8x16.splat(0x0a), carriageReturn = i8x16.splat(0x0d);
  let p = from, out = at;
  while (out <= at + maxMessage) {
    const v = v128.load(p);
    v128.store(out, v);
    const m = i8x16.bitmask(v128.or(i8x16.eq(v, newline), i8x16.eq(v, carriageReturn)));
    const n = m == 0 ? 16 : ctz(m);
    if (p + n >= to) return <i32>(out - at + (to - p));
    p += m == 0 ? 16 : n + 1;
    out += n;
  }
  return <i32>(out - at);
}
