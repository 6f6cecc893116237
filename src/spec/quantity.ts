/** Durations and sizes as people write them on a command line (conventions §7). */

const durationUnits: ReadonlyMap<string, number> = new Map([
  ['ms', 1],
  ['s', 1000],
  ['m', 60_000],
  ['h', 3_600_000],
  ['d', 86_400_000],
]);

const sizeUnits: ReadonlyMap<string, number> = new Map([
  ['b', 1],
  ['kb', 1000],
  ['kib', 1024],
  ['mb', 1_000_000],
  ['mib', 1_048_576],
]);

/** Milliseconds of `500ms`, `30s`, `1.5m`, `2h`, `7d`; undefined for anything else, a bare number included. */
export function parseDuration(text: string): number | undefined {
  return parseWithUnit(text, durationUnits, undefined);
}

/** Bytes of `32768`, `480kib`, `500kb`, `4mb`; k is 1,000 and ki is 1,024. Undefined for anything else. */
export function parseSize(text: string): number | undefined {
  const bytes = parseWithUnit(text, sizeUnits, 'b');
  return bytes === undefined ? undefined : Math.floor(bytes);
}

function parseWithUnit(
  text: string,
  units: ReadonlyMap<string, number>,
  defaultUnit: string | undefined,
): number | undefined {
  const match = /^(\d{1,12}(?:\.\d{1,6})?)([a-z]{0,3})$/.exec(text.trim().toLowerCase());
  if (match === null) return undefined;
  const factor = units.get(match[2] || (defaultUnit ?? ''));
  return factor === undefined ? undefined : Number(match[1]) * factor;
}
