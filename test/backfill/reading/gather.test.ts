import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gather } from '../../../src/backfill/reading/gather.ts';

const full = 64 * 1024;
const twoBuffers = (bytes: number) => [Buffer.alloc(bytes), Buffer.alloc(bytes)];
const never = () => new Promise<never>(() => {});

async function* come(pieces: readonly (Buffer | string)[], last?: () => Promise<never>) {
  yield* pieces;
  await last?.();
}

/** Copies: the memory of a chunk serves again. */
async function chunksOf(chunks: AsyncIterable<Uint8Array>): Promise<Buffer[]> {
  const copies: Buffer[] = [];
  for await (const chunk of chunks) copies.push(Buffer.from(chunk));
  return copies;
}

describe('gathering pieces', () => {
  it('makes one chunk of full ones that come at once, as long as they fit', async () => {
    const pieces = Array.from({ length: 7 }, (_, index) => Buffer.alloc(full, index));
    const chunks = await chunksOf(gather(come(pieces), twoBuffers(3 * full + 10)));
    expect(chunks.map(({ length }) => length / full)).toEqual([3, 3, 1]);
    expect(Buffer.concat(chunks).equals(Buffer.concat(pieces))).toBe(true);
  });

  it('passes a small one on alone, without asking whether another has come', async () => {
    const pieces = [Buffer.from('{}\n'), Buffer.from('[]\n')];
    const chunks = await chunksOf(gather(come(pieces), twoBuffers(full)));
    expect(chunks.map(String)).toEqual(['{}\n', '[]\n']);
  });

  it.each([3, full])('waits for no other where one of %i bytes is all that comes', async (bytes) => {
    const chunks = gather(come([Buffer.alloc(bytes, 'a')], never), twoBuffers(4 * full));
    expect(await chunks.next()).toMatchObject({ done: false, value: { length: bytes } });
  });

  it('passes on what came before a failure, and then fails', async () => {
    const fail = () => Promise.reject(new Error('the disk fails'));
    const chunks = gather(come([Buffer.alloc(full), Buffer.alloc(full)], fail), twoBuffers(4 * full));
    expect(await chunks.next()).toMatchObject({ value: { length: 2 * full } });
    await expect(chunks.next()).rejects.toThrow('the disk fails');
  });

  it('ends what it reads when it is left early', async () => {
    let isEnded = false;
    const pieces = (async function* () {
      try {
        yield Buffer.alloc(3);
        yield Buffer.alloc(3);
      } finally {
        isEnded = true;
      }
    })();
    for await (const _chunk of gather(pieces, twoBuffers(full))) break;
    expect(isEnded).toBe(true);
  });

  it('can be left while another piece is waited for', async () => {
    const chunks = gather(come([Buffer.alloc(full)], never), twoBuffers(4 * full));
    await chunks.next();
    expect(await chunks.return(undefined)).toEqual({ done: true, value: undefined });
  });

  it('loses and changes no byte, whatever comes, and with no memory to put it into', async () => {
    const piece = fc.oneof(
      fc.string(),
      fc.integer({ min: 0, max: 80_000 }).map((bytes) => Buffer.alloc(bytes, 'x')),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(piece, { maxLength: 9 }),
        fc.constantFrom(0, 40_000, 200_000),
        async (pieces, bytes) => {
          const chunks = await chunksOf(gather(come(pieces), bytes === 0 ? [] : twoBuffers(bytes)));
          expect(Buffer.concat(chunks).equals(Buffer.concat(pieces.map((each) => Buffer.from(each))))).toBe(
            true,
          );
        },
      ),
      { numRuns: 100 },
    );
  });
});
