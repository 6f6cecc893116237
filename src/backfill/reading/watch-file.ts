import type { FileHandle } from 'node:fs/promises';
import { StateError, systemReason } from '../../errors.ts';
import { fingerprintOf, type InputFingerprint, readAt } from '../checkpoint/fingerprint.ts';
import { tailBytes } from './trace.ts';

/** Notices that a file was cut or rewritten while it is read: what comes then is not the rest of it. */
export interface FileWatch {
  /** The next bytes that were read. Throws StateError when what stands before them has changed. */
  saw(chunk: Buffer): void;
  /** No more bytes come. Returns what was read, as a later run compares it; throws StateError when it has changed. */
  end(): InputFingerprint;
}

export interface WatchedFile {
  readonly name: string;
  /** What was found before the run began. A file may grow while it is read: it is read to the end that is found then. */
  readonly size: number;
  /** Where reading begins. */
  readonly start: number;
}

/**
 * Compares with each chunk, and at the end, what a later run would compare: the size, the first 4 KiB, and the 4 KiB
 * before the place. A change between them is not noticed. Times do not matter.
 */
export function watchFile({ fd }: FileHandle, { name, size, start }: WatchedFile): FileWatch {
  const head = readAt(fd, 0, Math.min(size, tailBytes));
  const tail = Buffer.allocUnsafe(tailBytes);
  let tailLength = 0;
  let end = start;
  // This happens with every chunk of a gigabyte, so its memory is made once.
  const scratch = Buffer.allocUnsafe(tailBytes);
  const compare = (): void => {
    const headNow = readAt(fd, 0, head.length, scratch);
    if (headNow.length < head.length) throw changedWhileRead(name, shorter);
    if (!headNow.equals(head)) throw changedWhileRead(name, 'its beginning has changed');
    const tailNow = readAt(fd, end - tailLength, end, scratch);
    if (tailNow.length < tailLength) throw changedWhileRead(name, shorter);
    if (!tailNow.equals(tail.subarray(0, tailLength)))
      throw changedWhileRead(name, 'the part that was read last has changed');
  };
  return {
    saw(chunk) {
      compare();
      end += chunk.length;
      // A copy: the memory of the chunk may serve again.
      const added = chunk.subarray(-tailBytes);
      const kept = Math.min(tailLength, tailBytes - added.length);
      tail.copyWithin(0, tailLength - kept, tailLength);
      added.copy(tail, kept);
      tailLength = kept + added.length;
    },
    end() {
      if (end < size) throw changedWhileRead(name, `it had ${size} bytes, and ends after ${end} now`);
      compare();
      const headNow = readAt(fd, 0, Math.min(end, tailBytes));
      return fingerprintOf(end, headNow, readAt(fd, Math.max(0, end - tailBytes), end));
    },
  };
}

const shorter = 'it is shorter now than the part that was read';

/** A file was there when the run began, and cannot be opened when its turn has come. */
export function goneWhileRead(name: string, error: unknown): StateError {
  return changedWhileRead(name, `it cannot be opened any more (${systemReason(error)})`);
}

export function changedWhileRead(name: string, reason: string): StateError {
  return new StateError(`${name} has changed while it was read: ${reason}.`, {
    code: 'input_changed',
    details: ['The complete lines before that were read. The rest was not.'],
    hint: 'Put the file back as it was and run the same command again. A log that is rotated: send the rotated file.',
  });
}
