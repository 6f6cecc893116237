import { type RejectCode, rejectCodes } from '../../spec/verdict.ts';
import type { Reject, WrittenReject } from './reject.ts';
import { type EscapeText, mostBytes, writeReject } from './write-reject.ts';

/** Rejects as they stand in the rejects file, in the order of their lines. */
export interface Rejects {
  readonly length: number;
  /** Their lines, each with its newline; there until they are released. */
  readonly text: Buffer;
  entry(index: number): RejectEntry;
  /** What the line of one says. */
  read(index: number): WrittenReject;
  /** Nobody looks at them any more: their memory serves others. */
  release(): void;
  /** Where they stand; undefined for none. */
  readonly memory: RejectsMemory | undefined;
}

/** What is known of a reject besides its line. */
export interface RejectEntry {
  /** Index of the input among those of the call. */
  readonly input: number;
  /** Byte offset of its line in the decompressed input. */
  readonly offset: number;
  readonly code: RejectCode;
  /** Where its line ends in the text. */
  readonly end: number;
}

/** The memory of rejects: it can be given to another thread, and back. */
export interface RejectsMemory {
  readonly text: Uint8Array<ArrayBuffer>;
  /** Of each: input, offset, the index of its code, and the end of its line in the text. */
  readonly entries: Float64Array<ArrayBuffer>;
}

const columns = 4;
const leastBytes = 64 * 1024;
/** What one huge line took is not kept. */
const mostKeptBytes = 4 * 1024 * 1024;

/** Memory of this thread that is free again: new pieces for each span would be freed late. */
const free: RejectsMemory[] = [];

/** Takes memory back whose rejects nobody looks at any more. */
export function reuseMemory(memory: RejectsMemory): void {
  if (memory.text.length <= mostKeptBytes) free.push(memory);
}

const nothing: RejectsMemory = { text: new Uint8Array(0), entries: new Float64Array(0) };

export const noRejects: Rejects = rejectsIn(undefined, 0);

export function rejectsIn(
  memory: RejectsMemory | undefined,
  length: number,
  release: (memory: RejectsMemory) => void = reuseMemory,
): Rejects {
  const { text, entries } = memory ?? nothing;
  const bytes = Buffer.from(text.buffer, text.byteOffset, length === 0 ? 0 : endOf(entries, length - 1));
  const end = (index: number) => (index < 0 ? 0 : endOf(entries, index));
  return {
    length,
    text: bytes,
    memory,
    entry(index) {
      const at = index * columns;
      const code = rejectCodes[entries[at + 2] ?? 0] ?? 'invalid_json';
      return { input: entries[at] ?? 0, offset: entries[at + 1] ?? 0, code, end: end(index) };
    },
    // This program wrote it.
    read: (index) => JSON.parse(bytes.toString('utf8', end(index - 1), end(index))) as WrittenReject,
    release: () => memory && release(memory),
  };
}

function endOf(entries: Float64Array, index: number): number {
  return entries[index * columns + 3] ?? 0;
}

/** Writes rejects one after the other. */
export interface RejectsWriter {
  readonly length: number;
  /** Of the text so far. */
  readonly bytes: number;
  /** Takes all that is to be kept of it: its bytes may change afterwards. */
  add(reject: Reject): void;
  /** Those that were added since the last call. */
  take(): Rejects;
}

/** @param escapeText as the kernel escapes what stands in its memory */
export function createRejectsWriter(
  escapeText?: EscapeText,
): RejectsWriter & { copy(rejects: Rejects, index: number): void } {
  let memory: RejectsMemory | undefined;
  let text = Buffer.alloc(0);
  let length = 0;
  let bytes = 0;
  /** Memory with room for another reject of so many bytes. */
  const room = (more: number): RejectsMemory => {
    let { text: old, entries } = memory ?? free.pop() ?? nothing;
    if (entries.length < (length + 1) * columns) {
      const larger = new Float64Array(Math.max(leastBytes / 8, 2 * entries.length));
      larger.set(entries);
      entries = larger;
    }
    if (old.length < bytes + more) {
      const larger = Buffer.allocUnsafeSlow(Math.max(leastBytes, 2 * old.length, bytes + more));
      larger.set(old.subarray(0, bytes));
      old = larger;
    }
    if (memory?.text !== old) text = Buffer.from(old.buffer, old.byteOffset, old.length);
    if (memory?.text !== old || memory.entries !== entries) memory = { text: old, entries };
    return memory;
  };
  const note = ({ entries }: RejectsMemory, { input, offset, code }: Omit<RejectEntry, 'end'>): void => {
    const at = length * columns;
    entries[at] = input;
    entries[at + 1] = offset;
    entries[at + 2] = rejectCodes.indexOf(code);
    entries[at + 3] = bytes;
    length += 1;
  };
  return {
    get length() {
      return length;
    },
    get bytes() {
      return bytes;
    },
    add(reject) {
      const into = room(mostBytes(reject));
      bytes = writeReject(reject, text, bytes, escapeText);
      note(into, reject);
    },
    copy(rejects, index) {
      const entry = rejects.entry(index);
      const line = rejects.text.subarray(index === 0 ? 0 : rejects.entry(index - 1).end, entry.end);
      const into = room(line.length);
      bytes += line.copy(text, bytes);
      note(into, entry);
    },
    take() {
      const taken = length === 0 ? noRejects : rejectsIn(memory, length);
      if (length > 0) memory = undefined;
      length = 0;
      bytes = 0;
      return taken;
    },
  };
}

/** These and others, by their places in the inputs. */
export function withOthers(rejects: Rejects, others: readonly Reject[]): Rejects {
  if (others.length === 0) return rejects;
  const writer = createRejectsWriter();
  const sorted = others.toSorted(byPlace);
  for (let index = 0; index < rejects.length; index += 1) {
    const entry = rejects.entry(index);
    for (let other = sorted[0]; other !== undefined && byPlace(other, entry) < 0; other = sorted[0]) {
      writer.add(other);
      sorted.shift();
    }
    writer.copy(rejects, index);
  }
  for (const other of sorted) writer.add(other);
  return writer.take();
}

type InInput = Pick<RejectEntry, 'input' | 'offset'>;

function byPlace(a: InInput, b: InInput): number {
  return a.input - b.input || a.offset - b.offset;
}
