import { UsageError } from '../../src/errors.ts';
import { type DeliveryReach, deliveryRange } from '../../src/spec/delivery-range.ts';
import type { Granularity } from '../../src/spec/granularity.ts';
import { type MomentRange, type RangeFlags, readRange, shownMoment } from './range-options.ts';

/** A range over which deliveries are counted, and by what. */
export interface CountedRange {
  readonly range: MomentRange;
  readonly granularity: Granularity;
}

/** Reads `--since`, `--until` and `--granularity`. Throws UsageError for more than the API counts. */
export function readDeliveryRange(
  flags: RangeFlags & { readonly granularity?: Granularity },
  now: Date,
  reach: DeliveryReach,
): CountedRange {
  const { start, end } = readRange(flags, now);
  const { granularity: asked } = flags;
  const found = deliveryRange({ from: start.getTime(), to: end.getTime() }, asked, now.getTime(), reach);
  if (found !== undefined) {
    const { from, to, granularity } = found;
    return { range: { start: new Date(from), end: new Date(to) }, granularity };
  }
  const by = asked === undefined ? '' : ` by ${asked}`;
  throw new UsageError(`Segment does not count deliveries${by} that far back, or for so long.`, {
    code: 'range_too_long',
    details: [`asked for: ${shownMoment(start)} to ${shownMoment(end)}`, ...reach.words],
    hint:
      asked === undefined
        ? 'Let it begin later: --since 14d'
        : 'Leave --granularity out, or let it begin later.',
  });
}
