import type { Page } from '../../src/api/workspace/client.ts';
import type { CountedRange } from '../../src/workspace/series.ts';
import { numberColumn } from './numbers.ts';
import type { ListColumn, ListSpec } from './print-list.ts';

/** A column that tells series apart. */
export type SeriesGroup = Pick<ListColumn, 'header' | 'cell' | 'shown'>;

/** Series as the API gives them: `{total, series: [{time, count}]}` and what they are grouped by (docs/segment-api/public.md#event-volume and #delivery-overview). */
export interface SeriesSpec extends CountedRange {
  readonly noun: ListSpec['noun'];
  readonly groups: readonly SeriesGroup[];
  /** For a person, beside the groups: the total alone when absent. */
  readonly totals?: readonly ListColumn[];
  readonly pages: (limit: number) => AsyncIterable<Page>;
}

/** How many there were in all. */
export const totalColumn: ListColumn = numberColumn('messages', 'total');
