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
  const unused: (Gzip & ZlibReset)[] = [];
  return async (body) => {
    // Node's types leave out that it can be reset, as every compressor can.
    const gzip = unused.pop() ?? (createGzip(compression) as Gzip & ZlibReset);
    const compressed = await compressWith(gzip, body);
    gzip.reset();
    unused.push(gzip);
    return compressed;
  };
}

function compressWith(gzip: Gzip, body: Uint8Array): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const pieces: Buffer[] = [];
    const take = (piece: Buffer): void => void pieces.push(piece);
    gzip.on('data', take).once('error', reject);
    gzip.write(body, (error) => {
      if (error != null) return reject(error);
      // The stream hands out the last piece now or later.
      while (gzip.readableLength > 0) gzip.read();
      gzip.off('data', take).off('error', reject);
      const [first = Buffer.alloc(0)] = pieces;
      resolve(pieces.length === 1 ? first : Buffer.concat(pieces));
    });
  });
}
