import { createHash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import { frameLines } from '../../ndjson/framing.ts';
import { isBlank } from '../../ndjson/scan.ts';
import { DamagedInputError } from '../reading/damaged-input.ts';
import type { Input } from '../reading/input.ts';
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
export async function fingerprintFile(path: string, bytes: number): Promise<InputFingerprint | undefined> {
  const handle = await open(path, 'r');
  try {
    const head = await readExactly(handle, 0, Math.min(bytes, tailBytes));
    const tail = await readExactly(handle, Math.max(0, bytes - tailBytes), bytes);
    if (head === undefined || tail === undefined) return undefined;
    return fingerprintOf(bytes, head, tail);
  } finally {
    await handle.close();
  }
}

/** The 4 KiB before `offset`, fewer at the beginning of the file; undefined when the file ends before. */
export async function readTail(path: string, offset: number): Promise<Buffer | undefined> {
  const handle = await open(path, 'r');
  try {
    return await readExactly(handle, Math.max(0, offset - tailBytes), offset);
  } finally {
    await handle.close();
  }
}

/** @param head @param tail the first and the last 4 KiB of so many bytes */
export function fingerprintOf(bytes: number, head: Buffer, tail: Buffer): InputFingerprint {
  return { bytes, head: sha256(head), tail: sha256(tail) };
}

/** The bytes of a file between two places; undefined when it ends before the second. */
async function readExactly(handle: FileHandle, start: number, end: number): Promise<Buffer | undefined> {
  const buffer = Buffer.alloc(end - start);
  let filled = 0;
  while (filled < buffer.length) {
    const { bytesRead } = await handle.read(buffer, filled, buffer.length - filled, start + filled);
    if (bytesRead === 0) return undefined;
    filled += bytesRead;
  }
  return buffer;
}

/** The first line of a file that is not blank, decompressed; undefined when there is none, or it is damaged. */
export async function readFirstLine(input: Input): Promise<Buffer | undefined> {
  const stop = new AbortController();
  const { chunks } = await unpackInput(input, stop.signal, () => {});
  try {
    for await (const lines of frameLines(chunks)) {
      const first = lines.find(({ bytes }) => !isBlank(bytes));
      if (first !== undefined) return Buffer.from(first.bytes);
    }
  } catch (error) {
    // Whoever reads the input to send it will meet the damage, and tell of it with what was sent.
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
