import { MessageChannel, type MessagePort } from 'node:worker_threads';

/**
 * Passes pieces on, each in memory of its own, which is given back as soon as the piece after the next one is asked for:
 * whoever traces a piece looks at it until the next one is there. V8 frees memory when it looks for what is dead, and lets
 * tens of megabytes gather until then.
 */
export async function* freeing(pieces: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let before: Buffer | undefined;
  for await (const piece of pieces) {
    yield piece;
    if (before !== undefined) free(before);
    before = piece;
  }
}

/** What is moved to a port that is closed is freed at once. */
let nowhere: MessagePort | undefined;

/**
 * Gives the memory of a piece back. Small pieces share it with others, and behind one that does not fill its memory more is
 * written: those stay.
 */
export function free({ buffer, byteOffset, byteLength }: Buffer): void {
  const isFilled = byteOffset + byteLength === buffer.byteLength;
  if (!(buffer instanceof ArrayBuffer) || buffer.byteLength <= Buffer.poolSize || !isFilled) return;
  nowhere ??= closedPort();
  nowhere.postMessage(undefined, [buffer]);
}

function closedPort(): MessagePort {
  const { port1 } = new MessageChannel();
  port1.close();
  return port1;
}
