import { crc32, deflateRawSync } from 'node:zlib';

/** How a member of an archive is written: stored as it is, and as it should be, where nothing else is said. */
export interface MemberForm {
  /** 8 deflates it; with any other number its bytes are taken for compressed already. */
  readonly method?: number;
  /** 1: encrypted; 8: its sizes follow its data; 0x800: its name is UTF-8. */
  readonly flags?: number;
  /** What the list says, right or not. */
  readonly crc?: number;
  readonly length?: number;
  /** What stands in the archive instead of its data. */
  readonly data?: Buffer;
}

export type ZipPart = readonly [name: string | Buffer, content: string | Uint8Array, form?: MemberForm];

/** A zip archive (APPNOTE 4.3). */
export function zipOf(parts: readonly ZipPart[]): Buffer {
  const local: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const [name, text, { method = 0, flags = 0, crc, length, data: other } = {}] of parts) {
    const content = Buffer.from(text);
    const data = other ?? (method === 8 ? deflateRawSync(content) : content);
    const nameBytes = Buffer.from(name);
    const header = (isListed: boolean): Buffer => {
      const known = isListed || (flags & 8) === 0;
      const fields = Buffer.alloc(26);
      fields.writeUInt16LE(20, 0);
      fields.writeUInt16LE(flags, 2);
      fields.writeUInt16LE(method, 4);
      fields.writeUInt32LE(known ? (crc ?? crc32(content)) : 0, 10);
      fields.writeUInt32LE(known ? data.length : 0, 14);
      fields.writeUInt32LE(known ? (length ?? content.length) : 0, 18);
      fields.writeUInt16LE(nameBytes.length, 22);
      return fields;
    };
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    central.push(latin1('PK\x01\x02\x14\x00'), header(true), place, nameBytes);
    const descriptor = Buffer.alloc((flags & 8) === 0 ? 0 : 16);
    if (descriptor.length > 0) {
      descriptor.write('PK\x07\x08', 'latin1');
      header(true).copy(descriptor, 4, 10, 22);
    }
    const member = Buffer.concat([latin1('PK\x03\x04'), header(false), nameBytes, data, descriptor]);
    offset += member.length;
    local.push(member);
  }
  const list = Buffer.concat(central);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(parts.length, 4);
  end.writeUInt16LE(parts.length, 6);
  end.writeUInt32LE(list.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...local, list, latin1('PK\x05\x06'), end]);
}

function latin1(text: string): Buffer {
  return Buffer.from(text, 'latin1');
}
