/** Where the parts of a batch stand in its place in the kernel's memory: room, the messages, room; then their index. */
export interface BatchLayout {
  /** Room around the messages of a body, for what the envelope puts there. */
  readonly before: number;
  readonly after: number;
  /** Bytes kept for a body, with that room. */
  readonly bodyBytes: number;
}

/** A batch in the kernel's memory, for whoever looks at the same memory. */
export interface BatchPlace {
  readonly at: number;
  /** Messages. */
  readonly count: number;
  /** Bytes of all of them, with the commas between them. */
  readonly length: number;
}

export interface KernelBatch {
  readonly count: number;
  /** Room for `before` bytes, the messages with commas between them, room for `after`. */
  readonly body: Buffer;
  readonly index: KernelIndex;
  /** Undefined when the batch stands in memory of its own. */
  readonly place: BatchPlace | undefined;
  /** Nobody looks at the batch any more: its memory serves another one. */
  release(): void;
}

/** Where each message of a batch stands and where it came from. */
export interface KernelIndex {
  entry(message: number): KernelEntry;
}

export interface KernelEntry {
  /** In the messages with commas between them. */
  readonly start: number;
  readonly size: number;
  /** How many bytes were put in, and how far from the start. */
  readonly inserted: number;
  readonly insertedAt: number;
  /** Where the line or element begins in the decompressed input, and the number of the line there. */
  readonly offset: number;
  readonly line: number;
  /** The number of an element, from 1. */
  readonly record: number | undefined;
}

/** Bytes of an entry, as assembly/kernel.ts has them. */
export const entryBytes = 40;

/** The batch at a place of the kernel's memory, which any thread may look at. `release` is called once at most. */
export function batchAt(
  memory: Buffer,
  { before, after, bodyBytes }: BatchLayout,
  place: BatchPlace,
  release: () => void,
): KernelBatch {
  const { at, count, length } = place;
  const index = memory.subarray(at + bodyBytes, at + bodyBytes + count * entryBytes);
  let isReleased = false;
  return {
    count,
    body: memory.subarray(at, at + before + length + after),
    index: { entry: (message) => readEntry(index, message * entryBytes) },
    place,
    release() {
      if (!isReleased) release();
      isReleased = true;
    },
  };
}

/** The same batch in memory of its own: its place is free. */
export function movedOut(memory: Buffer, layout: BatchLayout, { at, ...place }: BatchPlace): KernelBatch {
  const bytes = layout.bodyBytes + place.count * entryBytes;
  const copy = Buffer.from(memory.subarray(at, at + bytes));
  return { ...batchAt(copy, layout, { at: 0, ...place }, () => {}), place: undefined };
}

function readEntry(index: Buffer, at: number): KernelEntry {
  return {
    start: index.readUInt32LE(at),
    size: index.readUInt32LE(at + 4),
    inserted: index.readUInt32LE(at + 8),
    insertedAt: index.readUInt32LE(at + 12),
    offset: index.readDoubleLE(at + 16),
    line: index.readDoubleLE(at + 24),
    // A line has 0 there.
    record: index.readDoubleLE(at + 32) || undefined,
  };
}
