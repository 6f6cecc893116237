import { describe, expect, it } from 'vitest';
import { createFrameWalk } from '../../../src/backfill/reading/unzstd.ts';

/** `zstd` of the three bytes "hi\n", with a checksum; a frame without one; one of 1,000 equal bytes; one that holds no text. */
const withChecksum = Buffer.from('28b52ffd045819000068690a343d5092', 'hex');
const withoutChecksum = Buffer.from('28b52ffd005819000068690a', 'hex');
const repeated = Buffer.from('28b52ffd0058431f0061', 'hex');
const skippable = Buffer.from('5a2a4d18030000000102ff', 'hex');

describe('the frames of zstd data', () => {
  const frames = [withChecksum, withoutChecksum, repeated, skippable, withChecksum];
  const all = Buffer.concat(frames);
  const ends = new Set(frames.map((_, index) => Buffer.concat(frames.slice(0, index + 1)).length));

  it('is at an end after each of them, and nowhere else, however the bytes are cut', () => {
    for (const size of [1, 2, 3, 7, all.length])
      for (let end = 1; end <= all.length; end += 1) {
        const walk = createFrameWalk();
        for (let at = 0; at < end; at += size) walk.push(all.subarray(at, Math.min(end, at + size)));
        expect([end, walk.isAtEnd]).toEqual([end, ends.has(end)]);
      }
  });
});
