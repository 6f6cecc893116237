/** `struct tm`: second, minute, hour, day, month from 0, years since 1900, day of the week, of the year, summer time, offset. */
export type TimeParts = readonly number[];

/** The parts of a time in seconds since 1970, so many seconds ahead of UTC. */
export function brokenDownTime(seconds: number, offset = 0): TimeParts {
  const date = new Date((seconds + offset) * 1000);
  const year = date.getUTCFullYear();
  const dayOfYear = Math.floor((date.getTime() - Date.UTC(year, 0, 1)) / 86_400_000);
  return [
    ...[date.getUTCSeconds(), date.getUTCMinutes(), date.getUTCHours()],
    ...[date.getUTCDate(), date.getUTCMonth(), year - 1900, date.getUTCDay(), dayOfYear],
    ...[Number(offset > zones(year)[0].offset), offset],
  ];
}

/** The time of these parts in seconds since 1970; NaN where it is out of reach. */
export function secondsOf(parts: ArrayLike<number>, isLocal: boolean): number {
  const [second = 0, minute = 0, hour = 0, day = 0, month = 0, year = 0] = Array.from(parts);
  const date = new Date(0);
  date.setUTCFullYear(year + 1900, month, day);
  date.setUTCHours(hour, minute, second);
  const time = date.getTime() / 1000;
  return isLocal ? time - localOffset(time - localOffset(time)) : time;
}

/** How far this machine's clock is ahead of UTC at a time, in seconds. */
export function localOffset(seconds: number): number {
  return -new Date(seconds * 1000).getTimezoneOffset() * 60 || 0;
}

interface Zone {
  readonly name: string;
  readonly offset: number;
}

/** The standard and the summer time of this machine in a year; the same twice where there is no summer time. */
export function zones(year: number): readonly [standard: Zone, summer: Zone] {
  const [low = 0, high = 0] = [0, 6]
    .map((month) => localOffset(Date.UTC(year, month, 1) / 1000))
    .sort((a, b) => a - b);
  return [zone(low), zone(high)];
}

function zone(offset: number): Zone {
  const minutes = Math.abs(offset) / 60;
  const digits = [Math.floor(minutes / 60), minutes % 60]
    .map((part) => String(part).padStart(2, '0'))
    .join('');
  return { name: offset === 0 ? 'UTC' : `UTC${offset < 0 ? '-' : '+'}${digits}`, offset };
}

const months = names('January February March April May June July August September October November December');
const days = names('Sunday Monday Tuesday Wednesday Thursday Friday Saturday');

function names(words: string): readonly string[] {
  return words.toLowerCase().split(' ');
}

const numbers: Readonly<Record<string, readonly [digits: number, least: number, most: number]>> = {
  Y: [4, 0, 9999],
  y: [2, 0, 99],
  m: [2, 1, 12],
  d: [2, 1, 31],
  H: [2, 0, 23],
  I: [2, 1, 12],
  M: [2, 0, 59],
  S: [2, 0, 60],
  j: [3, 1, 366],
};

/** What some letters stand for. */
const longForms: Readonly<Record<string, string>> = {
  c: '%a %b %d %H:%M:%S %Y',
  D: '%m/%d/%y',
  e: '%d',
  F: '%Y-%m-%d',
  R: '%H:%M',
  r: '%I:%M:%S %p',
  T: '%H:%M:%S',
};

/**
 * A text read by a format of strptime (https://pubs.opengroup.org/onlinepubs/9699919799/functions/strptime.html): the
 * parts of the time, of which those that the format does not name are `before`, and how much of the text was read.
 */
export function readTime(
  text: string,
  format: string,
  before: TimeParts,
): { readonly parts: TimeParts; readonly length: number } | undefined {
  const found = new Map<string, number>();
  let at = 0;
  const take = (pattern: RegExp): string | undefined => {
    const [match] = pattern.exec(text.slice(at)) ?? [];
    at += match?.length ?? 0;
    return match;
  };
  const readOne = (letter: string): boolean => {
    const [digits = 0, least = 0, most = 0] = numbers[letter] ?? [];
    if (digits > 0) {
      take(/^\s+/);
      const value = Number(take(new RegExp(`^\\d{1,${digits}}`)) ?? Number.NaN);
      found.set(letter, value);
      return value >= least && value <= most;
    }
    if (letter === 'z' || letter === 'Z')
      return take(letter === 'z' ? /^(?:Z|[+-]\d\d:?(?:\d\d)?)/ : /^[A-Za-z]+/) !== undefined;
    if (letter === 'p') {
      found.set('p', /^p/i.test(take(/^[AP]\.?M\.?/i) ?? '') ? 1 : 0);
      return /m\.?$/i.test(text.slice(0, at));
    }
    const list = /^[bBh]$/.test(letter) ? months : /^[aA]$/.test(letter) ? days : undefined;
    if (list === undefined) return letter === '%' && take(/^%/) !== undefined;
    const word = text.slice(at, at + 3).toLowerCase();
    const index = list.findIndex((name) => word.length === 3 && name.startsWith(word));
    if (index === -1) return false;
    const name = list[index] ?? '';
    at += text.slice(at, at + name.length).toLowerCase() === name ? name.length : 3;
    found.set(list === months ? 'm' : 'a', list === months ? index + 1 : index);
    return true;
  };
  const pattern = format.replace(/%([cDeFRrT])/g, (_, letter: string) => longForms[letter] ?? '');
  for (const [part] of pattern.matchAll(/%.|\s+|[^%\s]|%$/gs)) {
    if (/^\s/.test(part) || part === '%n' || part === '%t') take(/^\s*/);
    else if (part.startsWith('%') ? !readOne(part.slice(1)) : take(/^./s) !== part) return undefined;
  }
  return { parts: partsOf(found, before), length: at };
}

function partsOf(found: ReadonlyMap<string, number>, before: TimeParts): TimeParts {
  const [second = 0, minute = 0, hour = 0, day = 0, month = 0, year = 0] = before;
  const short = found.get('y');
  const years = found.get('Y') ?? (short === undefined ? undefined : short + (short < 69 ? 2000 : 1900));
  const half = found.get('I');
  const hours =
    found.get('H') ?? (half === undefined ? undefined : (half % 12) + (found.get('p') === 1 ? 12 : 0));
  const dayOfYear = found.get('j');
  const months = found.get('m') ?? (dayOfYear === undefined ? month + 1 : 1);
  const date = new Date(0);
  date.setUTCFullYear(years ?? year + 1900, months - 1, found.get('d') ?? dayOfYear ?? Math.max(day, 1));
  const parts = [...brokenDownTime(date.getTime() / 1000).slice(0, 8), 0, 0];
  // A leap second stays one.
  parts.splice(0, 3, found.get('S') ?? second, found.get('M') ?? minute, hours ?? hour);
  return parts;
}
