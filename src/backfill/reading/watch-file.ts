import type { FileHandle } from 'node:fs/promises';
import { StateError, systemErrorCode } from '../../errors.ts';
import { fingerprintOf, type InputFingerprint, readExactly } from '../keeping/fingerprint.ts';
import { tailBytes } from './trace.ts';

/** Notices that a file was cut or rewritten while it was read: what comes then is not the rest of it. */
export interface FileWatch {
  /** The next bytes that were read. */
  saw(chunk: Buffer): void;
  /** No more bytes come. Resolves with what was read, as a later run compares it; throws StateError when it has changed. */
  end(): Promise<InputFingerprint>;
}

export interface WatchedFile {
  readonly name: string;
  /** What was found before the run began. A file may grow while it is read: it is read to the end that is found then. */
  readonly size: number;
  /** Where reading begins. */
  readonly start: number;
}

/**
 * Compares at the end what a later run would compare: the size, the first and the last 4 KiB. A change between them
 * is not noticed. Times do not matter.
 */
export async function watchFile(file: FileHandle, { name, size, start }: WatchedFile): Promise<FileWatch> {
  const head = await readExactly(file, 0, Math.min(size, tailBytes));
  let tail: Buffer = Buffer.alloc(0);
  let end = start;
  return {
    saw(chunk) {
      end += chunk.length;
      tail =
        chunk.length >= tailBytes
          ? Buffer.from(chunk.subarray(-tailBytes))
          : Buffer.concat([tail, chunk]).subarray(-tailBytes);
    },
    async end() {
      if (end < size) throw changedWhileRead(name, `it had ${size} bytes, and ends after ${end} now`);
      const headNow = await readExactly(file, 0, Math.min(end, tailBytes));
      const tailNow = await readExactly(file, Math.max(0, end - tailBytes), end);
      if (head === undefined || headNow === undefined || tailNow === undefined)
        throw changedWhileRead(name, 'it is shorter now than what was read of it');
      if (!headNow.subarray(0, head.length).equals(head))
        throw changedWhileRead(name, 'its beginning is another now');
      if (!tailNow.subarray(tailNow.length - tail.length).equals(tail))
        throw changedWhileRead(name, 'its end reads differently now');
      return fingerprintOf(end, headNow, tailNow);
    },
  };
}

/** A file was there when the run began, and cannot be opened when its turn has come. */
export function goneWhileRead(name: string, error: unknown): StateError {
  return changedWhileRead(name, `it cannot be opened any more (${systemErrorCode(error) ?? String(error)})`);
}

function changedWhileRead(name: string, reason: string): StateError {
  return new StateError(`${name} has changed while it was read: ${reason}.`, {
    code: 'input_changed',
    details: ['The complete lines that were read before were sent. The rest was not.'],
    hint: 'Put the file back as it was and run the same command again. A log that is rotated: send the rotated file.',
  });
}
