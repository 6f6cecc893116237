import { describe, expect, it } from 'vitest';
import { createDifferences } from '../../src/spec/differences.ts';

const start = Date.UTC(2026, 10, 1);
const dayMs = 86_400_000;
const row = (series: string, day: number, ...totals: (bigint | undefined)[]) => ({
  series,
  at: start + (day - 1) * dayMs,
  totals,
});
/** What the rows add that all had to wait. */
const rest = (rows: readonly ReturnType<typeof row>[]) => createDifferences(start).rest(rows);

describe('what rows add, once all of them are there', () => {
  it('of one series: the first day counts in full', () => {
    expect(rest([row('', 1, 3n), row('', 2, 7n), row('', 3, 7n)])).toEqual([[3n], [4n], [0n]]);
  });

  it('of several series and figures in any order', () => {
    const rows = [
      row('b', 2, 10n, 1n),
      row('a', 1, 1n, 2n),
      row('b', 1, 4n, 0n),
      row('a', 3, 9n, 5n),
      row('a', 2, 2n, 5n),
    ];
    expect(rest(rows)).toEqual([
      [6n, 1n],
      [1n, 2n],
      [4n, 0n],
      [7n, 0n],
      [1n, 3n],
    ]);
  });

  it('beyond what a number can hold', () => {
    expect(rest([row('', 1, 9007199254740993n), row('', 2, 9007199254740996n)])).toEqual([
      [9007199254740993n],
      [3n],
    ]);
  });

  it('below zero where a total was put right, and none where one is missing', () => {
    expect(rest([row('', 1, 5n), row('', 2, 3n)])).toEqual([[5n], [-2n]]);
    expect(rest([row('', 1, 5n), row('', 2, undefined), row('', 3, 9n), row('', 4, 10n)])).toEqual([
      [5n],
      [undefined],
      [undefined],
      [1n],
    ]);
    expect(rest([])).toEqual([]);
  });

  it('none in a series with a time that is missing, and those of the others all the same', () => {
    const timeless = row('a', Number.NaN, 5n);
    const rows = [row('b', 3, 9n), row('a', 1, 1n), timeless, row('b', 1, 2n), timeless, row('b', 2, 5n)];
    expect(rest(rows)).toEqual([[4n], [undefined], [undefined], [2n], [undefined], [3n]]);
  });
});

describe('what a row adds as it comes', () => {
  it('is sure for the first day of the month, and for the day after the last one', () => {
    const { sure } = createDifferences(start);
    expect([sure(row('a', 1, 3n)), sure(row('b', 1, 4n)), sure(row('a', 2, 10n))]).toEqual([
      [3n],
      [4n],
      [7n],
    ]);
  });

  it('is not where another one may still stand before it, and counts from what was sure', () => {
    const { sure, rest } = createDifferences(start);
    expect([sure(row('a', 1, 3n)), sure(row('a', 3, 9n)), sure(row('b', 2, 1n))]).toEqual([
      [3n],
      undefined,
      undefined,
    ]);
    expect(sure(row('c', Number.NaN, 1n))).toBeUndefined();
    expect(rest([row('a', 3, 9n), row('b', 2, 1n), row('a', 2, 4n)])).toEqual([[5n], [1n], [1n]]);
  });
});
