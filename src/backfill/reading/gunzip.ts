import zlib from 'node:zlib';
import { systemErrorCode } from '../../errors.ts';
import { type Damage, DamagedInputError } from './damaged-input.ts';
import { decode } from './decode.ts';
import type { StoredBytes } from './stored-bytes.ts';

/** Each piece is a way to another thread and back: in Node's 16 KiB a gigabyte takes two and a half times as long. */
const largePieceBytes = 512 * 1024;
/** bgzip and others write a member for each 64 KiB of text: a large piece for each would be mostly empty. */
const smallPieceBytes = 64 * 1024;

const trailerBytes = 8;
const flag = { headerCrc: 2, extra: 4, name: 8, comment: 16, reserved: 0xe0 };

/**
 * The text of a gzip file: of all its members, one after the other (RFC 1952). Node's own gunzip loses what it has
 * decompressed last when a checksum is wrong or other bytes follow the end; here it comes out before the error.
 * Zeros after the end are padding, as tapes leave it. Throws DamagedInputError.
 */
export async function* gunzip(stored: StoredBytes, name: string): AsyncGenerator<Buffer> {
  const fail: Fail = (damage, cause) => new DamagedInputError(name, damage, cause);
  let pieceBytes = largePieceBytes;
  for (let isFirst = true; await startsMember(stored, isFirst, fail); isFirst = false) {
    await passHeader(stored, fail);
    let crc = 0;
    let length = 0;
    for await (const chunk of inflateRaw(stored, fail, pieceBytes)) {
      crc = zlib.crc32(chunk, crc);
      length += chunk.length;
      yield chunk;
    }
    const trailer = await stored.takeExactly(trailerBytes);
    if (trailer.length < trailerBytes) throw fail('cut');
    if (trailer.readUInt32LE(0) !== crc) throw fail('checksum');
    if (trailer.readUInt32LE(4) !== length % 2 ** 32) throw fail('length');
    pieceBytes = length > smallPieceBytes ? largePieceBytes : smallPieceBytes;
  }
}

type Fail = (damage: Damage, cause?: unknown) => DamagedInputError;

/** The text of deflated data (RFC 1951). Whether its end is missing shows in what is known of the text besides. */
export async function* inflateRaw(
  stored: StoredBytes,
  fail: Fail,
  pieceBytes = largePieceBytes,
): AsyncGenerator<Buffer> {
  const inflate = zlib.createInflateRaw({
    chunkSize: pieceBytes,
    finishFlush: zlib.constants.Z_SYNC_FLUSH,
  });
  try {
    yield* decode(inflate, stored);
  } catch (error) {
    throw systemErrorCode(error)?.startsWith('Z_') === true ? fail('data', error) : error;
  }
}

/** True when another member begins here; its magic bytes are passed. */
async function startsMember(stored: StoredBytes, isFirst: boolean, fail: Fail): Promise<boolean> {
  const magic = await stored.takeExactly(2);
  if (magic[0] === 0x1f && magic[1] === 0x8b) return true;
  if (isFirst) throw fail('data');
  let padding: Buffer | undefined = magic;
  while (padding !== undefined) {
    if (padding.some((byte) => byte !== 0)) throw fail('trailing');
    padding = await stored.take();
    stored.used(padding?.length ?? 0);
  }
  return false;
}

/** Passes what stands between the magic bytes of a member and its data. */
async function passHeader(stored: StoredBytes, fail: Fail): Promise<void> {
  let crc = zlib.crc32(Buffer.from([0x1f, 0x8b]));
  const take = async (count: number): Promise<Buffer> => {
    const bytes = await stored.takeExactly(count);
    if (bytes.length < count) throw fail('cut');
    crc = zlib.crc32(bytes, crc);
    return bytes;
  };
  const passText = async (): Promise<void> => {
    for (;;) {
      const piece = await stored.take();
      if (piece === undefined) throw fail('cut');
      const end = piece.indexOf(0) + 1;
      const text = end === 0 ? piece : piece.subarray(0, end);
      crc = zlib.crc32(text, crc);
      stored.used(text.length);
      stored.giveBack(piece.length - text.length);
      if (end > 0) return;
    }
  };
  const [method = 0, flags = 0] = await take(8);
  if (method !== 8 || (flags & flag.reserved) !== 0) throw fail('data');
  if ((flags & flag.extra) !== 0) await take((await take(2)).readUInt16LE(0));
  if ((flags & flag.name) !== 0) await passText();
  if ((flags & flag.comment) !== 0) await passText();
  if ((flags & flag.headerCrc) === 0) return;
  const expected = crc & 0xffff;
  if ((await take(2)).readUInt16LE(0) !== expected) throw fail('data');
}
