import { describe, expect, it } from 'vitest';
import { bucketLabel, bucketTimes, fittingGranularity } from '../../src/spec/granularity.ts';

const hour = 3_600_000;

describe('fittingGranularity', () => {
  it.each([
    [60_000, 'minute'],
    [1.5 * hour, 'minute'],
    [1.5 * hour + 1, 'hour'],
    [96 * hour, 'hour'],
    [96 * hour + 1, 'day'],
    [90 * 24 * hour, 'day'],
  ])('%d ms by %s', (range, expected) => {
    expect(fittingGranularity(range)).toBe(expected);
  });
});

describe('bucketTimes', () => {
  it.each([
    ['2026-11-22T10:30:00Z', '2026-11-24T00:00:00Z', 'day', ['2026-11-22T00:00:00Z', '2026-11-23T00:00:00Z']],
    [
      '2026-11-22T10:30:00Z',
      '2026-11-22T11:00:01Z',
      'hour',
      ['2026-11-22T10:00:00Z', '2026-11-22T11:00:00Z'],
    ],
    ['2026-11-22T10:30:30Z', '2026-11-22T10:31:00Z', 'minute', ['2026-11-22T10:30:00Z']],
  ] as const)('%s to %s by %s', (start, end, granularity, times) => {
    expect(bucketTimes(new Date(start), new Date(end), granularity)).toEqual(times);
  });
});

describe('bucketLabel', () => {
  it.each([
    ['2026-11-22T10:30:00Z', 'day', '2026-11-22'],
    ['2026-11-22T10:30:00.000Z', 'hour', '2026-11-22 10:30'],
    ['2026-11-22T10:30:00Z', 'minute', '2026-11-22 10:30'],
    ['total', 'day', 'total'],
    ['', 'hour', ''],
  ] as const)('%s by %s is “%s”', (time, granularity, expected) => {
    expect(bucketLabel(time, granularity)).toBe(expected);
  });
});
