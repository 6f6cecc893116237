import { constants, createGzip, type Gzip, type ZlibReset } from 'node:zlib';

/**
 * Level 2 with more memory for it is faster than level 1 on bodies of 480 KiB, and they become smaller. What is written is
 * compressed to its end at once, in one turn through a thread where it fits into the rest of a piece of memory.
 */
const compression = { level: 2, memLevel: 9, chunkSize: 192 * 1024, flush: constants.Z_FINISH };

/**
 * Compresses bodies, several at once, in the threads that Node has for it. The tables of one body, half a megabyte, serve
 * the next one too: V8 would look for dead ones all the time.
 */
export function createCompressor(): (body: Uint8Array) => Promise<Buffer> {
  const unused: Compressor[] = [];
  return async (body) => {
    const compressor = unused.pop() ?? openCompressor();
    const compressed = await compressor.compress(body);
    compressor.reset();
    unused.push(compressor);
    return compressed;
  };
}

/** Compresses one body after the other. */
interface Compressor {
  compress(body: Uint8Array): Promise<Buffer>;
  /** Before the next one. */
  reset(): void;
}

function openCompressor(): Compressor {
  // Node's types leave out that it can be reset, as every compressor can.
  const gzip = createGzip(compression) as Gzip & ZlibReset;
  let pieces: Buffer[] = [];
  let fail = (_error: Error): void => {};
  gzip.on('data', (piece: Buffer) => void pieces.push(piece));
  gzip.on('error', (error) => fail(error));
  return {
    compress: (body) =>
      new Promise((resolve, reject) => {
        fail = reject;
        gzip.write(body, (error) => {
          if (error != null) return reject(error);
          // The stream hands out the last piece now or later.
          while (gzip.readableLength > 0) gzip.read();
          const [first = Buffer.alloc(0)] = pieces;
          resolve(pieces.length === 1 ? first : Buffer.concat(pieces));
          pieces = [];
        });
      }),
    reset: () => gzip.reset(),
  };
}
