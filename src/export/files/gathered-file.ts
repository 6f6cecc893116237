import { closeSync, fsync, openSync, rmSync, writeFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { makeNew } from '../../files/make-new.ts';

/** A piece of this length is read or written at once. */
export const pieceBytes = 256 * 1024;
const newline = 0x0a;

export interface Gathered {
  readonly path: string;
  /** A line of what stands from `start` to `end`. */
  write(line: { readonly bytes: Buffer; readonly start: number; readonly end: number }): void;
  /** `isDurable`: what was written survives a power cut. */
  close(options: { readonly isDurable: boolean }): Promise<void>;
  discard(): void;
}

/** A new file of ours. What a run that was killed has left there goes. */
export function gather(path: string, header: string): Gathered {
  rmSync(path, { force: true });
  const file = openSync(path, makeNew, 0o600);
  const piece = Buffer.allocUnsafe(pieceBytes);
  let filled = 0;
  let isOpen = true;
  // A write may be short; this one goes on until all is written.
  const put = (bytes: Uint8Array) => writeFileSync(file, bytes);
  const flush = () => {
    put(piece.subarray(0, filled));
    filled = 0;
  };
  const close = () => {
    if (isOpen) closeSync(file);
    isOpen = false;
  };
  put(Buffer.from(header, 'utf8'));
  return {
    path,
    write({ bytes, start, end }) {
      if (end - start >= piece.length - filled) flush();
      if (end - start >= piece.length) put(bytes.subarray(start, end));
      else filled += bytes.copy(piece, filled, start, end);
      piece[filled] = newline;
      filled += 1;
    },
    async close({ isDurable }) {
      flush();
      if (isDurable) await promisify(fsync)(file);
      close();
    },
    discard() {
      close();
      rmSync(path, { force: true });
    },
  };
}
