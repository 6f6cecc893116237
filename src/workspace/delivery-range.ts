import { UsageError } from '../errors.ts';
import { type DeliveryReach, deliveryRange, reachLines } from '../spec/delivery-range.ts';
import type { Granularity } from '../spec/granularity.ts';
import { readRange, shownMoment, type WrittenRange } from './moment-range.ts';
import type { CountedRange } from './series.ts';

/** Reads `--since`, `--until` and `--granularity`. Throws UsageError for more than the API counts. */
export function readDeliveryRange(
  wanted: WrittenRange & { readonly granularity?: Granularity | undefined },
  now: Date,
  reach: DeliveryReach,
): CountedRange {
  const { start, end } = readRange(wanted, now);
  const { granularity: asked } = wanted;
  const found = deliveryRange({ from: start.getTime(), to: end.getTime() }, asked, now.getTime(), reach);
  if (found !== undefined) {
    const { from, to, granularity } = found;
    return { range: { start: new Date(from), end: new Date(to) }, granularity };
  }
  const by = asked === undefined ? '' : ` by ${asked}`;
  throw new UsageError(`Segment does not count deliveries${by} that far back, or for so long.`, {
    code: 'range_too_long',
    details: [`asked for: ${shownMoment(start)} to ${shownMoment(end)}`, ...reachLines(reach)],
    hint:
      asked === undefined
        ? 'Let it begin later: --since 14d'
        : 'Leave --granularity out, or let it begin later.',
  });
}
