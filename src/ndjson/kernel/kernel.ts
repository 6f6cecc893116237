import { currencyCodes } from '../../spec/currency.ts';
import { kernelBase64 } from './bytes.ts';
import {
  type BatchLayout,
  batchAt,
  entryBytes,
  type KernelBatch,
  type KernelEntry,
  movedOut,
} from './memory.ts';
import type { KernelExports, WebAssemblyApi } from './web-assembly.ts';

/** What a batch and a message in it may hold. */
export interface KernelLimits {
  readonly maxMessageBytes: number;
  /** Bytes of the messages of a batch with the commas between them. */
  readonly maxBodyBytes: number;
  readonly maxMessages: number;
}

/** Memory for batches: a place for each that may be open or on its way at the same time. */
export interface KernelRoom {
  readonly batches: number;
  /** Room around the messages of a body, for what the envelope puts there. */
  readonly before: number;
  readonly after: number;
}

/** How far one run came. */
export interface KernelRun {
  /** `end`: the block is used up. `full`: what comes next does not fit into the batch. `other`: it is for the reference. */
  readonly stop: 'end' | 'full' | 'other';
  /** How many lines or elements it dealt with, and how many of them belong to other shards. */
  readonly taken: number;
  readonly filtered: number;
  /** How many newlines it passed. */
  readonly lines: number;
  /** Where the first line that it did not take begins in the block, or the last element that it took ends. */
  readonly at: number;
  /** Those without a timestamp, and with one that names no zone; `first` counts in newlines. */
  readonly withoutTimestamp: KernelWarning;
  readonly withoutZone: KernelWarning;
}

export interface KernelWarning {
  readonly count: number;
  readonly first: number;
}

/** What is taken from a block: `lines`, each with its newline; the elements of an `array`; `values` with white space between. */
export type Framing = (typeof framings)[number];

/** The line and the element that come next. */
export interface NextNumbers {
  readonly number: number;
  readonly record?: number | undefined;
}

/** Where a message comes from, and what was put into it. */
export type KernelOrigin = Omit<KernelEntry, 'start' | 'size'>;

/** The scanner kernel over one open batch. */
export interface Kernel {
  /** Bytes of a block at most. */
  readonly capacity: number;
  /** Memory of that size to read blocks into, in turns: from there they are taken without a copy. */
  readonly buffers: readonly Buffer[];
  /** The memory that batches stand in, and how. */
  readonly memory: Buffer;
  readonly layout: BatchLayout;
  /** How many there is room for, the open one among them. */
  readonly places: number;
  /** The beginning of the ids that are put in: `sc1-<run>-`. */
  setIdPrefix(prefix: string): void;
  /** Takes only the lines of one of `count` shards, `index` from 1. */
  setShard(index: number, count: number): void;
  /** Brings in a block whose first byte stands at `offset` of the decompressed input. */
  load(block: Uint8Array, offset: number): void;
  /** Takes lines from `from` of the block on, or elements: then one has ended there. */
  run(from: number, framing: Framing, next: NextNumbers): KernelRun;
  /**
   * The text of the line at `from` of the block with each object and array in it emptied; undefined for what is not surely
   * an object in one line, with members.
   */
  outline(from: number): string | undefined;
  /** The id of a line that stands at this offset of the input; undefined for one that is not in the kernel's memory. */
  idOf(offset: number, line: Uint8Array): string | undefined;
  /** Writes text as the content of a JSON string, and returns where that ends; undefined for what is not in the kernel's memory. */
  escapeText(text: Buffer, into: Buffer, at: number): number | undefined;
  /** True when a message of so many bytes may join the open batch. */
  fits(size: number): boolean;
  /**
   * Notes where the messages from this one on come from, where that is not the block: a record whose message stands in
   * the block in its place. `originOf` is given the number of the line in the block, as the run counted it.
   */
  noteOrigins(from: number, originOf: (line: number) => KernelOrigin): void;
  /** Puts a message that the reference made behind the others. It must fit. */
  append(bytes: Uint8Array, origin: KernelOrigin): void;
  readonly count: number;
  take(): KernelBatch;
}

