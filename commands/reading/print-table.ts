import type { App } from '../../src/app.ts';
import { lookOf } from '../../src/terminal/look.ts';
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
  const { tableWriter } = await import('../../src/terminal/table.ts');
  const table = tableWriter(columns, lookOf({ io, print }));
  await print.result(table.write(rows));
  if (table.isCut()) noteCut(print);
}

/** Says where the rest of the texts is that end with `…`. */
export function noteCut({ note }: Pick<App['print'], 'note'>): void {
  note('Texts that end with “…” are cut; add --json to see all of them.');
}
