import type { Transform } from 'node:stream';
import type { StoredBytes } from './stored-bytes.ts';

export type Decompressor = Transform & { readonly bytesWritten: number };

/**
 * What a decompressor makes of the bytes that it takes, to the end of its format or of the input. Everything that
 * came out before an error is yielded before it is thrown: a pipeline would drop what nobody has read yet. Bytes
 * after the end are given back. `head` was taken before, and stands before the rest.
 */
export async function* decode(
  decompressor: Decompressor,
  stored: StoredBytes,
  head: Buffer = Buffer.alloc(0),
): AsyncGenerator<Buffer> {
  let failure: { readonly error: unknown } | undefined;
  let isOver = false;
  let wake = (): void => {};
  const end = (): void => {
    isOver = true;
    wake();
  };
  decompressor.on('readable', () => wake());
  decompressor.on('end', end);
  decompressor.on('error', (error) => {
    failure ??= { error };
    end();
  });
  let given = 0;
  let usedUp = head.length;
  const countUsed = (): void => {
    const all = Math.max(usedUp, decompressor.bytesWritten);
    stored.used(all - usedUp);
    usedUp = all;
  };
  const feed = async (): Promise<void> => {
    let piece: Buffer | undefined = head.length > 0 ? head : await stored.take();
    while (piece !== undefined && !isOver) {
      given += piece.length;
      await new Promise<void>((resolve) => decompressor.write(piece, () => resolve()));
      // Bytes that it has not used stand after the end of its format.
      if (isOver || decompressor.bytesWritten < given) return;
      piece = await stored.take();
    }
    decompressor.end();
  };
  void feed().catch((error: unknown) => {
    failure ??= { error };
    decompressor.end();
  });
  try {
    for (;;) {
      const chunk: Buffer | null = decompressor.read();
      if (chunk !== null) {
        countUsed();
        yield chunk;
        continue;
      }
      if (isOver) break;
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
    if (failure !== undefined) throw failure.error;
    stored.giveBack(given - decompressor.bytesWritten);
  } finally {
    isOver = true;
    countUsed();
    decompressor.destroy();
  }
}
