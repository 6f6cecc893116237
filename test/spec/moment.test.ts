import { describe, expect, it } from 'vitest';
import { isCurrency } from '../../src/spec/currency.ts';
import { durationMs } from '../../src/spec/duration.ts';
import { readMoment } from '../../src/spec/moment.ts';

const now = new Date('2026-02-03T04:05:06.789Z');

describe('readMoment', () => {
  it.each([
    ['2026-01-01T00:00:00+01:00', '2026-01-01T00:00:00+01:00'],
    ['2026-01-01', '2026-01-01'],
    ['1420070400', '2015-01-01T00:00:00.000Z'],
    ['1420070400.5', '2015-01-01T00:00:00.500Z'],
    ['1420070400123', '2015-01-01T00:00:00.123Z'],
    ['0s', '2026-02-03T04:05:06.789Z'],
    ['500ms', '2026-02-03T04:05:06.289Z'],
    ['2h', '2026-02-03T02:05:06.789Z'],
    ['7d', '2026-01-27T04:05:06.789Z'],
  ])('%s is %s', (text, moment) => expect(readMoment(text, now)).toBe(moment));

  it.each([
    '',
    'now',
    'yesterday',
    '2026',
    '20260203',
    '12345678901',
    '1420070400123456',
    '-5',
    '2h ',
    '2H',
    '-2h',
    '2026-02-30',
    '999999999d',
    '1e9',
  ])('%j is no time', (text) => expect(readMoment(text, now)).toBeUndefined());
});

describe('durationMs', () => {
  it.each([
    ['500ms', 500],
    ['30s', 30_000],
    ['1.5s', 1_500],
    ['5m', 300_000],
    ['2h', 7_200_000],
    ['7d', 604_800_000],
    ['0s', 0],
  ])('%s is %i ms', (text, milliseconds) => expect(durationMs(text)).toBe(milliseconds));

  it.each(['', '5', 's', '-5s', '5 s', '5S', '1e3s', '.5s', '5sec', `${'9'.repeat(100_000)}!`])(
    '%#: no duration',
    (text) => expect(durationMs(text)).toBeUndefined(),
  );
});

it('isCurrency knows the codes in use, in upper case', () => {
  expect(['USD', 'EUR', 'JPY', 'SLE', 'XXX'].every(isCurrency)).toBe(true);
  expect(['usd', 'US', 'USDT', 'BTC', 'DEM', '', 'toString', null, 840].some(isCurrency)).toBe(false);
});
