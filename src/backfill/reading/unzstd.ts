import zlib from 'node:zlib';
import { systemErrorCode } from '../../errors.ts';
import { DamagedInputError } from './damaged-input.ts';
import { type Decompressor, decode } from './decode.ts';
import type { StoredBytes } from './stored-bytes.ts';

export const zstdMagic = 0xfd2fb528;
/** Of a frame that holds no text; its last hexadecimal digit may be any. */
const skippableMagic = 0x184d2a50;
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

/** True when a frame begins so. */
function isFrameMagic(word: number): boolean {
  return word === zstdMagic || word - (word % 16) === skippableMagic;
}

/** Follows the frames of zstd data (RFC 8878), for Node does not say when the last one is cut. */
interface FrameWalk {
  push(bytes: Buffer): void;
  /** True between two frames. */
  readonly isAtEnd: boolean;
}

type Part = 'magic' | 'skippable' | 'descriptor' | 'block';
const headerBytes: Readonly<Record<Part, number>> = { magic: 4, skippable: 4, descriptor: 1, block: 3 };

export function createFrameWalk(): FrameWalk {
  let part: Part = 'magic';
  let header: Buffer = Buffer.alloc(0);
  let content = 0;
  let checksumBytes = 0;

  const begin = (next: Part, skip = 0): void => {
    part = next;
    content = skip;
  };
  const readHeader = (): void => {
    const word = header.readUIntLE(0, header.length);
    if (part === 'magic') begin(word === zstdMagic ? 'descriptor' : 'skippable');
    else if (part === 'skippable') begin('magic', word);
    else if (part === 'descriptor') {
      checksumBytes = (word & 4) === 0 ? 0 : 4;
      begin('block', restOfHeader(word));
    } else {
      const isLast = (word & 1) === 1;
      // A block of one byte repeated stores that byte only.
      const size = ((word >> 1) & 3) === 1 ? 1 : word >> 3;
      begin(isLast ? 'magic' : 'block', size + (isLast ? checksumBytes : 0));
    }
    header = Buffer.alloc(0);
  };
  return {
    push(bytes) {
      for (let at = 0; at < bytes.length; ) {
        const passed = Math.min(content, bytes.length - at);
        content -= passed;
        at += passed;
        if (content > 0) return;
        const more = bytes.subarray(at, at + headerBytes[part] - header.length);
        header = Buffer.concat([header, more]);
        at += more.length;
        if (header.length === headerBytes[part]) readHeader();
      }
    },
    get isAtEnd() {
      return part === 'magic' && header.length === 0 && content === 0;
    },
  };
}

/** How many bytes follow the descriptor of a frame, up to its first block. */
function restOfHeader(descriptor: number): number {
  const isSingle = (descriptor & 0x20) !== 0;
  const sizeBytes = [isSingle ? 1 : 0, 2, 4, 8][descriptor >> 6] ?? 0;
  const dictionaryBytes = [0, 1, 2, 4][descriptor & 3] ?? 0;
  return (isSingle ? 0 : 1) + dictionaryBytes + sizeBytes;
}

/** The same bytes, of which the walk sees those that are not given back. */
function walked(stored: StoredBytes, walk: FrameWalk): StoredBytes {
  let last: Buffer = Buffer.alloc(0);
  const pushLast = (): void => {
    walk.push(last);
    last = Buffer.alloc(0);
  };
  return {
    async take() {
      pushLast();
      const piece = await stored.take();
      last = piece ?? last;
      return piece;
    },
    async takeExactly(count) {
      pushLast();
      const bytes = await stored.takeExactly(count);
      walk.push(bytes);
      return bytes;
    },
    giveBack(count) {
      last = last.subarray(0, last.length - count);
      stored.giveBack(count);
    },
    used: stored.used,
    get lastPiece() {
      return stored.lastPiece;
    },
  };
}
