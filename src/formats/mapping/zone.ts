/** Says how far the clocks of a zone are ahead of UTC, in seconds, when they show a local time. */
export type Zone = (localMs: number) => number;

const dayMs = 86_400_000;
/** Clocks showed the sun's time until railways came; years before 100 are not what `Date.UTC` takes them for. */
const firstZones = Date.UTC(1800, 0, 1);
/** So many days are remembered; a file has the times of a few years. */
const mostDays = 20_000;

/** True for what `openZone` takes. */
export function isTimezone(name: string): boolean {
  return fixedOffset(name) !== undefined || formatOf(name) !== undefined;
}

/** The zone with an IANA name, or with an offset as a name (`+01:00`, `+0100`, `+01`, `UTC`, `Z`). Undefined for any other text, abbreviations too. */
export function openZone(name: string): Zone | undefined {
  const fixed = fixedOffset(name);
  if (fixed !== undefined) return () => fixed;
  const format = formatOf(name);
  return format && zoneOf(format);
}

/** The seconds that an offset stands for. */
export function fixedOffset(text: string): number | undefined {
  if (/^(?:UTC|GMT|Z)$/i.test(text)) return 0;
  const [, sign, hours, minutes = '0', seconds = '0'] =
    /^([+-])([01]\d|2[0-3])(?::?([0-5]\d)(?::?([0-5]\d))?)?$/.exec(text) ?? [];
  if (sign === undefined) return undefined;
  const ahead = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
  return sign === '-' ? -ahead : ahead;
}

function formatOf(timeZone: string): Intl.DateTimeFormat | undefined {
  // An abbreviation may be several zones: V8 takes BST for Bangladesh.
  if (!/^[A-Za-z]\w*\//.test(timeZone)) return undefined;
  try {
    return new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  } catch {
    return undefined;
  }
}

/**
 * Where the clocks are put forward, a time that they skip counts by the offset before, so it is as much later;
 * where they are put back, a time that they show twice is the first of the two.
 */
function zoneOf(format: Intl.DateTimeFormat): Zone {
  /** The offset of local days in which the clocks are not changed, nor a day before or after. */
  const steady = new Map<number, number | undefined>();
  const offsetAt = (at: number) => {
    const ms = Math.max(at, firstZones);
    const parts = new Map(format.formatToParts(ms).map(({ type, value }) => [type, Number(value)]));
    const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0;
    const shown = Date.UTC(
      part('year'),
      part('month') - 1,
      part('day'),
      part('hour'),
      part('minute'),
      part('second'),
    );
    return Math.round((shown - Math.floor(ms / 1000) * 1000) / 1000);
  };
  const steadyOffset = (day: number) => {
    if (steady.has(day)) return steady.get(day);
    if (steady.size >= mostDays) steady.clear();
    const before = offsetAt((day - 1) * dayMs);
    const offset = before === offsetAt((day + 2) * dayMs) ? before : undefined;
    steady.set(day, offset);
    return offset;
  };
  return (localMs) => {
    const offset = steadyOffset(Math.floor(localMs / dayMs));
    if (offset !== undefined) return offset;
    const before = offsetAt(localMs - dayMs);
    const after = offsetAt(localMs + dayMs);
    const isShown = (ahead: number) => offsetAt(localMs - ahead * 1000) === ahead;
    return !isShown(before) && isShown(after) ? after : before;
  };
}
