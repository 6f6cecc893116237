import { historyDays } from '../api/profiles/routes.ts';
import { UsageError } from '../errors.ts';
import { readMomentFlag } from '../spec/moment.ts';

/** A part of the history of a profile. */
export interface EventSpan {
  readonly since: Date | undefined;
  readonly until: Date | undefined;
  /** How far back the history goes. */
  readonly reach: Date;
}

/** Reads both ends as they were typed. Throws UsageError for what is no time, and for a span that ends before it begins. */
export function readEventSpan(
  given: { readonly since?: string | undefined; readonly until?: string | undefined },
  now: Date,
): EventSpan {
  const since = readTime('--since', given.since, now);
  const until = readTime('--until', given.until, now);
  if (since !== undefined && until !== undefined && since > until) {
    throw new UsageError('--since is later than --until.', { code: 'span_empty', hint: 'Swap them.' });
  }
  return { since, until, reach: new Date(now.getTime() - historyDays * 86_400_000) };
}

function readTime(flag: string, text: string | undefined, now: Date): Date | undefined {
  if (text === undefined) return undefined;
  const time = readMomentFlag(text, now);
  if (time !== undefined) return time;
  throw new UsageError(`${flag} ${text} is not a time.`, {
    code: 'bad_value',
    hint: 'Write 2026-02-03, 2026-02-03T04:05:06Z, or how long ago: 30m, 2h, 7d.',
  });
}
