import { type ApiObject, type JsonObject, numberAt, stringAt } from '../../src/api/api-object.ts';
import { cellOf, fieldText } from '../../src/api/pick-fields.ts';
import type { App } from '../../src/app.ts';
import { currentPeriod } from '../../src/spec/period.ts';
import { type Drawn, largest } from '../../src/terminal/chart.ts';
import { onlyPage } from '../../src/workspace/computed-pages.ts';
import { sourceNames } from '../../src/workspace/names/source-names.ts';
import { dayRows, listUsage, sourceRows, type UsageKind, withDaily } from '../../src/workspace/usage.ts';
import { openCharts } from '../reading/charts.ts';
import { summedColumn } from '../reading/numbers.ts';
import { openWorkspace } from '../reading/open-workspace.ts';
import { listForm } from '../reading/output-options.ts';
import { type ListColumn, printList } from '../reading/print-list.ts';
import type { UsageFlags } from './usage-options.ts';

/** A figure of the API, and the heading that a person reads. */
export interface UsageFigure {
  readonly name: string;
  readonly header: string;
}

interface UsageSpec {
  readonly kind: UsageKind;
  /** The first one is drawn, and sorted by. */
  readonly figures: readonly [UsageFigure, ...UsageFigure[]];
}

/** Prints usage: rows of the API with what each day added, or, for a person, a row for each day or source with a chart. */
export async function printUsage(app: App, flags: UsageFlags, { kind, figures }: UsageSpec): Promise<void> {
  const { api } = await openWorkspace(app);
  const period = flags.period ?? currentPeriod(app.io.now());
  const bySource = flags.by === 'source';
  const isTable = listForm(app, flags) === 'table' && flags.fields === undefined;
  const [listed, nameOf] = await Promise.all([
    listUsage(api, { kind, period, bySource }),
    isTable && bySource ? sourceNames(api, (line) => app.print.verbose(line)) : undefined,
  ]);
  const names = figures.map(({ name }) => name);
  const rows = withDaily(listed, names);
  const noun = ['row of usage', `usage for ${period.slice(0, 7)}`] as const;
  if (!isTable) {
    await printList(app, flags, {
      noun,
      columns: machineColumns(names, bySource),
      pages: () => onlyPage(rows),
    });
    return;
  }
  app.print.note(`${app.print.style.symbols.pointer} ${period.slice(0, 7)}, in UTC`);
  const shown = bySource ? sourceRows(rows, names, figures[0].name) : dayRows(rows, names);
  const columns = await tableColumns(app, shown, figures, nameOf);
  await printList(app, flags, { noun, columns, pages: () => onlyPage(shown) });
}

/** As in the JSON: the figure under its name is cumulative, the one under `daily` is the day's. */
function machineColumns(names: readonly string[], bySource: boolean): ListColumn[] {
  const column = (header: string): ListColumn => ({
    header,
    cell: (_row, text) => cellOf(fieldText(text, header)),
  });
  return [
    column('timestamp'),
    ...(bySource ? [column('sourceId')] : []),
    ...names.map((name) => column(`daily.${name}`)),
    ...names.map(column),
  ];
}

async function tableColumns(
  app: App,
  rows: readonly ApiObject[],
  figures: UsageSpec['figures'],
  nameOf: ((id: string) => string) | undefined,
): Promise<ListColumn[]> {
  // What stands beside the chart: the label, and a figure as wide as its heading.
  const beside = figures.reduce((sum, { header }) => sum + header.length + 2, nameOf === undefined ? 12 : 26);
  const charts = await openCharts(app, beside);
  const drawn = (row: JsonObject): Drawn => numberAt(row, `figures.${figures[0].name}`);
  const most = largest(rows.filter(({ value }) => !('isTotal' in value)).map(({ value }) => drawn(value)));
  const label: ListColumn =
    nameOf === undefined
      ? { header: 'day', whole: true, cell: (row) => stringAt(row, 'label') }
      : { header: 'source', cell: (row) => nameOf(stringAt(row, 'label')) };
  return [
    label,
    ...figures.map(({ name, header }) => summedColumn(header, `figures.${name}`)),
    nameOf === undefined
      ? charts.bars(most, (row) => ('isTotal' in row ? undefined : drawn(row)))
      : charts.spark((row) => numbersAt(row, 'series')),
  ];
}

function numbersAt(row: JsonObject, path: string): Drawn[] {
  const numbers = row[path];
  return Array.isArray(numbers)
    ? numbers.map((each: unknown) => (typeof each === 'number' ? each : undefined))
    : [];
}
