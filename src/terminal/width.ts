import { envValue, type Io } from './io.ts';

/** What is assumed of a terminal that does not tell its width. */
const usualWidth = 80;

/** True for a width that text can be laid out in: a terminal that was never told its size says 0. */
export function isWidth(columns: number | undefined): columns is number {
  return columns !== undefined && Number.isInteger(columns) && columns > 1;
}

/** True where what a stream is given is laid out for a person: on a terminal, and wherever `SEGMENT_FORCE_TTY` is set. */
export function isShownToPerson({ env }: Pick<Io, 'env'>, { isTTY }: { readonly isTTY?: boolean }): boolean {
  return isTTY === true || envValue(env, 'SEGMENT_FORCE_TTY') !== undefined;
}

/** As {@link terminalWidth}, but for `SEGMENT_FORCE_TTY=COLUMNS`. */
export function shownWidth(io: Pick<Io, 'env'>, stream: { readonly columns?: number }): number {
  const forced = Number(envValue(io.env, 'SEGMENT_FORCE_TTY'));
  // A 1 only says that there is to be a terminal.
  return isWidth(forced) ? forced : terminalWidth(io, stream);
}

/** The cells of a line: the terminal's own, or `COLUMNS`, or 80. */
export function terminalWidth({ env }: Pick<Io, 'env'>, { columns }: { readonly columns?: number }): number {
  if (isWidth(columns)) return columns;
  const columnsVariable = Number(envValue(env, 'COLUMNS'));
  return isWidth(columnsVariable) ? columnsVariable : usualWidth;
}
