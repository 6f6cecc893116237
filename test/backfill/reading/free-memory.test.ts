import { describe, expect, it } from 'vitest';
import { free, freeing } from '../../../src/backfill/reading/free-memory.ts';

const large = 4 * Buffer.poolSize;

async function* piecesOf(memory: readonly Buffer[]): AsyncGenerator<Buffer> {
  yield* memory;
}

describe('memory given back', () => {
  it('is that of all pieces but the last two: one is looked at until the next one is there', async () => {
    const pieces: Buffer[] = ['a', 'b', 'c', 'd'].map((letter) => Buffer.alloc(large, letter));
    const seen: string[] = [];
    for await (const piece of freeing(piecesOf(pieces))) {
      seen.push(piece.toString('latin1', 0, 1));
      const at = pieces.indexOf(piece);
      const lengths = pieces.map(({ length }) => length);
      expect(lengths.slice(Math.max(0, at - 1))).toEqual(Array(4 - Math.max(0, at - 1)).fill(large));
      expect(lengths.slice(0, Math.max(0, at - 1))).toEqual(Array(Math.max(0, at - 1)).fill(0));
    }
    expect(seen).toEqual(['a', 'b', 'c', 'd']);
  });

  it('is none that others may look at, or that more may be written to', () => {
    const pooled = Buffer.from('a');
    const begun = Buffer.alloc(large).subarray(0, large - 1);
    const shared = Buffer.from(new SharedArrayBuffer(large));
    for (const piece of [pooled, begun, shared]) {
      const { length } = piece;
      free(piece);
      expect(piece).toHaveLength(length);
    }
  });
});
