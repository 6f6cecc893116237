import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type BatchLimits, createChunker, type Sized } from '../../../src/backfill/batches/chunk.ts';

const chunk = <T extends Sized>(items: readonly T[], limits: BatchLimits): (readonly T[])[] => {
  const chunker = createChunker<T>(limits);
  const batches = items.map((item) => chunker.push(item)).filter((batch) => batch !== undefined);
  const last = chunker.flush();
  return last === undefined ? batches : [...batches, last];
};
const bodyBytes = (batch: readonly Sized[], limits: BatchLimits) =>
  limits.envelopeBytes + batch.reduce((sum, { size }) => sum + size, 0) + Math.max(0, batch.length - 1);

describe('createChunker', () => {
  it.each([
    [
      'two that fit exactly with their comma',
      [10, 10],
      { maxBytes: 26, maxMessages: 9, envelopeBytes: 5 },
      [[10, 10]],
    ],
    [
      'one byte less, and the comma does not fit',
      [10, 10],
      { maxBytes: 25, maxMessages: 9, envelopeBytes: 5 },
      [[10], [10]],
    ],
    [
      'the count is a limit of its own',
      [1, 1, 1],
      { maxBytes: 99, maxMessages: 2, envelopeBytes: 0 },
      [[1, 1], [1]],
    ],
    [
      'one that fills the body alone',
      [20, 20],
      { maxBytes: 25, maxMessages: 9, envelopeBytes: 5 },
      [[20], [20]],
    ],
    ['nothing', [], { maxBytes: 25, maxMessages: 9, envelopeBytes: 5 }, []],
  ])('%s', (_name, sizes, limits, expected) => {
    const batches = chunk(
      sizes.map((size) => ({ size })),
      limits,
    );
    expect(batches.map((batch) => batch.map(({ size }) => size))).toEqual(expected);
  });

  it('refuses what fits in no batch', () => {
    const chunker = createChunker({ maxBytes: 25, maxMessages: 9, envelopeBytes: 5 });
    expect(() => chunker.push({ size: 21 })).toThrow(RangeError);
  });

  it('keeps the order, loses nothing, passes no limit, and leaves no room for the next', () => {
    const limits = fc.record({
      maxBytes: fc.integer({ min: 60, max: 300 }),
      maxMessages: fc.integer({ min: 1, max: 12 }),
      envelopeBytes: fc.integer({ min: 0, max: 20 }),
    });
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 40 })), limits, (sizes, limit) => {
        const items = sizes.map((size, index) => ({ size, index }));
        const batches = chunk(items, limit);
        expect(batches.flat()).toEqual(items);
        for (const [index, batch] of batches.entries()) {
          expect(batch.length).toBeLessThanOrEqual(limit.maxMessages);
          expect(bodyBytes(batch, limit)).toBeLessThanOrEqual(limit.maxBytes);
          const next = batches[index + 1]?.[0];
          const hadRoom =
            next !== undefined &&
            batch.length < limit.maxMessages &&
            bodyBytes([...batch, next], limit) <= limit.maxBytes;
          expect(hadRoom).toBe(false);
        }
      }),
      { numRuns: 1000 },
    );
  });
});
