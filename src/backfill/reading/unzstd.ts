import zlib from 'node:zlib';
import { systemErrorCode } from '../../errors.ts';
import { DamagedInputError } from './damaged-input.ts';
import { type Decompressor, decode } from './decode.ts';
import type { StoredBytes } from './stored-bytes.ts';
import { createFrameWalk, isFrameMagic, walked } from './zstd-frames.ts';

/** Each piece is a way to another thread and back. */
const inLargePieces = { chunkSize: 512 * 1024 };

/** Node has zstd since 22.15; the types of Node 20 do not know it. */
const createName = 'createZstdDecompress';

export function canReadZstd(): boolean {
  return typeof Reflect.get(zlib, createName) === 'function';
}

/** The text of a zstd file: of all its frames, one after the other. Throws DamagedInputError. */
export async function* unzstd(all: StoredBytes, name: string): AsyncGenerator<Buffer> {
  const walk = createFrameWalk();
  const stored = walked(all, walk);
  for (;;) {
    const head = await stored.takeExactly(4);
    if (head.length === 0) {
      if (!walk.isAtEnd) throw new DamagedInputError(name, 'cut');
      return;
    }
    if (head.length < 4 || !isFrameMagic(head.readUInt32LE(0))) throw new DamagedInputError(name, 'trailing');
    const decompressor: Decompressor = Reflect.get(zlib, createName)(inLargePieces);
    try {
      yield* decode(decompressor, stored, head);
    } catch (error) {
      const code = systemErrorCode(error) ?? '';
      if (code === 'Z_BUF_ERROR') throw new DamagedInputError(name, 'cut', error);
      throw /^(?:Z_|ERR_ZSTD|ZSTD_)/.test(code) ? new DamagedInputError(name, 'data', error) : error;
    }
  }
}
