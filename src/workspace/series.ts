import {
  type ApiObject,
  type JsonObject,
  numberAt,
  objectsIn,
  readApiObject,
  valueAt,
} from '../api/api-object.ts';
import { integerAt } from '../api/numbers.ts';
import { bucketTimes, type Granularity } from '../spec/granularity.ts';
import { isListText, openObject, writeNode } from '../spec/json-text.ts';
import type { MomentRange } from './moment-range.ts';

/** Over which time something was counted, and by what. */
export interface CountedRange {
  readonly range: MomentRange;
  readonly granularity: Granularity;
}

/** Each time of a series as an object of its own, with what the series is grouped by. */
export function bucketsOf({ value, text }: ApiObject): ApiObject[] {
  const members = openObject(text);
  const series = members.get('series');
  members.delete('series');
  const group = membersIn(writeNode(members));
  const { series: _series, ...groupValue } = value;
  const buckets = typeof series === 'string' && isListText(series) ? objectsIn(series) : [];
  return buckets.map((bucket) => ({
    value: { ...groupValue, ...bucket.value },
    // Of a name that comes twice the last counts: that of the time.
    text: `{${[group, membersIn(bucket.text)].filter((part) => part !== '').join(',')}}`,
  }));
}

/**
 * The same where each series has to have its lines: one without times has them all, with 0 where its total is, and
 * else without a count.
 */
export function filledBucketsOf(series: ApiObject, { granularity, range }: CountedRange): ApiObject[] {
  const buckets = bucketsOf(series);
  if (buckets.length > 0) return buckets;
  const count = integerAt(series.text, 'total') === 0n ? 0 : null;
  const times = bucketTimes(range.start, range.end, granularity);
  const members = openObject(series.text);
  members.set('series', `[${times.map((time) => `{"time":"${time}","count":${count}}`).join(',')}]`);
  const filled = readApiObject(writeNode(members));
  return filled === undefined ? [] : bucketsOf(filled);
}

/** What stands between the braces of an object. */
function membersIn(objectText: string): string {
  return objectText.trim().slice(1, -1).trim();
}

/** How many there were at each time of a series. */
export function countsOf(series: JsonObject): (number | undefined)[] {
  const buckets = valueAt(series, 'series');
  return Array.isArray(buckets) ? buckets.map((bucket: unknown) => numberAt(bucket, 'count')) : [];
}
