import { currentPeriod } from '../spec/period.ts';
import type { Stream } from './stream.ts';

/** What is asked for at once, and kept at once. */
export type Window =
  | { readonly kind: 'all' }
  /** A month by its first day. Rows before `from` are not wanted. */
  | { readonly kind: 'month'; readonly period: string; readonly from: string | undefined }
  /** From a moment on: it is in it. */
  | { readonly kind: 'range'; readonly from: string; readonly until: string };

/** As far as the audit trail goes, and as far back as usage is asked for where nobody says (docs/segment-api/public.md#audit-trail). */
const defaultDays = 90;
const dayMs = 86_400_000;
const lagMs = 60_000;

export function defaultStart(now: Date): Date {
  return new Date(now.getTime() - defaultDays * dayMs);
}

/**
 * The windows of a stream from its bookmark on, in their order. The last bookmark is asked for again: the figures of
 * the day that was not over have grown since. Without one, usage is read from the first of the month that holds the
 * start, as it counts from there.
 */
export function windowsOf(
  { window, reachDays }: Stream,
  {
    bookmark,
    start,
    now,
  }: { readonly bookmark: string | undefined; readonly start: Date; readonly now: Date },
): Window[] {
  if (window === undefined) return [{ kind: 'all' }];
  if (window === 'range')
    return [{ kind: 'range', from: bookmark ?? start.toISOString(), until: now.toISOString() }];
  const first = bookmark === undefined ? start : new Date(bookmark);
  if (window === 'days') return days(first, now, reachDays);
  return periods(first, now).map((period) => ({ kind: 'month', period, from: bookmark }));
}

/** Counts of a day are complete only from its first minute on; those of the last minute are not there yet. */
function days(first: Date, now: Date, reachDays = Number.POSITIVE_INFINITY): Window[] {
  const from = Math.max(
    Math.floor(first.getTime() / dayMs) * dayMs,
    Math.ceil((now.getTime() - reachDays * dayMs) / dayMs) * dayMs,
  );
  const until = now.getTime() - lagMs;
  if (from >= until) return [];
  return [{ kind: 'range', from: new Date(from).toISOString(), until: new Date(until).toISOString() }];
}

/** The first days of all months from one moment to another, in UTC. */
function periods(first: Date, last: Date): string[] {
  const found: string[] = [];
  const end = currentPeriod(last);
  for (let month = 0; ; month += 1) {
    const period = currentPeriod(new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + month)));
    if (period > end) return found;
    found.push(period);
  }
}
