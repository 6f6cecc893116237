import { type Hash, hash as hashOf } from 'node:crypto';

/**
 * What stands before a place of an input, as far as a later run must know to find the same place again: a
 * digest of the 4 KiB before it where a file can be read from there (rule R7), or of everything before it
 * where the bytes must be passed through anyway, as for stdin and compressed files (rule R8).
 */
export interface Mark {
  readonly kind: 'tail' | 'prefix';
  /** Hexadecimal. */
  readonly sha256: string;
}

/** How many bytes before a place a `tail` mark covers. */
export const tailBytes = 4096;

/** Follows the bytes of an input and can say at any line's end what stood before it. Memory: one chunk. */
export interface Trace {
  /** The next bytes, before the lines in them are reached. */
  push(chunk: Buffer): void;
  /** A line ended at this offset of the decompressed input; offsets only grow. */
  reach(offset: number): void;
  /** The mark of the last place that was reached. */
  mark(): Mark;
}

/** What has passed so far; `copy` keeps a state to come back to. */
interface Digest {
  update(bytes: Buffer): void;
  copy(): Digest;
  sha256(): string;
}

/** @param before what stands before `start`: for `tail` its last 4 KiB, for `prefix` a hash that has seen it all */
export function createTrace(start: number, before: Buffer | Hash): Trace {
  const kind = Buffer.isBuffer(before) ? 'tail' : 'prefix';
  const atChunk: Digest = Buffer.isBuffer(before) ? tailDigest(before) : hashDigest(before);
  // A place before the current chunk can still be asked for: a line may be longer than a chunk.
  let atReached = atChunk.copy();
  let chunk: Buffer = Buffer.alloc(0);
  let chunkStart = start;
  let reached = start;

  /** Moves the beginning of the chunk up to the last place that was reached. */
  const advance = (): void => {
    // At the chunk's very beginning too: an empty chunk may come before the end of the last line is told.
    if (reached < chunkStart) return;
    atChunk.update(chunk.subarray(0, reached - chunkStart));
    chunk = chunk.subarray(reached - chunkStart);
    chunkStart = reached;
    atReached = atChunk.copy();
  };

  return {
    push(next) {
      advance();
      atChunk.update(chunk);
      chunkStart += chunk.length;
      chunk = next;
    },
    reach(offset) {
      reached = offset;
    },
    mark() {
      advance();
      return { kind, sha256: atReached.sha256() };
    },
  };
}

function hashDigest(hash: Hash): Digest {
  return {
    update: (bytes) => void hash.update(bytes),
    copy: () => hashDigest(hash.copy()),
    sha256: () => hash.copy().digest('hex'),
  };
}

function tailDigest(before: Buffer): Digest {
  let tail = before.subarray(-tailBytes);
  return {
    update(bytes) {
      // A copy: the view would keep the whole chunk alive.
      tail =
        bytes.length >= tailBytes
          ? Buffer.from(bytes.subarray(-tailBytes))
          : Buffer.concat([tail, bytes]).subarray(-tailBytes);
    },
    copy: () => tailDigest(tail),
    sha256: () => hashOf('sha256', tail),
  };
}
