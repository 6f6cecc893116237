import { UsageError } from '../errors.ts';
import { readMomentFlag } from '../spec/moment.ts';

/**
 * The start that is meant, as all times are written, or as 12/31/2026, which other tools take. Throws UsageError for
 * what is no time, and for one that is still to come. `spelling` is where it was given.
 */
export function readStart(text: string, now: Date, spelling = '--since'): Date {
  const start = readMomentFlag(isoDate(text.trim()), now);
  if (start === undefined)
    throw new UsageError(`${spelling} takes a time, not “${text.slice(0, 80)}”.`, {
      code: 'time_invalid',
      hint: 'Write it as a time ago (30d), a date (2026-11-01 or 11/01/2026) or a time (2026-11-01T08:00:00Z).',
    });
  if (start <= now) return start;
  throw new UsageError(`${spelling} is in the future: ${start.toISOString()}.`, {
    code: 'start_in_future',
    hint: `Choose an earlier start: ${spelling} 30d`,
  });
}

function isoDate(text: string): string {
  const [, month, day, year] = /^(\d{2})\/(\d{2})\/(\d{4})$/.exec(text) ?? [];
  return year === undefined ? text : `${year}-${month}-${day}`;
}
