import { describe, expect, it } from 'vitest';
import { currentPeriod, readPeriod } from '../../src/spec/period.ts';

describe('readPeriod', () => {
  it.each([
    ['2026-11', '2026-11-01'],
    ['2026-11-14', '2026-11-01'],
    ['2024-02-29', '2024-02-01'],
  ])('%s is the month that begins on %s', (text, first) => {
    expect(readPeriod(text)).toBe(first);
  });

  it.each([
    '',
    '2026',
    '2026-13',
    '2026-02-30',
    '11-2026',
    '2026-11-',
    '2026-11-1',
    '2026-11-14T00:00Z',
    'now',
  ])('“%s” is none', (text) => {
    expect(readPeriod(text)).toBeUndefined();
  });
});

describe('currentPeriod', () => {
  it('is a month of UTC, wherever the machine stands', () => {
    expect(currentPeriod(new Date('2026-11-30T23:59:59.999Z'))).toBe('2026-11-01');
    expect(currentPeriod(new Date('2026-12-01T00:00:00.000Z'))).toBe('2026-12-01');
  });
});
