import type { Io } from './io.ts';
import type { Printer } from './printer.ts';
import type { TableLook } from './table.ts';
import { isShownToPerson, shownWidth } from './width.ts';

/** What decides how a result looks. */
export interface Shown {
  readonly io: Io;
  readonly print: Pick<Printer, 'resultStyle'>;
}

/** How a table on stdout looks in this run (docs/rules.md#commands). `SEGMENT_FORCE_TTY=COLUMNS` shows the terminal's form in a pipe. */
export function lookOf({ io, print }: Shown): TableLook {
  return { terminal: isForPerson(io), width: shownWidth(io, io.stdout), style: print.resultStyle };
}

/** True when stdout is a terminal, or is to look like one. */
export function isForPerson(io: Pick<Io, 'env' | 'stdout'>): boolean {
  return isShownToPerson(io, io.stdout);
}
