import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  formatBytes,
  formatCount,
  formatDuration,
  formatPercent,
  plural,
} from '../../src/terminal/numbers.ts';
import { progressText } from '../../src/terminal/progress.ts';

describe('numbers for people', () => {
  it.each([
    [formatCount(0), '0'],
    [formatCount(1_234_567), '1,234,567'],
    [plural(1, 'retry', 'retries'), '1 retry'],
    [plural(1200, 'line'), '1,200 lines'],
    [formatBytes(999), '999 B'],
    [formatBytes(1000), '1.0 KB'],
    [formatBytes(9_123_456), '9.1 MB'],
    [formatBytes(999_999), '1.0 MB'],
    [formatBytes(123_456_789), '123 MB'],
    [formatDuration(999), '999 ms'],
    [formatDuration(4_210), '4.2 s'],
    [formatDuration(59_960), '1 min'],
    [formatDuration(200_000), '3 min 20 s'],
    [formatDuration(7_500_000), '2 h 5 min'],
    [formatPercent(0.999), '99 %'],
    [formatPercent(1), '100 %'],
  ])('%s', (shown, expected) => expect(shown).toBe(expected));
});

describe('progressText', () => {
  const seen = {
    lines: 1000,
    acknowledged: 900,
    rejected: 3,
    retries: 1,
    inputBytes: 900_000,
    finishedBytes: 500_000,
    totalBytes: 1_000_000,
  };

  it('tells the most important facts first', () => {
    expect(progressText(seen, 1000, 200)).toBe(
      '900 accepted · 50 % · 3 rejected · 900/s · 1 retry · 1.0 s left · 900 KB read',
    );
    expect(progressText({ ...seen, totalBytes: undefined, rejected: 0, retries: 0 }, 1000, 200)).toBe(
      '900 accepted · 900/s · 900 KB read',
    );
  });

  it('tells how fast this run is, and not those before it', () => {
    const earlier = { acknowledged: 800, finishedBytes: 400_000 };
    expect(progressText({ ...seen, earlier }, 1000, 200)).toBe(
      '900 accepted · 50 % · 3 rejected · 100/s · 1 retry · 5.0 s left · 900 KB read',
    );
    // It has not come to where the last run stopped.
    expect(progressText({ ...seen, finishedBytes: 0, earlier }, 1000, 200)).toBe(
      '900 accepted · 0 % · 3 rejected · 100/s · 1 retry · 900 KB read',
    );
  });

  it('never outgrows the terminal', () => {
    fc.assert(
      fc.property(
        fc.nat(1e12),
        fc.nat(1e9),
        fc.integer({ min: 30, max: 200 }),
        (acknowledged, rejected, width) => {
          expect(progressText({ ...seen, acknowledged, rejected }, 5000, width).length).toBeLessThanOrEqual(
            width,
          );
        },
      ),
    );
  });
});
