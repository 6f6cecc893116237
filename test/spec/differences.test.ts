import { describe, expect, it } from 'vitest';
import { differences } from '../../src/spec/differences.ts';

const row = (series: string, day: number, total: bigint | undefined) => ({
  series,
  time: `2026-11-0${day}T00:00:00.000Z`,
  total,
});

describe('differences', () => {
  it('of one series: the first day counts in full', () => {
    expect(differences([row('', 1, 3n), row('', 2, 7n), row('', 3, 7n)])).toEqual([3n, 4n, 0n]);
  });

  it('of several series in any order', () => {
    const rows = [row('b', 2, 10n), row('a', 1, 1n), row('b', 1, 4n), row('a', 3, 9n), row('a', 2, 2n)];
    expect(differences(rows)).toEqual([6n, 1n, 4n, 7n, 1n]);
  });

  it('beyond what a number can hold', () => {
    expect(differences([row('', 1, 9007199254740993n), row('', 2, 9007199254740996n)])).toEqual([
      9007199254740993n,
      3n,
    ]);
  });

  it('below zero where a total was put right, and none where one is missing', () => {
    expect(differences([row('', 1, 5n), row('', 2, 3n)])).toEqual([5n, -2n]);
    expect(differences([row('', 1, 5n), row('', 2, undefined), row('', 3, 9n), row('', 4, 10n)])).toEqual([
      5n,
      undefined,
      undefined,
      1n,
    ]);
    expect(differences([])).toEqual([]);
  });

  it('none in a series with a time that is missing: nobody knows what it follows', () => {
    const rows = [row('a', 1, 1n), { series: 'a', time: '', total: 5n }, row('b', 1, 2n), row('a', 2, 9n)];
    expect(differences(rows)).toEqual([undefined, undefined, 2n, undefined]);
  });
});
