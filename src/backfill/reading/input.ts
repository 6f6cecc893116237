import type { InputFingerprint } from '../checkpoint/fingerprint.ts';

export interface Input {
  /** As the user gave it; `-` for stdin. */
  readonly name: string;
  /** Absolute; undefined for stdin and other descriptors, which no later run finds again. */
  readonly path: string | undefined;
  /** Bytes as stored; undefined for a pipe or a device, whose size means nothing and which is read only once. */
  readonly size: number | undefined;
  /**
   * Its bytes. Ends early, with an AbortError, when the signal says so; throws StateError at the end of a file that
   * has changed while it was read.
   */
  open(signal: AbortSignal, options?: OpenOptions): AsyncIterable<Uint8Array>;
}

export interface OpenOptions {
  /** Where to begin, in bytes; only an input with a size can be asked for anything but 0. */
  readonly start?: number;
  /**
   * Memory for the chunks, in turns. A chunk in it is looked at no longer than until all of them have been filled
   * again; without any each chunk has memory of its own.
   */
  readonly buffers?: readonly Buffer[];
  /** Told at the end of a file what was read of it, for a later run to compare. */
  readonly onEnd?: (stored: InputFingerprint) => void;
}
