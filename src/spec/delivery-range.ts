import { fittingGranularity, type Granularity, granularities, granularityMs } from './granularity.ts';

/** Milliseconds since 1970. */
export interface MillisecondRange {
  readonly from: number;
  readonly to: number;
}

const { minute, hour, day } = granularityMs;

/** How long a range may be and how far back it may begin, by granularity (contract §3.10). */
const reach: Readonly<Record<Granularity, { readonly longest: number; readonly oldest: number }>> = {
  minute: { longest: 4 * hour, oldest: 48 * hour },
  hour: { longest: 14 * day, oldest: 30 * day },
  day: { longest: 30 * day, oldest: 30 * day },
};

/** The same in words, a line for each. */
export const deliveryReach: readonly string[] = [
  'by minute: at most 4 hours, from the last 48 hours',
  'by hour: at most 14 days, from the last 30 days',
  'by day: at most 30 days, from the last 30 days',
];

/** What was within reach when it was typed may be just outside when the request arrives. */
const margin = minute;

/** The range as it can be asked for by a granularity: its start moved into reach where it is a breath outside; else undefined. */
function reached({ from, to }: MillisecondRange, by: Granularity, now: number): MillisecondRange | undefined {
  const { longest, oldest } = reach[by];
  const earliest = Math.max(to - longest, now - oldest + margin);
  const start = Math.max(from, earliest);
  return earliest - from <= margin && start < to ? { from: start, to } : undefined;
}

/**
 * How the delivery overview can be asked for a range: by the granularity that is `asked` for, or the one that fits
 * best. Undefined when it does not reach so far.
 */
export function deliveryRange(
  range: MillisecondRange,
  asked: Granularity | undefined,
  now: number,
): (MillisecondRange & { readonly granularity: Granularity }) | undefined {
  const fitting = fittingGranularity(range.to - range.from);
  for (const granularity of asked === undefined ? [fitting, ...granularities] : [asked]) {
    const found = reached(range, granularity, now);
    if (found !== undefined) return { ...found, granularity };
  }
  return undefined;
}
