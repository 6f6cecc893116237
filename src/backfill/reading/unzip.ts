import zlib from 'node:zlib';
import { readAt } from '../checkpoint/fingerprint.ts';
import { type Damage, DamagedInputError } from './damaged-input.ts';
import { inflateRaw } from './gunzip.ts';
import type { ZipMember } from './input.ts';
import type { StoredBytes } from './stored-bytes.ts';

const headerBytes = 30;
const headerMagic = 0x04034b50;

/**
 * Where the data of a member begins: after its header, whose last fields are as long as it says (APPNOTE 4.3.7,
 * https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT). Undefined where there is no header.
 */
export function findData(fd: number, { headerAt }: ZipMember): number | undefined {
  const header = readAt(fd, headerAt, headerAt + headerBytes);
  const isHeader = header.length === headerBytes && header.readUInt32LE(0) === headerMagic;
  return isHeader ? headerAt + headerBytes + header.readUInt16LE(26) + header.readUInt16LE(28) : undefined;
}

/** The content of a member from its data, compared with what the list of the archive says of it. */
export function unzip({ isDeflated, bytes, crc32 }: ZipMember) {
  return async function* (stored: StoredBytes, name: string): AsyncGenerator<Buffer> {
    const fail = (damage: Damage, cause?: unknown) => new DamagedInputError(name, damage, cause);
    let crc = 0;
    let length = 0;
    for await (const chunk of isDeflated ? inflateRaw(stored, fail) : copied(stored)) {
      const declared = chunk.subarray(0, bytes - length);
      length += chunk.length;
      crc = zlib.crc32(declared, crc);
      if (declared.length > 0) yield declared;
      if (length > bytes) throw fail('length');
    }
    if (length < bytes) throw fail('length');
    if (crc !== crc32) throw fail('checksum');
  };
}

/** Copies: a piece is valid until the next one is taken. */
async function* copied(stored: StoredBytes): AsyncGenerator<Buffer> {
  for (let piece = await stored.take(); piece !== undefined; piece = await stored.take()) {
    stored.used(piece.length);
    yield Buffer.from(piece);
  }
}
