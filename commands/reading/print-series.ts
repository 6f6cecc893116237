import { type ApiObject, numberAt, stringAt, valueAt } from '../../src/api/api-object.ts';
import { integerAt, sumOf } from '../../src/api/numbers.ts';
import { allItems, type Page } from '../../src/api/workspace/client.ts';
import type { App } from '../../src/app.ts';
import { bucketLabel } from '../../src/spec/granularity.ts';
import { largest } from '../../src/terminal/chart.ts';
import { openCharts } from '../../src/views/charts.ts';
import { numberColumn, summedColumn, textColumn } from '../../src/views/columns.ts';
import type { ListColumn } from '../../src/views/list-column.ts';
import { onlyPage, ownObject, spreadPages } from '../../src/workspace/computed-pages.ts';
import { bucketsOf, type CountedRange, countsOf, filledBucketsOf } from '../../src/workspace/series.ts';
import { type ListFlags, listForm, listLimit } from './output-options.ts';
import { type ListSpec, printList } from './print-list.ts';

/** A column that tells series apart. */
export type SeriesGroup = Pick<ListColumn, 'header' | 'cell' | 'shown' | 'whole'>;

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

/**
 * Prints series in the form that was asked for: as they came with `--json` and the like; a line for each time and
 * group in a pipe; and for a person a chart, over the times of the only series, or of each group.
 */
export async function printSeries(app: App, flags: ListFlags, spec: SeriesSpec): Promise<void> {
  const form = listForm(app, flags);
  if (form === 'json' || form === 'ndjson' || flags.fields !== undefined) {
    await printList(app, flags, { noun: spec.noun, columns: [], pages: spec.pages });
  } else if (form !== 'table') {
    const columns = [textColumn('time'), ...spec.groups.map(machineColumn), numberColumn('count', 'count')];
    const pages = (limit: number) =>
      spreadPages(spec.pages(Number.POSITIVE_INFINITY), (series) => linesOf(series, spec), limit);
    await printList(app, flags, { noun: spec.noun, columns, pages });
  } else if (spec.groups.length > 0) {
    await printGroups(app, flags, spec);
  } else {
    await printTimes(app, flags, spec);
  }
}

/** A row for each group. */
async function printGroups(
  app: App,
  flags: ListFlags,
  { noun, groups, totals = [totalColumn], pages }: SeriesSpec,
): Promise<void> {
  const listed: Page[] = [];
  for await (const page of pages(listLimit('table', flags))) listed.push(page);
  const all = listed.flatMap(({ items }) => items);
  const most = largest(all.map(({ value }) => numberAt(value, 'total')));
  const charts = openCharts(app, 24 * groups.length + 12 + barCells + 4);
  const columns = [
    ...groups.map(personColumn),
    ...totals,
    ...(charts.isCrowded ? [] : [charts.bars(most, (series) => numberAt(series, 'total'), barCells)]),
    charts.spark(countsOf),
  ];
  const last = listed.at(-1);
  await printList(app, flags, {
    noun,
    columns,
    pages: () => onlyPage(all, last),
  });
}

/** Beside a line over time, a bar needs no more. */
const barCells = 10;

/** A row for each time of the only series, and the total as the last one. */
async function printTimes(
  app: App,
  flags: ListFlags,
  { noun, granularity, pages }: SeriesSpec,
): Promise<void> {
  const series = await allItems(pages(Number.POSITIVE_INFINITY));
  const buckets = series.flatMap((each) => bucketsOf(each));
  const most = largest(buckets.map(({ value }) => numberAt(value, 'count')));
  const count = sumOf(buckets.map(({ text }) => integerAt(text, 'count'))) ?? null;
  const total = { time: 'total', count, isTotal: true };
  const charts = openCharts(app, granularity === 'day' ? 24 : 30);
  await printList(
    app,
    // Half a chart is misleading: only --limit cuts it.
    flags.limit === undefined ? { ...flags, all: true } : flags,
    {
      noun,
      columns: [
        {
          header: 'time (UTC)',
          whole: true,
          cell: (bucket) => bucketLabel(stringAt(bucket, 'time'), granularity),
        },
        summedColumn('messages', 'count'),
        charts.bars(most, (bucket) => ('isTotal' in bucket ? undefined : numberAt(bucket, 'count'))),
      ],
      pages: () => onlyPage(buckets.length === 0 ? [] : [...buckets, ownObject(total)]),
    },
  );
}

/** A step that is not included has nothing to count. */
function linesOf(series: ApiObject, spec: SeriesSpec): ApiObject[] {
  return valueAt(series.value, 'series') === null ? [] : filledBucketsOf(series, spec);
}

function machineColumn({ header, cell }: SeriesGroup): ListColumn {
  return { header, cell };
}

function personColumn({ cell, shown, ...column }: SeriesGroup): ListColumn {
  return {
    ...column,
    cell,
    shown: (item, now, text) => (shown?.(item, now, text) ?? cell(item, text)) || '(none)',
  };
}
