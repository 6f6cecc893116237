import { Socket } from 'node:net';
import { free } from './free-memory.ts';

/** A pipe brings 64 KiB at a time, and one that brings so much is waited for: whoever fills it is about to go on. */
const fullBytes = 32 * 1024;
/** So long, in milliseconds: it takes a fraction of that to wake the program that writes. */
const patienceMs = 0.2;

/**
 * Pieces that come one right after the other as one chunk, in memory that serves in turns: each chunk costs a round
 * through all that reads, and cuts a line. Whoever leaves early ends the stream: the next piece may have been asked for.
 */
export async function* gather(
  stream: AsyncIterable<Buffer | string>,
  buffers: readonly Buffer[],
): AsyncGenerator<Uint8Array> {
  const pieces = stream[Symbol.asyncIterator]();
  // Node gives each piece of a pipe memory of its own.
  const isOwned = stream instanceof Socket;
  const move = (piece: Buffer, buffer: Buffer, at: number): number => {
    const moved = piece.copy(buffer, at);
    if (isOwned) free(piece);
    return moved;
  };
  try {
    let next = pieces.next();
    for (let turn = 0; ; turn += 1) {
      const first = await next;
      if (first.done === true) return;
      const piece = bytesOf(first.value);
      next = nextOf(pieces);
      const buffer = buffers[turn % buffers.length];
      if (buffer === undefined || piece.length > buffer.length) {
        yield piece;
        continue;
      }
      let moved = move(piece, buffer, 0);
      let length = moved;
      while (moved >= fullBytes) {
        const more = await soon(next);
        if (more === undefined || more.done === true || length + more.value.length > buffer.length) break;
        moved = move(bytesOf(more.value), buffer, length);
        length += moved;
        next = nextOf(pieces);
      }
      yield buffer.subarray(0, length);
    }
  } finally {
    // Not awaited: where the next piece was asked for already, that would wait for it.
    void Promise.resolve(pieces.return?.()).catch(() => {});
  }
}

function bytesOf(piece: Buffer | string): Buffer {
  return typeof piece === 'string' ? Buffer.from(piece) : piece;
}

/** Its failure is heard by whoever waits for it, after what came before. */
function nextOf<T>(pieces: AsyncIterator<T>): Promise<IteratorResult<T>> {
  const next = pieces.next();
  next.catch(() => {});
  return next;
}

/** What comes within a moment, while everything else has its turn; undefined where nothing does. */
async function soon<T>(next: Promise<T>): Promise<T | undefined> {
  let came: { readonly value: T } | undefined;
  next.then(
    (value) => {
      came = { value };
    },
    () => {},
  );
  const end = performance.now() + patienceMs;
  do await new Promise((resolve) => setImmediate(resolve));
  while (came === undefined && performance.now() < end);
  return came?.value;
}
