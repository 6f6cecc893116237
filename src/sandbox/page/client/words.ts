const counts = new Intl.NumberFormat('en');

/** A whole number with its thousands apart. */
export function countWords(count: number): string {
  return counts.format(count);
}

/** `3 messages`, `1 message`. */
export function plural(count: number, noun: string): string {
  return `${countWords(count)} ${noun}${count === 1 ? '' : 's'}`;
}

/** A stretch of seconds: 45 s, 5 min, 2 h. */
export function stretchWords(seconds: number): string {
  if (seconds < 120) return `${seconds} s`;
  return seconds < 7_200 ? `${Math.round(seconds / 60)} min` : `${Math.round(seconds / 3_600)} h`;
}
