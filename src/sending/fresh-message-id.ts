import { closeSync, openSync, readSync } from 'node:fs';

/**
 * A random UUID of version 4 (RFC 9562 §5.4). The bytes come straight from the kernel: loading Node's
 * crypto for them would cost a fortieth of the time that sending one message takes.
 */
export async function freshMessageId(): Promise<string> {
  const bytes = kernelBytes() ?? (await import('node:crypto')).randomBytes(16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x40, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** Sixteen random bytes, or undefined where the system has no such device. */
function kernelBytes(): Buffer | undefined {
  let device: number | undefined;
  try {
    device = openSync('/dev/urandom', 'r');
    const bytes = Buffer.alloc(16);
    return readSync(device, bytes) === bytes.length ? bytes : undefined;
  } catch {
    return undefined;
  } finally {
    if (device !== undefined) closeSync(device);
  }
}
