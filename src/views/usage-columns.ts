import { type ApiObject, type JsonObject, numberAt, stringAt } from '../api/api-object.ts';
import { type Drawn, largest } from '../terminal/chart.ts';
import type { Shown } from '../terminal/look.ts';
import type { SourceNames } from '../workspace/names/source-names.ts';
import { openCharts } from './charts.ts';
import { summedColumn } from './columns.ts';
import { fieldColumn, type ListColumn } from './list-column.ts';

/** The heading that a person reads above each figure. */
const headings = {
  apiCalls: 'API calls',
  identified: 'identified',
  anonymous: 'anonymous',
  anonymousIdentified: 'anon. identified',
  neverIdentified: 'never identified',
} as const;
type UsageFigure = keyof typeof headings;

/** As in the JSON: the figure under its name is cumulative, the one under `daily` is the day's. */
export function usageColumns(names: readonly string[], bySource: boolean): ListColumn[] {
  const daily = names.map((name) => `daily.${name}`);
  return ['timestamp', ...(bySource ? ['sourceId'] : []), ...daily, ...names].map(fieldColumn);
}

/** For a person, with a chart beside them. `nameOf`: what a source is called, where a row is one. */
export function shownUsageColumns(
  shown: Shown,
  rows: readonly ApiObject[],
  names: readonly [UsageFigure, ...UsageFigure[]],
  nameOf: SourceNames | undefined,
): ListColumn[] {
  // What stands beside the chart: the label, and a figure as wide as its heading.
  const beside = names.reduce((sum, name) => sum + headings[name].length + 2, nameOf === undefined ? 12 : 26);
  const charts = openCharts(shown, beside);
  const drawn = (row: JsonObject): Drawn => numberAt(row, `figures.${names[0]}`);
  const most = largest(rows.filter(({ value }) => !('isTotal' in value)).map(({ value }) => drawn(value)));
  const label: ListColumn =
    nameOf === undefined
      ? { header: 'day', whole: true, cell: (row) => stringAt(row, 'label') }
      : { header: 'source', cell: (row) => nameOf(stringAt(row, 'label')) };
  // Names of sources are worth more than drawings; days are short.
  const spark = () => (charts.isCrowded ? [] : [charts.spark((row) => numbersAt(row, 'series'))]);
  const bars = () => [charts.bars(most, (row) => ('isTotal' in row ? undefined : drawn(row)))];
  const chart = nameOf === undefined ? bars() : spark();
  return [label, ...names.map((name) => summedColumn(headings[name], `figures.${name}`)), ...chart];
}

function numbersAt(row: JsonObject, path: string): Drawn[] {
  const numbers = row[path];
  return Array.isArray(numbers)
    ? numbers.map((each: unknown) => (typeof each === 'number' ? each : undefined))
    : [];
}
