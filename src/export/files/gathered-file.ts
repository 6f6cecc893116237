import { closeSync, fsyncSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { makeNew } from '../../files/make-new.ts';

/** A piece of this length is written at once. */
const pieceLength = 256 * 1024;

export interface Gathered {
  readonly path: string;
  write(text: string): void;
  /** All is on the disk. */
  close(): void;
  discard(): void;
}

/** A new file of ours. What a run that was killed has left there goes. */
export function gather(path: string, header: string): Gathered {
  rmSync(path, { force: true });
  const file = openSync(path, makeNew, 0o600);
  let piece = header;
  let isOpen = true;
  const flush = () => {
    // A write may be short; this one goes on until all is written.
    writeFileSync(file, piece);
    piece = '';
  };
  const close = () => {
    if (isOpen) closeSync(file);
    isOpen = false;
  };
  return {
    path,
    write(text) {
      piece += text;
      if (piece.length >= pieceLength) flush();
    },
    close() {
      flush();
      fsyncSync(file);
      close();
    },
    discard() {
      close();
      rmSync(path, { force: true });
    },
  };
}
