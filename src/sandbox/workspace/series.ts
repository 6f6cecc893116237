import type { granularities } from '../../segment/enums.ts';
import { isJsonObject } from '../../spec/message.ts';
import { invalidField } from './refusal.ts';
import { withoutFraction } from './state.ts';
import type { TimeRange, TrafficMessage } from './traffic.ts';

export type Granularity = (typeof granularities)[number];

const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;
const lengths: Readonly<Record<Granularity, number>> = { DAY: day, HOUR: hour, MINUTE: minute };

/** A week of minutes and a bit. Segment publishes no limit; without one, a range could fill all memory. */
const maxBuckets = 11_000;
/** The most series of an answer (docs/segment-api/public.md#event-volume). */
const maxSeries = 5_000;

/** What messages are grouped by. */
export type Dimension = 'eventName' | 'eventType' | 'appVersion' | 'discardReason' | 'source';

export interface Series {
  /** The value of each dimension that was grouped by. */
  readonly group: Readonly<Partial<Record<Dimension, string>>>;
  readonly total: number;
  /** Messages by the start of their bucket, in milliseconds. */
  readonly counts: ReadonlyMap<number, number>;
}

/** What is counted, and by what. */
interface Count {
  readonly groupBy: readonly Dimension[];
  readonly granularity: Granularity;
  /** The values of each dimension that count; all of them where none is given. */
  readonly filter: ReadonlyMap<Dimension, readonly string[]>;
}

/** Counts messages per group and bucket, the largest group first. */
export function countSeries(
  messages: Iterable<TrafficMessage>,
  { groupBy, granularity, filter }: Count,
): readonly Series[] {
  const length = lengths[granularity];
  const series = new Map<string, { group: Series['group']; total: number; counts: Map<number, number> }>();
  for (const one of messages) {
    if (!isCounted(one, filter)) continue;
    const group: Partial<Record<Dimension, string>> = {};
    for (const dimension of groupBy) group[dimension] = dimensionOf(one, dimension);
    const key = JSON.stringify(group);
    let own = series.get(key);
    if (own === undefined) {
      own = { group, total: 0, counts: new Map() };
      series.set(key, own);
    }
    const time = one.message.receivedAt.getTime();
    const bucket = time - (time % length);
    own.total += 1;
    own.counts.set(bucket, (own.counts.get(bucket) ?? 0) + 1);
  }
  return [...series.values()].sort((a, b) => b.total - a.total).slice(0, maxSeries);
}

function isCounted(one: TrafficMessage, filter: Count['filter']): boolean {
  for (const [dimension, values] of filter) {
    if (values.length > 0 && !values.includes(dimensionOf(one, dimension))) return false;
  }
  return true;
}

/** Empty where a message has no such thing: the name of an Identify, the version of a browser. */
function dimensionOf({ sourceId, message }: TrafficMessage, dimension: Dimension): string {
  switch (dimension) {
    case 'source':
      return sourceId;
    case 'eventName':
      return message.event ?? '';
    case 'eventType':
      return message.type ?? '';
    case 'discardReason':
      return message.code ?? '';
    case 'appVersion': {
      const { context } = message.completed;
      const app = isJsonObject(context) ? context.app : undefined;
      const version = isJsonObject(app) ? app.version : undefined;
      return typeof version === 'string' ? version : '';
    }
  }
}

/** Every bucket that begins before the end of the range, with its count; 0 for those without messages. */
export function bucketsOf(
  counts: ReadonlyMap<number, number>,
  { from, to }: TimeRange,
  granularity: Granularity,
): { readonly time: string; readonly count: number }[] {
  const length = lengths[granularity];
  const buckets: { time: string; count: number }[] = [];
  for (let time = from - modulo(from, length); time < to; time += length)
    buckets.push({ time: withoutFraction(new Date(time)), count: counts.get(time) ?? 0 });
  return buckets;
}

/** Throws a 422 for a range that ends before it begins, or has more buckets than anybody can look at. */
export function checkRange({ from, to }: TimeRange, granularity: Granularity): void {
  if (to <= from) throw invalidField('endTime', '"endTime" must be greater than "startTime"');
  if ((to - from) / lengths[granularity] > maxBuckets)
    throw invalidField('startTime', `The range is too long for the granularity ${granularity}`);
}

/** How long a range may be and how far back it may start. */
export interface Reach {
  readonly longest: number;
  readonly oldest: number;
}

/** Throws a 422 for a range beyond what an endpoint reaches; `length` is that of the range. */
export function checkReach(
  { start, length, now }: { readonly start: number; readonly length: number; readonly now: Date },
  { longest, oldest }: Reach,
  granularity: Granularity,
): void {
  if (length > longest) throw invalidField('startTime', `The range is too long for ${granularity}`);
  // A client's clock and the way to here take their time.
  if (now.getTime() - start > oldest + minute)
    throw invalidField('startTime', `"startTime" lies too far back for ${granularity}`);
}

function modulo(value: number, length: number): number {
  return ((value % length) + length) % length;
}
