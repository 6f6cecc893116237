import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { timestampKind } from '../../src/spec/timestamp.ts';

describe('timestampKind', () => {
  it.each([
    '2026-02-03T04:05:06Z',
    '2026-02-03T04:05:06.7Z',
    '2026-02-03T04:05:06.123456789012Z',
    '2026-02-03T04:05:06,5Z',
    '2026-02-03T04:05Z',
    '2026-02-03T04:05:06+01:00',
    '2026-02-03T04:05:06-0330',
    '2026-02-03T04:05:06+14',
    '2024-02-29T00:00:00Z',
    '2000-02-29T23:59:59Z',
    '0000-01-01T00:00:00Z',
    '9999-12-31T23:59:59Z',
  ])('%s has a zone', (text) => expect(timestampKind(text)).toBe('zoned'));

  it.each(['2026-02-03', '2026-02-03T04:05', '2026-02-03T04:05:06', '2026-02-03T04:05:06.789'])(
    '%s has none',
    (text) => expect(timestampKind(text)).toBe('without_zone'),
  );

  it.each([
    '',
    'now',
    '2026',
    '2026-02',
    '20260203',
    '20260203T040506Z',
    '2026-2-03T04:05:06Z',
    '2026-02-3',
    '2026-00-10',
    '2026-13-10',
    '2026-01-00',
    '2026-01-32',
    '2026-04-31',
    '2026-02-29',
    '1900-02-29',
    '2100-02-29',
    '2026-02-03T',
    '2026-02-03T04',
    '2026-02-03T04Z',
    '2026-02-03T24:00:00Z',
    '2026-02-03T04:60:00Z',
    '2026-02-03T04:05:60Z',
    '2026-02-03T04:05:06.Z',
    '2026-02-03T04:05:06.',
    '2026-02-03T04:05:6Z',
    '2026-02-03T04:05.5Z',
    '2026-02-03T04:05:06z',
    '2026-02-03t04:05:06Z',
    '2026-02-03 04:05:06Z',
    '2026-02-03Z',
    '2026-02-03T04:05:06+24:00',
    '2026-02-03T04:05:06+01:60',
    '2026-02-03T04:05:06+1:00',
    '2026-02-03T04:05:06+01:0',
    '2026-02-03T04:05:06+',
    '2026-02-03T04:05:06Z ',
    ' 2026-02-03T04:05:06Z',
    '2026-02-03T04:05:06ZZ',
    '2026-02-03T04:05:06+01:00Z',
    '2026/02/03',
    '+002026-02-03T04:05:06Z',
    '-2026-02-03',
    '٢٠٢٦-٠٢-٠٣',
    '1420070400',
    'Tue, 03 Feb 2026 04:05:06 GMT',
    '2026-W05-2',
    '2026-034',
    '2026-02-03T04:05:06\0Z',
  ])('%j is invalid', (text) => expect(timestampKind(text)).toBe('invalid'));

  it('agrees with Date on every day of the calendar', () => {
    const isDay = fc.tuple(fc.nat(9999), fc.nat(13), fc.nat(32)).map(([year, month, day]) => {
      const date = new Date(0);
      date.setUTCFullYear(year, month - 1, day);
      const exists =
        date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
      const pad = (value: number, width: number) => String(value).padStart(width, '0');
      return { text: `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`, exists };
    });
    fc.assert(
      fc.property(isDay, ({ text, exists }) => {
        expect(timestampKind(text)).toBe(exists ? 'without_zone' : 'invalid');
      }),
      { numRuns: 5_000 },
    );
  });

  it('takes whatever toISOString writes, and nothing with a character more', () => {
    const date = fc.date({ min: new Date('0000-01-01'), max: new Date('9999-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(date, fc.nat(24), fc.string({ minLength: 1, maxLength: 1 }), (moment, at, extra) => {
        const text = moment.toISOString();
        expect(timestampKind(text)).toBe('zoned');
        const longer = text.slice(0, at) + extra + text.slice(at);
        fc.pre(!/\d/.test(extra));
        expect(timestampKind(longer)).toBe('invalid');
      }),
    );
  });

  it('passes over 100 KB once', () => {
    expect(timestampKind(`2026-02-03T04:05:06.${'9'.repeat(100_000)}!`)).toBe('invalid');
    expect(timestampKind(`2026-02-03T04:05:06.${'9'.repeat(100_000)}Z`)).toBe('zoned');
  });
});
