/** The bytes of an input as they are stored, in pieces that can be given back. */
export interface StoredBytes {
  /** The next bytes, at least one; undefined at the end. They are valid until the next call. */
  take(): Promise<Buffer | undefined>;
  /** So many bytes, fewer only at the end of the input. */
  takeExactly(count: number): Promise<Buffer>;
  /** So many bytes at the end of the piece that was taken last were not used: they come again. */
  giveBack(count: number): void;
  /** So many of the bytes that `take` gave have been used up; a decompressor may hold a piece for long. */
  used(count: number): void;
  /** Where the piece that was taken last begins. */
  readonly lastPiece: number;
}

/** A decompressor that fails keeps the output of the piece that it works on, so pieces are not large. */
const pieceBytes = 64 * 1024;

/**
 * @param onRead told how many bytes were used up
 * @param singleFrom from this place on each byte is a piece of its own, so that nothing is lost before a damaged one
 */
export function createStoredBytes(
  chunks: AsyncIterator<Uint8Array>,
  onRead: (bytes: number) => void,
  singleFrom = Number.POSITIVE_INFINITY,
): StoredBytes {
  let chunk: Buffer = Buffer.alloc(0);
  let at = 0;
  let position = 0;
  let lastPiece = 0;
  const take = async (most: number): Promise<Buffer | undefined> => {
    while (at === chunk.length) {
      const next = await chunks.next();
      if (next.done === true) return undefined;
      chunk = Buffer.from(next.value.buffer, next.value.byteOffset, next.value.byteLength);
      at = 0;
    }
    const untilSingle = Math.max(1, singleFrom - position);
    const piece = chunk.subarray(at, at + Math.min(most, untilSingle));
    lastPiece = position;
    at += piece.length;
    position += piece.length;
    return piece;
  };
  return {
    take: () => take(pieceBytes),
    async takeExactly(count) {
      const pieces: Buffer[] = [];
      for (let missing = count; missing > 0; ) {
        const piece = await take(missing);
        if (piece === undefined) break;
        // A copy: the next chunk may stand in the same memory.
        pieces.push(Buffer.from(piece));
        missing -= piece.length;
        onRead(piece.length);
      }
      return Buffer.concat(pieces);
    },
    giveBack(count) {
      at -= count;
      position -= count;
    },
    used: onRead,
    get lastPiece() {
      return lastPiece;
    },
  };
}
