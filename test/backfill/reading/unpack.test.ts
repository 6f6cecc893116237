import zlib, { gunzipSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unpack } from '../../../src/backfill/reading/unpack.ts';
import { anyText } from '../../helpers/any-text.ts';

async function* cut(bytes: Buffer, size: number): AsyncGenerator<Uint8Array> {
  for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size);
}

async function read(
  bytes: Buffer,
  chunkBytes = 1000,
  { isFile = true } = {},
): Promise<{ text: string; stored: number; error: unknown }> {
  const parts: Uint8Array[] = [];
  let stored = 0;
  let error: unknown;
  try {
    const again = isFile ? () => cut(bytes, chunkBytes) : undefined;
    const unpacked = await unpack(
      cut(bytes, chunkBytes),
      { input: { name: 'a.gz', path: '/a.gz' }, again },
      (count) => (stored += count),
    );
    for await (const chunk of unpacked.chunks) parts.push(chunk);
  } catch (caught) {
    error = caught;
  }
  return { text: Buffer.concat(parts).toString('utf8'), stored, error };
}

/** How much text comes from the first bytes of a gzip file. */
function inflatedBefore(bytes: Buffer, end: number): number {
  return gunzipSync(bytes.subarray(0, end), { finishFlush: zlib.constants.Z_SYNC_FLUSH }).length;
}

const longText = Array.from({ length: 8_000 }, (_, index) => `line ${index * 7919}\n`).join('');
/** Three pieces of what comes out: enough for whatever can be at an end, and not too much to be read by seven bytes. */
const text = longText.slice(0, 40_000);

