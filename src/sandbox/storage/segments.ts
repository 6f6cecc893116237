import { constants } from 'node:fs';
import { type FileHandle, open, readdir, stat, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { JournalTotals } from '../journal/journal.ts';
import { encodeHeader } from './encode-line.ts';

export interface SegmentLimits {
  /** A file that has reached this is not written to any more. */
  readonly segmentBytes: number;
  /** All files together; beyond it the oldest go. */
  readonly maxBytes: number;
}

export const defaultSegmentLimits: SegmentLimits = {
  segmentBytes: 32 * 1_024 * 1_024,
  maxBytes: 512 * 1_024 * 1_024,
};

export interface SegmentFile {
  readonly number: number;
  readonly path: string;
  readonly bytes: number;
}

/** The files of a recording: one is written to, the others wait to be read or dropped. */
export interface Segments {
  /** Bytes of all files, and how many files were dropped since the start. */
  readonly facts: { readonly bytes: number; readonly files: number; readonly droppedFiles: number };
  /** Writes everything or, when it rejects, nothing. */
  append(buffers: readonly Buffer[]): Promise<void>;
  /** Begins a new file and removes every other. */
  dropAll(): Promise<void>;
  close(): Promise<void>;
}

export interface SegmentOptions {
  readonly folder: string;
  readonly limits: SegmentLimits;
  /** Where the journal is when a file begins: its first line, for a start that does not find the older ones. */
  readonly totals: () => JournalTotals;
  readonly now: () => Date;
  readonly onDrop: (file: SegmentFile) => void;
}

const namePattern = /^messages-(\d{6,12})\.ndjson$/;

export function isSegmentName(name: string): boolean {
  return namePattern.test(name);
}

/** The files of a recording, oldest first. */
export async function listSegments(folder: string): Promise<SegmentFile[]> {
  const files: SegmentFile[] = [];
  for (const name of await readdir(folder)) {
    const number = Number(namePattern.exec(name)?.[1] ?? Number.NaN);
    if (Number.isNaN(number)) continue;
    const path = join(folder, name);
    files.push({ number, path, bytes: (await stat(path)).size });
  }
  return files.sort((one, other) => one.number - other.number);
}

interface OpenSegment {
  readonly number: number;
  readonly path: string;
  readonly handle: FileHandle;
  bytes: number;
  /** Nothing but its first line is in it. */
  isNew: boolean;
}

/** Goes on with the last of `existing` files, or begins the first. */
export async function openSegments(
  { folder, limits, totals, now, onDrop }: SegmentOptions,
  existing: readonly SegmentFile[],
): Promise<Segments> {
  const older = [...existing];
  const last = older.pop();
  let droppedFiles = 0;
  /** Set when a half-written group could not be cut off: whatever followed would be read as its end. */
  let broken: unknown;
  let current = last === undefined ? await begin(1) : await goOn(last);

  async function begin(number: number): Promise<OpenSegment> {
    const path = join(folder, `messages-${String(number).padStart(6, '0')}.ndjson`);
    const flags = constants.O_WRONLY | constants.O_APPEND | constants.O_CREAT | constants.O_EXCL;
    const handle = await open(path, flags, 0o600);
    const header = encodeHeader(now(), totals());
    try {
      await writeAll(handle, [header]);
    } catch (error) {
      await handle.close().catch(() => {});
      await unlink(path).catch(() => {});
      throw error;
    }
    return { number, path, handle, bytes: header.length, isNew: true };
  }

  async function rotate(): Promise<void> {
    const next = await begin(current.number + 1);
    const { number, path, bytes, handle } = current;
    older.push({ number, path, bytes });
    current = next;
    await handle.close();
  }

  async function dropOldest(): Promise<void> {
    while (older.length > 0 && totalBytes() + limits.segmentBytes > limits.maxBytes) {
      const [oldest] = older.splice(0, 1);
      if (oldest === undefined) return;
      // What cannot be removed now is found and counted again at the next start.
      await unlink(oldest.path).catch(() => {});
      droppedFiles += 1;
      onDrop(oldest);
    }
  }

  const totalBytes = (): number => older.reduce((sum, { bytes }) => sum + bytes, current.bytes);

  return {
    get facts() {
      return { bytes: totalBytes(), files: older.length + 1, droppedFiles };
    },
    async append(buffers) {
      if (broken !== undefined) throw broken;
      const bytes = buffers.reduce((sum, { length }) => sum + length, 0);
      if (!current.isNew && current.bytes + bytes > limits.segmentBytes) {
        await rotate();
        await dropOldest();
      }
      try {
        await writeAll(current.handle, buffers);
      } catch (error) {
        await current.handle.truncate(current.bytes).catch(() => {
          broken = error;
        });
        throw error;
      }
      current.bytes += bytes;
      current.isNew = false;
    },
    async dropAll() {
      await rotate();
      for (const { path } of older.splice(0)) await unlink(path);
    },
    async close() {
      await current.handle.datasync().catch(() => {});
      await current.handle.close();
    },
  };
}

async function goOn({ number, path, bytes }: SegmentFile): Promise<OpenSegment> {
  const flags = constants.O_WRONLY | constants.O_APPEND | constants.O_NOFOLLOW;
  return { number, path, bytes, handle: await open(path, flags), isNew: false };
}

/** One call writes everything unless the disk is nearly full: then the next one fails. */
async function writeAll(handle: FileHandle, buffers: readonly Buffer[]): Promise<void> {
  let bytes = 0;
  for (const { length } of buffers) bytes += length;
  const { bytesWritten } = await handle.writev(buffers);
  if (bytesWritten === bytes) return;
  let rest = Buffer.concat(buffers).subarray(bytesWritten);
  while (rest.length > 0) rest = rest.subarray((await handle.write(rest)).bytesWritten);
}
