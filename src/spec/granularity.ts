/** How long the buckets of a series are, as flags name them. The API writes them in upper case (docs/segment-api/public.md#event-volume). */
export const granularities = ['minute', 'hour', 'day'] as const;
export type Granularity = (typeof granularities)[number];

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
/** Milliseconds of a bucket. */
export const granularityMs: Readonly<Record<Granularity, number>> = { minute, hour, day };

/** What shows a range of so many milliseconds in about a hundred buckets at most. */
export function fittingGranularity(rangeMs: number): Granularity {
  if (rangeMs <= 90 * minute) return 'minute';
  return rangeMs <= 4 * day ? 'hour' : 'day';
}

/** The starts of the buckets of a range, as the API writes them: `2026-11-22T10:30:00Z`. */
export function bucketTimes(start: Date, end: Date, granularity: Granularity): string[] {
  const length = granularityMs[granularity];
  const times: string[] = [];
  for (let time = Math.floor(start.getTime() / length) * length; time < end.getTime(); time += length)
    times.push(new Date(time).toISOString().replace('.000Z', 'Z'));
  return times;
}

/** The start of a bucket as a person reads it, in UTC: `2026-11-22`, or `2026-11-22 10:30`. Other text stays as it is. */
export function bucketLabel(iso: string, granularity: Granularity): string {
  const [, date, time] = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)/.exec(iso) ?? [];
  if (date === undefined) return iso;
  return granularity === 'day' ? date : `${date} ${time}`;
}
