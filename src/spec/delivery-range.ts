import { fittingGranularity, type Granularity, granularities, granularityMs } from './granularity.ts';

/** Milliseconds since 1970. */
export interface MillisecondRange {
  readonly from: number;
  readonly to: number;
}

/** How far a part of the API looks back at deliveries. */
export interface DeliveryReach {
  /** How long a range may be and how far back it may begin, by granularity. */
  readonly limits: Readonly<Record<Granularity, { readonly longest: number; readonly oldest: number }>>;
  /** What is tried in turn for a range of that length when none is asked for. */
  readonly preferred: (rangeMs: number) => readonly Granularity[];
}

const { minute, hour, day } = granularityMs;
const byMinute = { longest: 4 * hour, oldest: 48 * hour };

/** The delivery overview (docs/segment-api/public.md#delivery-overview): a series, so the buckets are what fits a screen. */
export const overviewReach: DeliveryReach = {
  limits: {
    minute: byMinute,
    hour: { longest: 14 * day, oldest: 30 * day },
    day: { longest: 30 * day, oldest: 30 * day },
  },
  preferred: (rangeMs) => [fittingGranularity(rangeMs), ...granularities],
};

/** The metrics of a destination (docs/segment-api/public.md#destinations): one sum, and the finest buckets cut the range most exactly. */
export const metricsReach: DeliveryReach = {
  limits: {
    minute: byMinute,
    hour: { longest: 7 * day, oldest: 7 * day },
    day: { longest: 14 * day, oldest: 14 * day },
  },
  preferred: () => granularities,
};

/** What was within reach when it was typed may be just outside when the request arrives. */
const margin = minute;

/**
 * How deliveries can be asked for over a range: by the granularity that is `asked` for, or the first preferred one
 * that reaches so far, with its start moved into reach where it is a breath outside. Undefined when none does.
 */
export function deliveryRange(
  { from, to }: MillisecondRange,
  asked: Granularity | undefined,
  now: number,
  { limits, preferred }: DeliveryReach,
): (MillisecondRange & { readonly granularity: Granularity }) | undefined {
  for (const granularity of asked === undefined ? preferred(to - from) : [asked]) {
    const { longest, oldest } = limits[granularity];
    const earliest = Math.max(to - longest, now - oldest + margin);
    const start = Math.max(from, earliest);
    if (earliest - from <= margin && start < to) return { from: start, to, granularity };
  }
  return undefined;
}

/** What is within reach, in words: a line for each granularity. */
export function reachLines({ limits }: DeliveryReach): string[] {
  return granularities.map((granularity) => {
    const { longest, oldest } = limits[granularity];
    const atMost = longest < oldest ? `at most ${inWords(longest)}, ` : '';
    return `by ${granularity}: ${atMost}from the last ${inWords(oldest)}`;
  });
}

function inWords(milliseconds: number): string {
  return milliseconds < 7 * day ? `${milliseconds / hour} hours` : `${milliseconds / day} days`;
}