describe('unpack', () => {
  it('passes plain bytes through and decompresses gzip, however they are cut into chunks', async () => {
    await fc.assert(
      fc.asyncProperty(anyText(), fc.integer({ min: 1, max: 50 }), async (content, size) => {
        const plain = Buffer.from(`x${content}`);
        expect(await read(plain, size)).toMatchObject({
          text: plain.toString('utf8'),
          stored: plain.length,
        });
        const zipped = gzipSync(plain);
        expect(await read(zipped, size)).toMatchObject({
          text: plain.toString('utf8'),
          stored: zipped.length,
        });
      }),
      { numRuns: 50 },
    );
  });

  it('reads several gzip members as one text', async () => {
    expect((await read(Buffer.concat([gzipSync('a\n'), gzipSync('b\n'), gzipSync('')]))).text).toBe('a\nb\n');
  });

  it('counts what it has used up, not what it was handed', async () => {
    // Several pieces of what comes out.
    const zipped = gzipSync(Buffer.concat(Array.from({ length: 10 }, () => Buffer.from(longText))));
    const counts: number[] = [];
    let stored = 0;
    const { chunks, compression } = await unpack(
      cut(zipped, zipped.length),
      { input: { name: 'a.gz', path: '/a.gz' }, again: undefined },
      (count) => (stored += count),
    );
    expect(compression).toBe('gzip');
    for await (const _ of chunks) counts.push(stored);
    expect(counts[0]).toBeLessThan(zipped.length / 2);
    expect(stored).toBe(zipped.length);
  });

  const zipped = gzipSync(text);
  const withByte = (at: number, byte: number, bytes = zipped) => {
    const copy = Buffer.from(bytes);
    copy[at < 0 ? bytes.length + at : at] = byte;
    return copy;
  };
  const wholeText = { text, reason: undefined };

  it.each<[string, Buffer, { text: string; reason: string | undefined }]>([
    ['cut in its trailer', zipped.subarray(0, -5), { text, reason: 'it ends in the middle' }],
    ['cut before its trailer', zipped.subarray(0, -8), { text, reason: 'it ends in the middle' }],
    ['a header alone', zipped.subarray(0, 10), { text: '', reason: 'it ends in the middle' }],
    ['half a header', zipped.subarray(0, 5), { text: '', reason: 'it ends in the middle' }],
    ['a wrong checksum', withByte(-8, 0x55), { text, reason: 'its checksum does not match' }],
    ['a wrong length', withByte(-1, 0x55), { text, reason: 'its content is not as long as it declares' }],
    ['another method', withByte(2, 7), { text: '', reason: 'its data is damaged' }],
    [
      'text behind it',
      Buffer.concat([zipped, Buffer.from('garbage\n')]),
      { text, reason: 'other bytes follow' },
    ],
    [
      'one byte behind it',
      Buffer.concat([zipped, Buffer.from([0x1f])]),
      { text, reason: 'other bytes follow' },
    ],
    [
      'zeros, then text',
      Buffer.concat([zipped, Buffer.alloc(512), Buffer.from('x')]),
      { text, reason: 'other bytes follow' },
    ],
    ['zeros behind it', Buffer.concat([zipped, Buffer.alloc(100_000)]), wholeText],
    ['an empty text', gzipSync(''), { text: '', reason: undefined }],
    [
      'half a second member',
      Buffer.concat([zipped, zipped.subarray(0, 10)]),
      { text, reason: 'it ends in the middle' },
    ],
    [
      'a wrong checksum in the second member',
      Buffer.concat([zipped, withByte(-8, 0x55), zipped]),
      { text: text + text, reason: 'its checksum does not match' },
    ],
  ])('%s: everything that came out, then the reason', async (_name, bytes, wanted) => {
    for (const isFile of [true, false])
      for (const chunkBytes of [7, 1000, bytes.length]) {
        const result = await read(bytes, chunkBytes, { isFile });
        expect(result.text === wanted.text, `${result.text.length} characters`).toBe(true);
        if (wanted.reason === undefined) expect(result.error).toBeUndefined();
        else
          expect(result.error).toMatchObject({
            code: 'input_damaged',
            exitCode: 3,
            message: expect.stringContaining(wanted.reason),
          });
      }
  });

  it('data that is damaged in the middle: not less than gzip gives, also where it can be read only once', async () => {
    const zipped = gzipSync(longText);
    const bytes = Buffer.concat([
      zipped.subarray(0, 20_000),
      Buffer.alloc(2000, 0xff),
      zipped.subarray(22_000),
    ]);
    // What gzip has written when it meets the damage: whole windows of 32 KiB.
    const least = Math.floor(inflatedBefore(bytes, 20_000) / 32_768) * 32_768;
    expect(least).toBeGreaterThan(0);
    for (const isFile of [true, false])
      for (const chunkBytes of [7, 1000, bytes.length]) {
        const result = await read(bytes, chunkBytes, { isFile });
        expect(result.error).toMatchObject({
          code: 'input_damaged',
          message: expect.stringContaining('its data is damaged'),
        });
        expect(result.text.slice(0, least) === longText.slice(0, least)).toBe(true);
      }
  });

  it('reads what a header may hold: a name, a comment, more fields, a checksum of its own', async () => {
    const body = zipped.subarray(10);
    const header = Buffer.concat([
      Buffer.from([0x1f, 0x8b, 8, 2 | 4 | 8 | 16, 0, 0, 0, 0, 0, 3]),
      Buffer.from([4, 0, 0x41, 0x42, 0, 0]),
      Buffer.from('name.ndjson\0a comment\0', 'latin1'),
    ]);
    const check = Buffer.alloc(2);
    check.writeUInt16LE(zlib.crc32(header) & 0xffff);
    expect(await read(Buffer.concat([header, check, body]), 3)).toMatchObject({ text, error: undefined });
    check.writeUInt16LE((zlib.crc32(header) + 1) & 0xffff);
    expect(await read(Buffer.concat([header, check, body]))).toMatchObject({
      text: '',
      error: { code: 'input_damaged' },
    });
  });

  it('reads zstd where Node can, and names the pipe to use where it cannot', async () => {
    // `zstd` of the three bytes "hi\n".
    const zstd = Buffer.from('28b52ffd045819000068690a343d5092', 'hex');
    const result = await read(zstd);
    if (Reflect.has(zlib, 'createZstdDecompress')) {
      expect(result).toMatchObject({ text: 'hi\n', stored: zstd.length, error: undefined });
      // Node alone takes a cut frame for whole.
      for (const end of [6, 9, 12, 15])
        expect((await read(zstd.subarray(0, end))).error).toMatchObject({ code: 'input_damaged' });
    } else
      expect(result.error).toMatchObject({
        code: 'zstd_unsupported',
        exitCode: 2,
        hint: 'zstd -dc a.gz | segment batch -',
      });
  });

  it('an empty input is empty', async () => {
    expect(await read(Buffer.alloc(0))).toEqual({ text: '', stored: 0, error: undefined });
  });
});
