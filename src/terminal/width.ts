import { envValue, type Io } from './io.ts';

/** What is assumed of a terminal that does not tell its width. */
const usualWidth = 80;

/** True for a width that text can be laid out in: a terminal that was never told its size says 0. */
export function isWidth(columns: number | undefined): columns is number {
  return columns !== undefined && Number.isInteger(columns) && columns > 1;
}

/** The cells of a line: the terminal's own, or `COLUMNS`, or 80. */
export function terminalWidth({ env }: Pick<Io, 'env'>, { columns }: { readonly columns?: number }): number {
  if (isWidth(columns)) return columns;
  const columnsVariable = Number(envValue(env, 'COLUMNS'));
  return isWidth(columnsVariable) ? columnsVariable : usualWidth;
}
