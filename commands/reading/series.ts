import { type ApiObject, type JsonObject, numberAt, valueAt } from '../../src/api/api-object.ts';
import type { Page } from '../../src/api/workspace/client.ts';
import type { Granularity } from '../../src/spec/granularity.ts';
import { isJsonObject } from '../../src/spec/message.ts';
import { formatCount } from '../../src/terminal/numbers.ts';
import { ownObject } from './computed-pages.ts';
import type { ListColumn, ListSpec } from './print-list.ts';

/** A column that tells series apart. */
export type SeriesGroup = Pick<ListColumn, 'header' | 'cell' | 'shown'>;

/** Series as the API gives them: `{total, series: [{time, count}]}` and what they are grouped by (contract §3.9, §3.10). */
export interface SeriesSpec {
  readonly noun: ListSpec['noun'];
  readonly granularity: Granularity;
  readonly groups: readonly SeriesGroup[];
  /** For a person, beside the groups: the total alone when absent. */
  readonly totals?: readonly ListColumn[];
  readonly pages: (limit: number) => AsyncIterable<Page>;
}

/** Each time of a series as an object of its own, with what the series is grouped by. */
export function bucketsOf({ value }: ApiObject): ApiObject[] {
  const { series, ...group } = value;
  if (!Array.isArray(series)) return [];
  return series.filter(isJsonObject).map((bucket) => ownObject({ ...group, ...bucket }));
}

/** How many there were at each time of a series. */
export function countsOf(series: JsonObject): number[] {
  const buckets = valueAt(series, 'series');
  return Array.isArray(buckets) ? buckets.map((bucket: unknown) => numberAt(bucket, 'count')) : [];
}

/** A column with a number of messages. */
export function countColumn(name: string): ListColumn {
  return {
    header: 'messages',
    whole: true,
    cell: (item) => String(numberAt(item, name)),
    shown: (item) => formatCount(numberAt(item, name)),
  };
}

/** How many there were in all. */
export const totalColumn: ListColumn = countColumn('total');
