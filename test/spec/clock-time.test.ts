import { expect, test } from 'vitest';
import { clockTime } from '../../src/spec/clock-time.ts';

test('the time of day in UTC, which it says, whatever the zone of this machine', () => {
  const at = new Date('2026-02-03T00:05:06.007+05:30');
  expect(clockTime(at, 'milliseconds')).toBe('18:35:06.007Z');
  expect(clockTime(at, 'seconds')).toBe('18:35:06Z');
  expect(clockTime(new Date('no time'), 'seconds')).toBe('');
});
