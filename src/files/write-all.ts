import { writeSync } from 'node:fs';

/** Writes all of the bytes from a place in the file on: the system may take a part of them at a time. Throws its error. */
export function writeAll(file: number, bytes: Uint8Array, at: number): void {
  for (let done = 0; done < bytes.length; )
    done += writeSync(file, bytes, done, bytes.length - done, at + done);
}
