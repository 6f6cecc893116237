import { timestampKind } from '../../spec/timestamp.ts';
import type { Misfit } from './cell.ts';
import { fixedOffset, openZone, type Zone } from './zone.ts';

/** ISO 8601 with a zone; undefined for what is not a date, or one that can be read in two ways (`01/02/2024`). */
export type DateReader = (text: string) => string | Misfit | undefined;

const withoutZone: Misfit = { misfit: 'has no time zone; --timezone names the one of such times' };

/**
 * Reads dates as databases and warehouses write them: `2024-01-02 03:04:05.2 UTC`, `2024-01-02 03:04:05+00`,
 * `2024-01-02T03:04:05 Europe/Oslo`, `2024-01-02`. What is ISO 8601 with a zone stays as it is, but for UTC, which is `Z`, and the
 * digits of a fraction always do. `zone` is the one of times without a zone of their own.
 */
export function dateReader(zone: Zone | undefined): DateReader {
  const named = new Map<string, Zone | undefined>();
  const zoneNamed = (name: string) => {
    if (!named.has(name)) named.set(name, openZone(name));
    return named.get(name);
  };
  return (text) => {
    // One form of it, so that exports of the same events in two forms become the same messages.
    if (timestampKind(text) === 'zoned') return text.replace(/[+-]00:00$/, 'Z');
    const parts = form.exec(text.trim());
    if (parts === null) return undefined;
    const [, day = '', clock = '00:00', fraction = '', own = ''] = parts;
    const time = `${day}T${clock.length === 5 ? `${clock}:00` : clock}`;
    if (timestampKind(time) === 'invalid') return undefined;
    const fixed = fixedOffset(own);
    const ahead = fixed ?? (own === '' ? zone : zoneNamed(own))?.(Date.parse(`${time}Z`));
    if (ahead === undefined) return own === '' ? withoutZone : undefined;
    return ahead === 0 ? `${time}${fraction}Z` : withOffset(time, fraction, ahead);
  };
}

/** Abbreviations but UTC and GMT are no zones here: BST is two of them. */
const form =
  /^(\d{4}-\d\d-\d\d)(?:[Tt ]\s*(\d\d:\d\d(?::\d\d)?)((?<=:\d\d:\d\d)[.,]\d+)?\s*([Zz]|UTC|GMT|[+-][\d:]+|\w+\/[\w/+-]+)?)?$/;

/** Before zones were agreed upon clocks differed by seconds, which ISO 8601 cannot say: such a time becomes UTC. */
function withOffset(time: string, fraction: string, ahead: number): string {
  if (ahead % 60 !== 0) {
    const utc = new Date(Date.parse(`${time}Z`) - ahead * 1000).toISOString();
    return `${utc.slice(0, 19)}${fraction}Z`;
  }
  const minutes = Math.abs(ahead) / 60;
  const two = (number: number) => String(number).padStart(2, '0');
  return `${time}${fraction}${ahead < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

const digitsBelowSecond = { 'epoch-s': 0, 'epoch-ms': 3, 'epoch-us': 6 } as const;
export type EpochUnit = keyof typeof digitsBelowSecond;

/** The unit of a time since 1970 that may be in any of them: by its digits, of which seconds have ten from 2001 to 2286. */
export function unitBySize(text: string): EpochUnit {
  const digits = /\d*/.exec(text.replace(/^\s*-?0*/, ''))?.[0].length ?? 0;
  return digits <= 11 ? 'epoch-s' : digits <= 14 ? 'epoch-ms' : 'epoch-us';
}

/** The years 0 to 9999, which four digits can write. */
const firstSecond = -62_167_219_200n;
const lastSecond = 253_402_300_799n;

/** ISO 8601 in UTC of a time since 1970, to the last digit that is not zero; undefined for what is none. */
export function readEpoch(text: string, unit: EpochUnit): string | undefined {
  const [, sign, whole = '', decimals = ''] = /^(-?)(\d{1,20})(?:\.(\d{1,9})\d*)?$/.exec(text.trim()) ?? [];
  if (sign === undefined) return undefined;
  const places = digitsBelowSecond[unit] + decimals.length;
  const scale = 10n ** BigInt(places);
  const total = BigInt(`${sign}${whole}${decimals}`);
  const below = ((total % scale) + scale) % scale;
  const seconds = (total - below) / scale;
  if (seconds < firstSecond || seconds > lastSecond) return undefined;
  const fraction = below.toString().padStart(places, '0').replace(/0+$/, '').padEnd(3, '0');
  return `${new Date(Number(seconds) * 1000).toISOString().slice(0, 19)}.${fraction}Z`;
}
