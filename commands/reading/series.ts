import {
  type ApiObject,
  type JsonObject,
  numberAt,
  objectsIn,
  readApiObject,
  valueAt,
} from '../../src/api/api-object.ts';
import type { Page } from '../../src/api/workspace/client.ts';
import { bucketTimes, type Granularity } from '../../src/spec/granularity.ts';
import { isListText, openObject, writeNode } from '../../src/spec/json-text.ts';
import { integerAt, numberColumn } from './numbers.ts';
import type { ListColumn, ListSpec } from './print-list.ts';
import type { MomentRange } from './range-options.ts';

/** A column that tells series apart. */
export type SeriesGroup = Pick<ListColumn, 'header' | 'cell' | 'shown'>;

/** Series as the API gives them: `{total, series: [{time, count}]}` and what they are grouped by (docs/segment-api/public.md#event-volume and #delivery-overview). */
export interface SeriesSpec {
  readonly noun: ListSpec['noun'];
  readonly granularity: Granularity;
  readonly range: MomentRange;
  readonly groups: readonly SeriesGroup[];
  /** For a person, beside the groups: the total alone when absent. */
  readonly totals?: readonly ListColumn[];
  readonly pages: (limit: number) => AsyncIterable<Page>;
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
export function filledBucketsOf(series: ApiObject, { granularity, range }: SeriesSpec): ApiObject[] {
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

/** How many there were in all. */
export const totalColumn: ListColumn = numberColumn('messages', 'total');
