import zlib, { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unpack } from '../../../src/backfill/reading/unpack.ts';

async function* cut(bytes: Buffer, size: number): AsyncGenerator<Uint8Array> {
  for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size);
}

async function read(
  bytes: Buffer,
  chunkBytes = 1000,
): Promise<{ text: string; stored: number; error: unknown }> {
  const parts: Uint8Array[] = [];
  let stored = 0;
  let error: unknown;
  try {
    const unpacked = await unpack(cut(bytes, chunkBytes), 'a.gz', (count) => (stored += count));
    for await (const chunk of unpacked.chunks) parts.push(chunk);
  } catch (caught) {
    error = caught;
  }
  return { text: Buffer.concat(parts).toString('utf8'), stored, error };
}

const text = Array.from({ length: 20_000 }, (_, index) => `line ${index * 7919}\n`).join('');

describe('unpack', () => {
  it('passes plain bytes through and decompresses gzip, however they are cut into chunks', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: 'binary' }),
        fc.integer({ min: 1, max: 50 }),
        async (content, size) => {
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
        },
      ),
      { numRuns: 50 },
    );
  });

  it('reads several gzip members as one text', async () => {
    expect((await read(Buffer.concat([gzipSync('a\n'), gzipSync('b\n'), gzipSync('')]))).text).toBe('a\nb\n');
  });

  it('counts what it has used up, not what it was handed', async () => {
    // Several pieces of what comes out.
    const zipped = gzipSync(Buffer.concat(Array.from({ length: 10 }, () => Buffer.from(text))));
    const counts: number[] = [];
    let stored = 0;
    const { chunks, isCompressed } = await unpack(
      cut(zipped, zipped.length),
      'a.gz',
      (count) => (stored += count),
    );
    expect(isCompressed).toBe(true);
    for await (const _ of chunks) counts.push(stored);
    expect(counts[0]).toBeLessThan(zipped.length / 2);
    expect(stored).toBe(zipped.length);
  });

  it.each([
    ['cut short', (zipped: Buffer) => zipped.subarray(0, -20), 'it ends in the middle'],
    [
      'damaged',
      (zipped: Buffer) =>
        Buffer.concat([zipped.subarray(0, 20_000), Buffer.alloc(2000, 0xff), zipped.subarray(22_000)]),
      'its data is damaged',
    ],
  ])('a file that is %s gives what can be read, then a clear error', async (_name, damage, reason) => {
    const result = await read(damage(gzipSync(text)));
    expect(result.error).toMatchObject({
      code: 'input_damaged',
      exitCode: 3,
      message: expect.stringContaining(reason),
    });
    expect(result.text.length).toBeGreaterThan(0);
    expect(text.startsWith(result.text.slice(0, 1000))).toBe(true);
  });

  it('reads zstd where Node can, and names the pipe to use where it cannot', async () => {
    // `zstd` of the three bytes "hi\n".
    const zstd = Buffer.from('28b52ffd045819000068690a343d5092', 'hex');
    const result = await read(zstd);
    if (Reflect.has(zlib, 'createZstdDecompress')) expect(result.text).toBe('hi\n');
    else
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
