/**
 * The time of day as a person is shown it, `14:03:22.123Z`: in UTC, as the times in messages and of the APIs are, and the
 * Z says so. Empty for no time.
 */
export function clockTime(at: Date, precision: 'seconds' | 'milliseconds'): string {
  if (Number.isNaN(at.getTime())) return '';
  const time = at.toISOString().slice(11);
  return precision === 'seconds' ? `${time.slice(0, 8)}Z` : time;
}
