import type { ApiObject } from '../../api/api-object.ts';

/** A row as it stands in a file, without the newline behind it. */
export interface WrittenRow {
  readonly text: string;
  /** What names the row, as it is written: the same for a row that is read back. */
  readonly key: string;
  /** Its time in milliseconds; NaN for a row without one. */
  readonly time: number;
}

/** How the rows of one stream stand in a file, one behind the other. */
export interface RowForm {
  readonly extension: string;
  /** What stands before the first row, newline included. */
  readonly header: string;
  write(row: ApiObject): WrittenRow;
  /** A row of a file; undefined for one that this program did not write. */
  read(text: string): WrittenRow | undefined;
  /** True where the lines so far are one row, and not the beginning of one. */
  isWhole(text: string): boolean;
}
