import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync } from 'node:fs';
import { frameLines } from '../../ndjson/framing.ts';
import { isBlank } from '../../ndjson/scan.ts';
import { type Beginning, findBeginning } from '../reading/beginning.ts';
import { DamagedInputError } from '../reading/damaged-input.ts';
import type { Input, ZipMember } from '../reading/input.ts';
import { hashFirstLine } from '../reading/message-id.ts';
import { tailBytes } from '../reading/trace.ts';
import { unpackInput } from '../reading/unpack.ts';

/** A file as it is stored, so that a later run can tell whether it is still the same. */
export interface InputFingerprint {
  readonly bytes: number;
  /** SHA-256 of the first 4 KiB and of the last 4 KiB of those bytes, hexadecimal. */
  readonly head: string;
  readonly tail: string;
}

/** Of the first `bytes` of a file; undefined when it is shorter than that. */
export function fingerprintFile(path: string, bytes: number): InputFingerprint | undefined {
  return withFile(path, (fd) => {
    const head = readAt(fd, 0, Math.min(bytes, tailBytes));
    const start = Math.max(0, bytes - tailBytes);
    const tail = readAt(fd, start, bytes);
    return tail.length === bytes - start ? fingerprintOf(bytes, head, tail) : undefined;
  });
}

/** The 4 KiB before `offset`, fewer at the beginning of the file; undefined when the file ends before. */
export function readTail(path: string, offset: number, bytes = tailBytes): Buffer | undefined {
  const start = Math.max(0, offset - bytes);
  const tail = withFile(path, (fd) => readAt(fd, start, offset));
  return tail.length === offset - start ? tail : undefined;
}

function withFile<T>(path: string, read: (fd: number) => T): T {
  const fd = openSync(path, 'r');
  try {
    return read(fd);
  } finally {
    closeSync(fd);
  }
}

/** @param head @param tail the first and the last 4 KiB of so many bytes */
export function fingerprintOf(bytes: number, head: Buffer, tail: Buffer): InputFingerprint {
  return { bytes, head: sha256(head), tail: sha256(tail) };
}

/** The same of a file in a zip archive: a checksum of all its content, however it is compressed. */
export function fingerprintOfMember({ bytes, crc32 }: ZipMember): InputFingerprint {
  const checksum = `crc32:${crc32.toString(16)}`;
  return { bytes, head: checksum, tail: checksum };
}

/** The bytes of a file between two places, put into `buffer`; fewer where the file ends before the second. */
export function readAt(fd: number, start: number, end: number, buffer = Buffer.alloc(end - start)): Buffer {
  let filled = 0;
  while (filled < end - start) {
    const bytes = readSync(fd, buffer, filled, end - start - filled, start + filled);
    if (bytes === 0) break;
    filled += bytes;
  }
  return buffer.subarray(0, filled);
}

/** What a file begins with, decompressed, however far its first line that is not blank follows the beginning. */
export async function readBeginning(input: Input): Promise<Pick<Beginning, 'firstLine' | 'shape' | 'table'>> {
  const stop = new AbortController();
  const { chunks: unpacked } = await unpackInput(input, stop.signal, () => {});
  const { firstLine, shape, table, chunks } = await findBeginning(unpacked, input, true);
  if (firstLine === undefined && table === undefined)
    return { firstLine: await lineFarBehind(chunks), shape };
  // Not `chunks`: returning from a generator that was never asked for anything does not reach what it reads from.
  await unpacked.return(undefined);
  return { firstLine, shape, ...(table !== undefined && { table }) };
}

async function lineFarBehind(chunks: AsyncIterable<Uint8Array>): Promise<Buffer | undefined> {
  try {
    for await (const lines of frameLines(chunks)) {
      const first = lines.find(({ bytes }) => !isBlank(bytes));
      if (first !== undefined) return Buffer.from(first.bytes);
    }
  } catch (error) {
    // Whoever reads the input to send it will meet the damage, and report it with what was sent.
    if (!(error instanceof DamagedInputError)) throw error;
  }
  return undefined;
}

/** The digest of a first line as checkpoints hold it; null stands for an input without one. */
export function firstLineDigest(line: Uint8Array | undefined): string | null {
  return line === undefined ? null : hashFirstLine(line).toString('hex');
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
