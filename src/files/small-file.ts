import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  openSync,
  readSync,
  type Stats,
  statSync,
} from 'node:fs';
import { systemErrorCode } from '../errors.ts';

/** What stands where a small file of state is looked for. */
export type SmallFile =
  | { readonly kind: 'file'; readonly bytes: Buffer }
  /** Nothing is there. */
  | { readonly kind: 'none' }
  /** Something is there that is not read. */
  | { readonly kind: 'refused'; readonly reason: Refusal };

/** A link that is not followed; a folder, pipe, socket or device; a file above the limit. */
export type Refusal = 'link' | 'not_a_file' | 'too_large';

/** The refusal as the end of a sentence: `it is …`. */
export const refusalWords: Readonly<Record<Refusal, string>> = {
  link: 'a symbolic link',
  not_a_file: 'not a regular file',
  too_large: 'too large',
};

/** Windows has neither flag, nor pipes and links that anybody could put in a file's place. */
const guarded = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);
const noFollow = constants.O_NOFOLLOW ?? 0;

/**
 * Reads a file of ours whole, whatever somebody else has put in its place: it never waits for the writer of a pipe,
 * never opens a device, and never reads more than `maxBytes`. Links are followed only when asked for.
 * `inspect` sees the open file before it is read. Throws the system's error.
 */
export function readSmallFile(
  path: string,
  options: {
    readonly maxBytes: number;
    readonly followLinks?: boolean;
    readonly inspect?: (handle: number, stats: Stats) => void;
  },
): SmallFile {
  const { maxBytes, followLinks = false, inspect } = options;
  // Looked at before it is opened: to open a device can do something already.
  const seen = look(path, followLinks);
  if (seen === undefined) return { kind: 'none' };
  if (seen.isSymbolicLink()) return refused('link');
  if (!seen.isFile()) return refused('not_a_file');
  if (seen.size > maxBytes) return refused('too_large');
  let handle: number;
  try {
    // Between the look and the opening something else could take its place.
    handle = openSync(path, guarded | (followLinks ? 0 : noFollow));
  } catch (error) {
    if (isMissing(error)) return { kind: 'none' };
    if (!followLinks && ['ELOOP', 'EMLINK'].includes(systemErrorCode(error) ?? '')) return refused('link');
    throw error;
  }
  try {
    const stats = fstatSync(handle);
    if (!stats.isFile()) return refused('not_a_file');
    inspect?.(handle, stats);
    const bytes = readUpTo(handle, maxBytes, stats.size);
    return bytes === undefined ? refused('too_large') : { kind: 'file', bytes };
  } finally {
    closeSync(handle);
  }
}

/** True for an error that says that there is nothing at a path, or that a part of it is no folder. */
export function isMissing(error: unknown): boolean {
  const code = systemErrorCode(error);
  return code === 'ENOENT' || code === 'ENOTDIR';
}

function look(path: string, followLinks: boolean): Stats | undefined {
  try {
    // Mostly there is none: an error that is thrown and caught costs more than all the rest.
    return (followLinks ? statSync : lstatSync)(path, { throwIfNoEntry: false });
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

/** Undefined when there is more: a file may grow while it is read. */
function readUpTo(handle: number, maxBytes: number, expected: number): Buffer | undefined {
  let buffer = Buffer.allocUnsafe(Math.min(expected, maxBytes) + 1);
  let length = 0;
  for (;;) {
    const read = readSync(handle, buffer, length, buffer.length - length, null);
    if (read === 0) return buffer.subarray(0, length);
    length += read;
    if (length > maxBytes) return undefined;
    if (length === buffer.length) buffer = Buffer.concat([buffer], Math.min(2 * buffer.length, maxBytes + 1));
  }
}

function refused(reason: Refusal): SmallFile {
  return { kind: 'refused', reason };
}
