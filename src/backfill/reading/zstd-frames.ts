import type { StoredBytes } from './stored-bytes.ts';

export const zstdMagic = 0xfd2fb528;
/** Of a frame that holds no text; its last hexadecimal digit may be any. */
const skippableMagic = 0x184d2a50;

/** True when a frame begins so. */
export function isFrameMagic(word: number): boolean {
  return word === zstdMagic || word - (word % 16) === skippableMagic;
}

/** Follows the frames of zstd data (RFC 8878), for Node does not say when the last one is cut. */
export interface FrameWalk {
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
export function walked(stored: StoredBytes, walk: FrameWalk): StoredBytes {
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
