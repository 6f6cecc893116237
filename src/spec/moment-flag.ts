import { readMoment } from './moment.ts';

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
