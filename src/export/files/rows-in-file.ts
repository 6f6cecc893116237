import { type FileHandle, open } from 'node:fs/promises';
import { isMissing } from '../../files/small-file.ts';
import { pieceBytes } from './gathered-file.ts';
import type { RowForm, WrittenRow } from './row-form.ts';

/** A row as it stands in a file. Its bytes are those of the next piece, once that is asked for. */
export interface FileRow {
  readonly bytes: Buffer;
  readonly start: number;
  /** Without its newline. */
  readonly end: number;
  /** Undefined for what this program did not write. */
  readonly row: WrittenRow | undefined;
  readonly isHeader: boolean;
  /** Where it ends in the file, with its newline. */
  readonly fileEnd: number;
  readonly isWhole: boolean;
}

/** The rows of a file, a piece of it after the other; none where there is no file. A part of a row at its end is left out. */
export async function* rowsIn(path: string, form: RowForm): AsyncGenerator<readonly FileRow[]> {
  const file = await openIfThere(path);
  if (file === undefined) return;
  try {
    let bytes = Buffer.allocUnsafe(pieceBytes);
    let isHeader = form.header !== '';
    for (let offset = 0, filled = 0; ; ) {
      // A row that is longer than the piece.
      if (filled === bytes.length) bytes = Buffer.concat([bytes], 2 * bytes.length);
      const { bytesRead } = await file.read(bytes, filled, bytes.length - filled);
      filled += bytesRead;
      const piece = bytes.subarray(0, filled);
      const rows: FileRow[] = [];
      let start = 0;
      const add = (end: number, isWhole: boolean) => {
        const row = isHeader ? undefined : form.read(piece, start, end);
        const next = isWhole ? end + 1 : end;
        if (isWhole || row !== undefined)
          rows.push({ bytes: piece, start, end, row, isHeader, fileEnd: offset + next, isWhole });
        isHeader = false;
        start = next;
      };
      for (let end = form.endOf(piece, 0); end !== -1; end = form.endOf(piece, start)) add(end, true);
      if (bytesRead === 0 && start < filled) add(filled, false);
      yield rows;
      if (bytesRead === 0) return;
      bytes.copyWithin(0, start, filled);
      filled -= start;
      offset += start;
    }
  } finally {
    await file.close();
  }
}

async function openIfThere(path: string): Promise<FileHandle | undefined> {
  try {
    return await open(path);
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}
