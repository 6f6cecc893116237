import { describe, expect, it } from 'vitest';
import {
  type DeliveryReach,
  deliveryRange,
  metricsReach,
  overviewReach,
} from '../../src/spec/delivery-range.ts';
import type { Granularity } from '../../src/spec/granularity.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const now = Date.parse('2026-11-22T12:00:00Z');

/** The range that begins and ends so long ago. */
const ask = (since: number, until: number, asked?: Granularity, reach: DeliveryReach = overviewReach) =>
  deliveryRange({ from: now - since, to: now - until }, asked, now, reach);

describe('deliveryRange', () => {
  it.each([
    [hour, 0, 'minute'],
    [4 * hour, 0, 'hour'],
    [7 * day, 0, 'day'],
    [30 * day, 0, 'day'],
    // What would be shown by the minute lies too far back for that.
    [3 * day, 3 * day - hour, 'hour'],
    [29 * day, 28 * day, 'hour'],
  ] as const)('from %d to %d ms ago: by %s', (since, until, expected) => {
    expect(ask(since, until)?.granularity).toBe(expected);
  });

  it.each([
    [4 * hour, 0, 'minute', true],
    [4 * hour + 2 * minute, 0, 'minute', false],
    [47 * hour, 46 * hour, 'minute', true],
    [49 * hour, 48 * hour, 'minute', false],
    [14 * day, 0, 'hour', true],
    [15 * day, 0, 'hour', false],
    [30 * day, 20 * day, 'hour', true],
    [31 * day, 20 * day, 'hour', false],
    [30 * day, 0, 'day', true],
    [31 * day, 0, 'day', false],
    [31 * day, 30.5 * day, undefined, false],
  ] as const)('from %d to %d ms ago by %s: %s', (since, until, asked, isFine) => {
    expect(ask(since, until, asked) !== undefined).toBe(isFine);
  });

  it('moves a start at the very edge a minute in, or the request would come too late', () => {
    expect(ask(30 * day, 0)).toEqual({ from: now - 30 * day + minute, to: now, granularity: 'day' });
    expect(ask(29 * day, 0)).toMatchObject({ from: now - 29 * day });
  });

  it.each([
    [4 * hour, 0, undefined, 'minute'],
    [5 * hour, 0, undefined, 'hour'],
    [3 * day, 3 * day - hour, undefined, 'hour'],
    [7 * day, 0, undefined, 'hour'],
    [8 * day, 0, undefined, 'day'],
    [14 * day, 0, undefined, 'day'],
    [15 * day, 0, undefined, undefined],
    [8 * day, 7 * day, 'hour', undefined],
    [hour, 0, 'day', 'day'],
  ] as const)('metrics from %d to %d ms ago, asked by %s: by %s', (since, until, asked, expected) => {
    expect(ask(since, until, asked, metricsReach)?.granularity).toBe(expected);
  });
});
