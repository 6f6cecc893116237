import type { Hash } from '../key-hashes.ts';
import type { Row } from '../row.ts';

/**
 * A row as it stands in a file, without the newline behind it: until the next one is written or read, which may take its
 * bytes. As a hash it is that of its key: the same for a row that is read back.
 */
export interface WrittenRow extends Hash {
  readonly bytes: Buffer;
  readonly start: number;
  readonly end: number;
  /** Its time in milliseconds; NaN for a row without one. */
  readonly time: number;
}

/** How the rows of one stream stand in a file, one after the other. */
export interface RowForm {
  readonly extension: string;
  /** What stands before the first row, newline included. */
  readonly header: string;
  write(row: Row): WrittenRow;
  /** Whether a line shows that its file is one of this stream: the header, or a row without one. */
  shows(bytes: Buffer, start: number, end: number): boolean;
  /** A row of a file; undefined for one that this program did not write. */
  read(bytes: Buffer, start: number, end: number): WrittenRow | undefined;
  /** Where the newline stands that ends the row at `start`; -1 where it has not come yet. */
  endOf(bytes: Buffer, start: number): number;
}
