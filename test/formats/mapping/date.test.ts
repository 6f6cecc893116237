import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dateReader, readEpoch } from '../../../src/formats/mapping/date.ts';
import { isTimezone, openZone } from '../../../src/formats/mapping/zone.ts';
import { timestampKind } from '../../../src/spec/timestamp.ts';

const withoutZone = { misfit: 'has no time zone; --timezone names the one of such times' };

function read(text: string, timezone?: string) {
  return dateReader(timezone === undefined ? undefined : openZone(timezone))(text);
}

describe('a date', () => {
  it.each([
    ['2024-01-02T03:04:05.000+01:00', '2024-01-02T03:04:05.000+01:00'],
    ['2024-01-02T03:04Z', '2024-01-02T03:04Z'],
    // BigQuery
    ['2024-01-02 03:04:05.2 UTC', '2024-01-02T03:04:05.2Z'],
    ['2024-01-02 03:04:05 UTC', '2024-01-02T03:04:05Z'],
    // Postgres and Redshift
    ['2024-01-02 03:04:05+00', '2024-01-02T03:04:05Z'],
    ['2024-01-02 03:04:05.123456+05:30', '2024-01-02T03:04:05.123456+05:30'],
    ['2024-01-02 03:04:05-08', '2024-01-02T03:04:05-08:00'],
    // Snowflake, Shopify
    ['2024-01-02 03:04:05.000 Z', '2024-01-02T03:04:05.000Z'],
    ['2024-01-02 03:04:05.123456789 -0800', '2024-01-02T03:04:05.123456789-08:00'],
    ['2024-01-01 22:07:19 -0500', '2024-01-01T22:07:19-05:00'],
    // SQL Server
    ['2024-01-02 03:04:05.1234567 +00:00', '2024-01-02T03:04:05.1234567Z'],
    // Athena and Trino
    ['2024-07-02 03:04:05.000 America/New_York', '2024-07-02T03:04:05.000-04:00'],
    ['2024-01-02 03:04:05.000 America/New_York', '2024-01-02T03:04:05.000-05:00'],
    ['2024-01-02t03:04:05z', '2024-01-02T03:04:05Z'],
    ['2024-01-02 03:04 GMT', '2024-01-02T03:04:00Z'],
    [' 2024-01-02 03:04:05 UTC ', '2024-01-02T03:04:05Z'],
    // Before 1937 Amsterdam was 19 minutes and 32 seconds ahead, as Postgres writes it.
    ['1930-01-01 00:19:32.5+00:19:32', '1930-01-01T00:00:00.5Z'],
  ])('%s becomes %s', (text, iso) => {
    expect(read(text)).toBe(iso);
    expect(timestampKind(iso)).toBe('zoned');
  });

  it.each(['2024-01-02 03:04:05', '2024-01-02T03:04:05.123', '2024-01-02 03:04', '2024-01-02'])(
    '%s has no zone',
    (text) => expect(read(text)).toEqual(withoutZone),
  );

  it.each([
    ['2024-01-02 03:04:05', '+01:00', '2024-01-02T03:04:05+01:00'],
    ['2024-01-02T03:04:05.120', 'Europe/Oslo', '2024-01-02T03:04:05.120+01:00'],
    ['2024-07-02 03:04:05', 'Europe/Oslo', '2024-07-02T03:04:05+02:00'],
    ['2024-07-02', 'America/New_York', '2024-07-02T00:00:00-04:00'],
    ['2024-01-02 03:04:05', 'Asia/Kolkata', '2024-01-02T03:04:05+05:30'],
    ['2024-01-02 03:04:05', 'UTC', '2024-01-02T03:04:05Z'],
    ['2024-01-02 03:04:05', 'Europe/London', '2024-01-02T03:04:05Z'],
    // Its own zone counts.
    ['2024-01-02 03:04:05 UTC', 'Europe/Oslo', '2024-01-02T03:04:05Z'],
    // The hours around a change, and those of the change.
    ['2024-03-31 01:59:59', 'Europe/Oslo', '2024-03-31T01:59:59+01:00'],
    ['2024-03-31 02:30:00', 'Europe/Oslo', '2024-03-31T02:30:00+01:00'],
    ['2024-03-31 03:00:00', 'Europe/Oslo', '2024-03-31T03:00:00+02:00'],
    ['2024-10-27 02:00:00', 'Europe/Oslo', '2024-10-27T02:00:00+02:00'],
    ['2024-10-27 02:59:59', 'Europe/Oslo', '2024-10-27T02:59:59+02:00'],
    ['2024-10-27 03:00:00', 'Europe/Oslo', '2024-10-27T03:00:00+01:00'],
    ['2024-04-07 01:45:00', 'Australia/Lord_Howe', '2024-04-07T01:45:00+11:00'],
    // Samoa had no 30 December 2011.
    ['2011-12-29 23:59:59', 'Pacific/Apia', '2011-12-29T23:59:59-10:00'],
    ['2011-12-31 00:00:00', 'Pacific/Apia', '2011-12-31T00:00:00+14:00'],
    ['1890-01-01 00:53:28', 'Europe/Berlin', '1890-01-01T00:00:00Z'],
    ['0001-01-01 00:00:00', 'America/New_York', '0001-01-01T04:56:02Z'],
  ])('%s in %s becomes %s', (text, zone, iso) => expect(read(text, zone)).toBe(iso));

  it.each([
    '',
    'yesterday',
    '01/02/2024',
    '2024-1-2',
    '20240102',
    '1704164645',
    '2024-02-30',
    '2024-01-02 24:00:00 UTC',
    '2024-01-02 03:04:60 UTC',
    '2024-01-02 03:04:05 PST',
    '2024-01-02 03:04:05 BST',
    '2024-01-02 03:04:05 Mars/Phobos',
    '2024-01-02 03:04:05 +25:00',
    '2024-01-02 03:04:05 +5:30',
    '2024-01-02 03:04:05 UTC and more',
    '0000-00-00 00:00:00',
    'infinity',
  ])('%j is none', (text) => expect(read(text, 'UTC')).toBeUndefined());

  it('in a zone is the moment at which its clocks show it', () => {
    const zones = [
      'Europe/Oslo',
      'America/New_York',
      'Asia/Kathmandu',
      'Australia/Lord_Howe',
      'Africa/Casablanca',
    ];
    const moment = fc.date({
      min: new Date('1971-01-01T00:00:00Z'),
      max: new Date('2030-01-01T00:00:00Z'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(moment, fc.constantFrom(...zones), (date, timeZone) => {
        const shown = date.toLocaleString('sv-SE', { timeZone });
        const back = new Date(String(read(shown, timeZone)));
        expect(back.toLocaleString('sv-SE', { timeZone })).toBe(shown);
        // The second time that clocks show an hour counts as the first.
        expect([0, 1_800_000, 3_600_000]).toContain(
          Math.floor((date.getTime() - back.getTime()) / 1000) * 1000,
        );
      }),
      { numRuns: 2_000 },
    );
  });
});

it.each([
  ['UTC', true],
  ['Z', true],
  ['+01', true],
  ['-0330', true],
  ['europe/oslo', true],
  ['Etc/GMT+3', true],
  ['', false],
  // Abbreviations of several zones, which V8 takes for one of them.
  ['PST', false],
  ['BST', false],
  ['+24:00', false],
  ['Europe/Atlantis', false],
])('the zone %j: %j', (name, isOne) => expect(isTimezone(name)).toBe(isOne));

describe('a time since 1970', () => {
  it.each([
    ['1704164645', 'epoch-s', '2024-01-02T03:04:05.000Z'],
    ['1704164645.2', 'epoch-s', '2024-01-02T03:04:05.200Z'],
    ['1704164645.123456789', 'epoch-s', '2024-01-02T03:04:05.123456789Z'],
    ['1704164645007', 'epoch-ms', '2024-01-02T03:04:05.007Z'],
    ['1704164645000123', 'epoch-us', '2024-01-02T03:04:05.000123Z'],
    ['1704164645000100', 'epoch-us', '2024-01-02T03:04:05.0001Z'],
    ['0', 'epoch-s', '1970-01-01T00:00:00.000Z'],
    ['-1', 'epoch-ms', '1969-12-31T23:59:59.999Z'],
    ['-0.5', 'epoch-s', '1969-12-31T23:59:59.500Z'],
    ['253402300799', 'epoch-s', '9999-12-31T23:59:59.000Z'],
    ['-62167219200', 'epoch-s', '0000-01-01T00:00:00.000Z'],
  ] as const)('%s as %s is %s', (text, unit, iso) => {
    expect(readEpoch(text, unit)).toBe(iso);
    expect(timestampKind(iso)).toBe('zoned');
  });

  it.each([
    '',
    '-',
    'now',
    '1704164645000',
    '1.704164645E9',
    '1,704',
    '253402300800',
    '-62167219201',
    '2024-01-02',
  ])('%j is none in seconds', (text) => expect(readEpoch(text, 'epoch-s')).toBeUndefined());

  it('keeps every microsecond', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -60_000_000_000_000_000n, max: 200_000_000_000_000_000n }), (micros) => {
        const iso = readEpoch(micros.toString(), 'epoch-us') ?? '';
        const fraction = /\.(\d+)Z$/.exec(iso)?.[1] ?? '';
        const seconds = BigInt(Date.parse(`${iso.slice(0, 19)}Z`)) / 1000n;
        expect(seconds * 1_000_000n + BigInt(fraction.padEnd(6, '0'))).toBe(micros);
      }),
    );
  });
});
