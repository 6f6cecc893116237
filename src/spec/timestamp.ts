/** How a timestamp reads: with a zone, without one (a date alone has none), or not at all. */
export type TimestampKind = 'zoned' | 'without_zone' | 'invalid';

const daysInMonth = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/**
 * Reads an ISO 8601 date or date and time in its extended form: `2026-02-03`, `2026-02-03T04:05`,
 * seconds and a fraction of any length, `Z` or an offset as `+01`, `+0100`, `+01:00`. Digits are
 * padded, the calendar is checked, and nothing may follow. One pass, no regular expression: this
 * runs once per line of a backfill. Source: docs/segment-api/tracking.md#timestamps.
 */
export function timestampKind(text: string): TimestampKind {
  if (!hasDate(text)) return 'invalid';
  if (text.length === 10) return 'without_zone';
  if (text.charCodeAt(10) !== 0x54 /* T */) return 'invalid';
  const zoneAt = endOfTime(text);
  if (zoneAt === -1) return 'invalid';
  if (zoneAt === text.length) return 'without_zone';
  return hasZone(text, zoneAt) ? 'zoned' : 'invalid';
}

/** `YYYY-MM-DD` at the start, a day that the calendar has. */
function hasDate(text: string): boolean {
  if (text.charCodeAt(4) !== 0x2d || text.charCodeAt(7) !== 0x2d) return false;
  const century = twoDigits(text, 0);
  const yearOfCentury = twoDigits(text, 2);
  const month = twoDigits(text, 5);
  const day = twoDigits(text, 8);
  if (century < 0 || yearOfCentury < 0 || month < 1 || month > 12 || day < 1) return false;
  const isLeap = yearOfCentury % 4 === 0 && (yearOfCentury !== 0 || century % 4 === 0);
  return day <= (month === 2 && isLeap ? 29 : (daysInMonth[month - 1] ?? 0));
}

/** Where the time of day that starts at 11 ends, or -1. A leap second is refused: receivers in Go and JavaScript cannot read one. */
function endOfTime(text: string): number {
  if (text.charCodeAt(13) !== 0x3a || !inRange(twoDigits(text, 11), 23) || !inRange(twoDigits(text, 14), 59))
    return -1;
  if (text.charCodeAt(16) !== 0x3a) return 16;
  if (!inRange(twoDigits(text, 17), 59)) return -1;
  const mark = text.charCodeAt(19);
  if (mark !== 0x2e && mark !== 0x2c) return 19;
  let at = 20;
  while (isDigit(text.charCodeAt(at))) at += 1;
  return at === 20 ? -1 : at;
}

/** True when exactly a zone stands at `at`. */
function hasZone(text: string, at: number): boolean {
  const mark = text.charCodeAt(at);
  if (mark === 0x5a /* Z */) return text.length === at + 1;
  if ((mark !== 0x2b && mark !== 0x2d) || !inRange(twoDigits(text, at + 1), 23)) return false;
  if (text.length === at + 3) return true;
  const minutesAt = text.charCodeAt(at + 3) === 0x3a ? at + 4 : at + 3;
  return text.length === minutesAt + 2 && inRange(twoDigits(text, minutesAt), 59);
}

/** The number that two digits spell, or -1. */
function twoDigits(text: string, at: number): number {
  const tens = text.charCodeAt(at);
  const ones = text.charCodeAt(at + 1);
  return isDigit(tens) && isDigit(ones) ? (tens - 0x30) * 10 + ones - 0x30 : -1;
}

function inRange(value: number, max: number): boolean {
  return value >= 0 && value <= max;
}

function isDigit(character: number): boolean {
  return character >= 0x30 && character <= 0x39;
}
