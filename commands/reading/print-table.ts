import type { App } from '../../src/app.ts';
import type { Column } from '../../src/terminal/table.ts';

/** A column of things that are no objects of an API. */
export interface ItemColumn<T> extends Column {
  readonly cell: (item: T) => string;
}

/** Prints a row for each item: a table on a terminal, lines with tabs in a pipe. */
export function printItems<T>(
  app: App,
  columns: readonly ItemColumn<T>[],
  items: readonly T[],
): Promise<void> {
  const rows = items.map((item) => columns.map(({ cell }) => cell(item)));
  return printTable(app, columns, rows);
}

/** The same for rows that are made already. */
export async function printTable(
  { io, print }: App,
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
): Promise<void> {
  const { renderTable, tableLook } = await import('../../src/terminal/table.ts');
  await print.result(renderTable(columns, rows, tableLook(io, print.resultStyle)));
}
