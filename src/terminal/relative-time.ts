const units: readonly (readonly [string, number])[] = [
  ['year', 365 * 86_400],
  ['month', 30 * 86_400],
  ['week', 7 * 86_400],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
];

/** `3 hours ago`, `in 2 days`, `just now`; the text itself when it is no time. For people: machines get the time as it is. */
export function relativeTime(iso: string, now: Date): string {
  const time = Date.parse(iso);
  if (Number.isNaN(time)) return iso;
  const seconds = Math.round((now.getTime() - time) / 1000);
  const distance = Math.abs(seconds);
  if (distance < 45) return 'just now';
  const [unit, size] = units.find(([, length]) => distance >= length * 0.95) ?? ['minute', 60];
  const count = Math.max(1, Math.round(distance / size));
  const text = `${count} ${unit}${count === 1 ? '' : 's'}`;
  return seconds >= 0 ? `${text} ago` : `in ${text}`;
}

/** `11 months ago (2025-12-31 10:00 UTC)`; the text itself when it is no time. */
export function relativeAndExact(iso: string, now: Date): string {
  const time = new Date(iso);
  if (Number.isNaN(time.getTime())) return iso;
  const [date, clock = ''] = time.toISOString().split('T');
  return `${relativeTime(iso, now)} (${date} ${clock.slice(0, 5)} UTC)`;
}
