import { UsageError } from '../../src/errors.ts';
import { type Granularity, granularities } from '../../src/spec/granularity.ts';
import { type MomentRange, shownMoment } from '../reading/range-options.ts';

const hour = 3_600_000;
const day = 24 * hour;
/** A request takes its time: what begins just inside of the reach must not be outside of it on arrival. */
const marginMs = 60_000;

/** How long a range may be and how far back it may begin (contract §3.5). */
const reach: Readonly<Record<Granularity, { readonly longest: number; readonly oldest: number }>> = {
  minute: { longest: 4 * hour, oldest: 48 * hour },
  hour: { longest: 7 * day, oldest: 7 * day },
  day: { longest: 14 * day, oldest: 14 * day },
};

/** How a range is counted, and the range with its start moved into reach where it is a breath outside. */
export interface DeliveryStep {
  readonly granularity: Granularity;
  readonly range: MomentRange;
}

/** The granularity that was asked for, or the finest that reaches. Throws UsageError for more than Segment gives. */
export function deliveryStep(
  { start, end }: MomentRange,
  asked: Granularity | undefined,
  now: Date,
): DeliveryStep {
  const candidates = asked === undefined ? granularities : [asked];
  for (const granularity of candidates) {
    const { longest, oldest } = reach[granularity];
    const earliest = Math.max(now.getTime() - oldest + marginMs, end.getTime() - longest);
    const isBreath = earliest - start.getTime() <= marginMs;
    const from = Math.max(start.getTime(), earliest);
    if (isBreath && from < end.getTime()) return { granularity, range: { start: new Date(from), end } };
  }
  const by = asked === undefined ? '' : ` by the ${asked}`;
  throw new UsageError(`Segment does not count deliveries${by} that far back, or for so long.`, {
    code: 'range_too_long',
    details: [
      `asked for: ${shownMoment(start)} to ${shownMoment(end)}`,
      'minute: 4 hours at most, the last 48 hours',
      'hour: the last 7 days',
      'day: the last 14 days',
    ],
    hint: asked === undefined ? 'Begin later: --since 14d' : 'Leave --granularity out, or begin later.',
  });
}
