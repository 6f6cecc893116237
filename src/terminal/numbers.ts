/** Numbers for people: grouped, with the unit that keeps them short. Machines get the plain number elsewhere. */

/** `1234567` reads `1,234,567`. */
export function formatCount(count: number | bigint): string {
  return groupDigits((typeof count === 'bigint' ? count : Math.round(count)).toString());
}

/** The same of a number that is text, of any length: `12345678901234567890`. Other text stays as it is. */
export function groupDigits(text: string): string {
  return /^-?\d+$/.test(text) ? text.replace(/\B(?=(\d{3})+$)/g, ',') : text;
}

/** `1 line`, `2 lines`. */
export function plural(count: number | bigint, noun: string, many = `${noun}s`): string {
  return `${formatCount(count)} ${Number(count) === 1 ? noun : many}`;
}

/** Bytes in powers of 1,000, as disks and networks are sold: `512 B`, `9.1 MB`. */
export function formatBytes(bytes: number): string {
  const units = ['B', 'KB', 'MB', 'GB', 'TB'];
  let value = bytes;
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  const digits = unit === 0 || value >= 99.5 ? 0 : 1;
  return `${value.toFixed(digits)} ${units[unit] ?? 'B'}`;
}

/** Milliseconds as `340 ms`, `4.2 s`, `3 min 20 s`, `2 h 5 min`. */
export function formatDuration(milliseconds: number): string {
  if (milliseconds < 999.5) return `${Math.round(milliseconds)} ms`;
  const seconds = milliseconds / 1000;
  if (seconds < 59.95) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  if (whole < 3600) return parts([Math.floor(whole / 60), 'min'], [whole % 60, 's']);
  return parts([Math.floor(whole / 3600), 'h'], [Math.floor((whole % 3600) / 60), 'min']);
}

/** What is nothing is left out. */
function parts(...all: readonly (readonly [number, string])[]): string {
  return all
    .filter(([count]) => count > 0)
    .map(([count, unit]) => `${count} ${unit}`)
    .join(' ');
}

/** A share between 0 and 1 as whole percent; 100 only when it is whole. */
export function formatPercent(share: number): string {
  return `${share >= 1 ? 100 : Math.min(99, Math.floor(share * 100))} %`;
}
