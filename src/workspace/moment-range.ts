import { UsageError } from '../errors.ts';
import { fittingGranularity, type Granularity } from '../spec/granularity.ts';
import { readMomentFlag } from '../spec/moment.ts';

export interface WrittenRange {
  readonly since: string;
  readonly until?: string | undefined;
}

/** The start is in it, the end is not. */
export interface MomentRange {
  readonly start: Date;
  readonly end: Date;
}

/**
 * The range that is meant, with an end at least `lagMs` before now: so long a figure may still grow.
 * Throws UsageError for what is no time, and for a range with nothing in it.
 */
export function readRange({ since, until }: WrittenRange, now: Date, lagMs = 0): MomentRange {
  const start = readMoment(since, '--since', now);
  const latest = new Date(now.getTime() - lagMs);
  const asked = until === undefined ? latest : readMoment(until, '--until', now);
  const end = asked < latest ? asked : latest;
  if (start < end) return { start, end };
  const late = lagMs > 0 && asked > latest ? ' The last minute is not counted yet.' : '';
  throw new UsageError(
    `The range from ${shownMoment(start)} (--since) to ${shownMoment(end)} (--until) is empty.${late}`,
    { code: 'range_empty', hint: 'Choose an earlier start: --since 2h' },
  );
}

function readMoment(text: string, flag: string, now: Date): Date {
  const moment = readMomentFlag(text, now);
  if (moment !== undefined) return moment;
  throw new UsageError(`${flag} takes a time, not “${text.slice(0, 80)}”.`, {
    code: 'time_invalid',
    hint: `Write ${flag} as a time ago (2h, 7d), a date (2026-11-01), a time (2026-11-01T08:00:00Z) or epoch seconds.`,
  });
}

/** The granularity that was asked for, or what fits the range. */
export function granularityOf({ start, end }: MomentRange, asked: Granularity | undefined): Granularity {
  return asked ?? fittingGranularity(end.getTime() - start.getTime());
}

/** ISO 8601 in UTC, without a fraction. */
export function shownMoment(moment: Date): string {
  return moment.toISOString().replace(/\.\d{3}Z$/, 'Z');
}
