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
