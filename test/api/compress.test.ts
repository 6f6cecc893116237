import { randomBytes } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { createCompressor } from '../../src/api/compress.ts';

const line = (n: number) => `{"type":"track","event":"E ${n}","userId":"u${n % 97}"}\n`;
const text = (lines: number) => Buffer.from(Array.from({ length: lines }, (_, n) => line(n)).join(''));

describe('createCompressor', () => {
  it('compresses each body by itself, also with what another one was compressed with', async () => {
    const compress = createCompressor();
    const bodies = [text(9000), text(1), Buffer.alloc(0), text(12_000), randomBytes(500_000), text(3)];
    for (const body of [...bodies, ...bodies]) {
      const compressed = await compress(body);
      expect(gunzipSync(compressed).equals(body)).toBe(true);
    }
  });

  it('compresses several at once and leaves those alone that were made before', async () => {
    const compress = createCompressor();
    const bodies = Array.from({ length: 40 }, (_, n) =>
      n % 5 === 0 ? randomBytes(300_000 + n) : text(5000 + 100 * n),
    );
    const compressed: Buffer[] = [];
    for (let at = 0; at < bodies.length; at += 8)
      compressed.push(...(await Promise.all(bodies.slice(at, at + 8).map(compress))));
    expect(compressed.map((body) => gunzipSync(body).length)).toEqual(bodies.map(({ length }) => length));
    expect(compressed.every((body, n) => gunzipSync(body).equals(bodies[n] ?? Buffer.alloc(0)))).toBe(true);
  });

  it('makes the same bytes of the same body', async () => {
    const compress = createCompressor();
    const body = text(6000);
    const once = await compress(body);
    await compress(randomBytes(100_000));
    expect((await compress(body)).equals(once)).toBe(true);
    expect(once.length).toBeLessThan(body.length / 5);
  });
});
