import { durationMs } from './duration.ts';
import { timestampKind } from './timestamp.ts';

/**
 * A moment as flags take it (docs/rules.md#commands): ISO 8601, which is kept as typed; epoch seconds (9 or 10
 * digits, decimals allowed) or milliseconds (12 or 13); or a duration, meaning that long before `now`.
 * Undefined for anything else.
 */
export function readMoment(text: string, now: Date): string | undefined {
  if (timestampKind(text) !== 'invalid') return text;
  if (/^\d{9,10}(?:\.\d{1,9})?$/.test(text)) return new Date(Number(text) * 1000).toISOString();
  if (/^\d{12,13}$/.test(text)) return new Date(Number(text)).toISOString();
  const ago = durationMs(text);
  // Dates reach back 8.64e15 ms and no further.
  if (ago === undefined || ago > now.getTime()) return undefined;
  return new Date(now.getTime() - ago).toISOString();
}

/**
 * A moment as `--since`, `--until` and the like take it (docs/rules.md#commands): an ISO 8601 date or time, epoch seconds or
 * milliseconds, or a duration, meaning that long before `now`. A date is its midnight; without a zone both are UTC,
 * as are the days that Segment counts by, so that a call means the same on every machine. Undefined for anything else.
 */
export function readMomentFlag(text: string, now: Date): Date | undefined {
  const moment = readMoment(text.trim(), now);
  if (moment === undefined) return undefined;
  const date = new Date(plainIso(moment));
  return Number.isNaN(date.getTime()) ? undefined : date;
}

/** The spelling that `Date` is sure to read: a point, three digits of a fraction, and a full zone. */
function plainIso(iso: string): string {
  const [, day = '', time = '00:00', fraction = '', zone = 'Z'] =
    /^(.{10})(?:T(\d\d:\d\d(?::\d\d)?)(?:[.,](\d+))?(Z|[+-]\d\d(?::?\d\d)?)?)?$/.exec(iso) ?? [];
  const seconds = time.length === 5 ? ':00' : '';
  const [, offset = '', minutes = '00'] = /^([+-]\d\d):?(\d\d)?$/.exec(zone) ?? [];
  return `${day}T${time}${seconds}.${fraction.padEnd(3, '0').slice(0, 3)}${offset === '' ? 'Z' : `${offset}:${minutes}`}`;
}