// As assembly/kernel.ts has them.
const currencyAt = 4096;
const prefixAt = 8192;
const maxPrefix = 4096;
const shapesAt = 16384;
const blocksAt = shapesAt + 2048 * 64;
/** Each block costs a round through the host; with half of this a gigabyte takes a twentieth longer. */
const capacity = 1024 * 1024;
/** Two to read into, one for the copy of a block that stands elsewhere, and one for what is told of a line. */
const blockPlaces = 4;
const pageBytes = 65_536;
/** The maximum that build-kernel.mjs declares. */
const maxPages = 2048;
/** What a line and its id can take beyond the end of a body before it is known whether they fit. */
const slack = 8192;
/** Beyond this a machine may not give the memory; batches then go out of a copy of their own. */
const maxPlaces = 64;

const beforeId = '"messageId":"';

const stops = ['end', 'full', 'other'] as const;
const noWarning: KernelWarning = { count: 0, first: 0 };
const framings = ['lines', 'array', 'values'] as const;

/**
 * Undefined where this machine's WebAssembly has no SIMD or cannot share its memory, or the limits are beyond what
 * the kernel is made for.
 */
export function createKernel(limits: KernelLimits, room: KernelRoom): Kernel | undefined {
  const bytes = Buffer.from(kernelBase64, 'base64');
  const api: WebAssemblyApi | undefined = Reflect.get(globalThis, 'WebAssembly');
  if (api?.validate(bytes) !== true) return undefined;
  const { maxMessageBytes, maxBodyBytes, maxMessages } = limits;
  if (
    maxMessageBytes > capacity ||
    maxBodyBytes > 8 * 1024 * 1024 ||
    maxMessages > 100_000 ||
    room.batches < 1
  )
    return undefined;

  const { before, after } = room;
  const bodyBytes = align(before + maxBodyBytes + maxMessageBytes + slack + after);
  const layout: BatchLayout = { before, after, bodyBytes };
  const placeBytes = align(bodyBytes + maxMessages * entryBytes);
  const blockBytes = align(capacity + 64);
  const placesAt = blocksAt + blockPlaces * blockBytes;
  const placesThatFit = Math.floor((maxPages * pageBytes - placesAt) / placeBytes);
  const places = Math.min(room.batches, maxPlaces, placesThatFit);
  const pages = Math.ceil((placesAt + places * placeBytes) / pageBytes);
  // Shared, because another thread may send what this one reads.
  const wasmMemory = new api.Memory({ initial: pages, maximum: maxPages, shared: true });
  const instance = new api.Instance(new api.Module(bytes), { env: { abort, memory: wasmMemory } });
  // The build makes both from one source.
  const kernel = instance.exports as KernelExports;
  const memory = Buffer.from(wasmMemory.buffer);
  const blocks = Array.from({ length: blockPlaces }, (_, place) => {
    const at = blocksAt + place * blockBytes;
    return memory.subarray(at, at + capacity);
  });
  const [copyOfBlock = memory, told = memory, ...buffers] = blocks;
  for (const code of currencyCodes) setBit(memory, currencyAt, bitOf(code));
  kernel.setUp(maxMessageBytes, maxBodyBytes, maxMessages);
  const free = Array.from({ length: places }, (_, place) => placesAt + place * placeBytes);
  let placeAt = 0;
  const moveTo = (place: number): void => {
    placeAt = place;
    kernel.moveTo(place + before, place + bodyBytes);
  };
  moveTo(free.pop() ?? placesAt);
  let blockAt = 0;
  let blockEnd = 0;
  let base = 0;

  return {
    capacity,
    buffers,
    memory,
    layout,
    places,
    setIdPrefix(prefix) {
      const text = `${beforeId}${prefix}`;
      if (text.length > maxPrefix) throw new RangeError('the prefix is too long');
      kernel.setPrefix(memory.write(text, prefixAt, 'latin1'));
    },
    setShard(index, count) {
      kernel.setShard(index - 1, count);
    },
    load(block, offset) {
      if (block.length > capacity) throw new RangeError('the block is too large');
      const isOurs = block.buffer === memory.buffer;
      if (!isOurs) copyOfBlock.set(block);
      blockAt = isOurs ? block.byteOffset : copyOfBlock.byteOffset;
      blockEnd = blockAt + block.length;
      base = offset;
    },
    run(from, framing, { number, record = 0 }) {
      const shape = framings.indexOf(framing);
      const stop = kernel.run(blockAt + from, blockEnd, shape, base - blockAt, number, record);
      const taken = kernel.getTaken();
      // Where one line after the other is for the reference, asking for the rest costs as much as the run.
      const isNone = taken === 0;
      return {
        stop: stops[stop] ?? 'other',
        taken,
        filtered: isNone ? 0 : kernel.getFiltered(),
        lines: isNone ? 0 : kernel.getLines(),
        at: isNone ? from : kernel.getPosition() - blockAt,
        withoutTimestamp: isNone
          ? noWarning
          : { count: kernel.getNoTimestamp(), first: kernel.getNoTimestampFirst() },
        withoutZone: isNone ? noWarning : { count: kernel.getNoZone(), first: kernel.getNoZoneFirst() },
      };
    },
    outline(from) {
      const length = kernel.outline(blockAt + from, told.byteOffset);
      return length === 0 ? undefined : told.toString('utf8', 0, length);
    },
    idOf(offset, { buffer, byteOffset, length }) {
      if (buffer !== memory.buffer) return undefined;
      const end = kernel.writeIdOf(byteOffset, length, offset, told.byteOffset);
      // Without the key before it, and the quote and comma behind it.
      return told.toString('latin1', beforeId.length, end - 2);
    },
    escapeText({ buffer, byteOffset, length }, into, at) {
      if (buffer !== memory.buffer || 6 * length > capacity) return undefined;
      const written = kernel.escape(byteOffset, byteOffset + length, told.byteOffset);
      return at + told.copy(into, at, 0, written);
    },
    fits(size) {
      const count = kernel.getCount();
      return count < maxMessages && kernel.getBodyLength() + (count > 0 ? 1 : 0) + size <= maxBodyBytes;
    },
    noteOrigins(from, originOf) {
      for (let index = from; index < kernel.getCount(); index += 1) {
        const entry = placeAt + bodyBytes + index * entryBytes;
        writeOrigin(memory, entry, originOf(memory.readDoubleLE(entry + 24)));
      }
    },
    append(message, origin) {
      const count = kernel.getCount();
      const comma = count > 0 ? 1 : 0;
      const start = kernel.getBodyLength() + comma;
      const bodyAt = placeAt + before;
      if (comma === 1) memory[bodyAt + start - 1] = 0x2c;
      memory.set(message, bodyAt + start);
      const entry = placeAt + bodyBytes + count * entryBytes;
      memory.writeUInt32LE(start, entry);
      memory.writeUInt32LE(message.length, entry + 4);
      writeOrigin(memory, entry, origin);
      kernel.noteAppended(message.length);
    },
    get count() {
      return kernel.getCount();
    },
    take() {
      const place = { at: placeAt, count: kernel.getCount(), length: kernel.getBodyLength() };
      const next = free.pop();
      moveTo(next ?? place.at);
      // There are more batches than were declared: this one moves out, and its place is filled again.
      if (next === undefined) return movedOut(memory, layout, place);
      return batchAt(memory, layout, place, () => void free.push(place.at));
    },
  };
}

function writeOrigin(
  memory: Buffer,
  entry: number,
  { inserted, insertedAt, offset, line, record = 0 }: KernelOrigin,
): void {
  memory.writeUInt32LE(inserted, entry + 8);
  memory.writeUInt32LE(insertedAt, entry + 12);
  memory.writeDoubleLE(offset, entry + 16);
  memory.writeDoubleLE(line, entry + 24);
  memory.writeDoubleLE(record, entry + 32);
}

function align(at: number): number {
  return Math.ceil(at / 16) * 16;
}

function setBit(memory: Buffer, at: number, bit: number): void {
  const byte = at + (bit >> 3);
  memory[byte] = (memory[byte] ?? 0) | (1 << (bit & 7));
}

/** The place of three capitals among all of them. */
function bitOf(code: string): number {
  const letter = (index: number) => code.charCodeAt(index) - 65;
  return (letter(0) * 26 + letter(1)) * 26 + letter(2);
}

function abort(): never {
  throw new Error('the kernel failed');
}
