import type { App } from '../../src/app.ts';
import type { Column } from '../../src/terminal/table.ts';

/** Prints rows as a table on a terminal, and as lines with tabs in a pipe. */
export async function printTable(
  { io, print }: App,
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
): Promise<void> {
  const { renderTable, tableLook } = await import('../../src/terminal/table.ts');
  await print.result(renderTable(columns, rows, tableLook(io, print.resultStyle)));
}
