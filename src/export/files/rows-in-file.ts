import { createReadStream } from 'node:fs';
import { StringDecoder } from 'node:string_decoder';
import { isMissing } from '../../files/small-file.ts';
import type { RowForm, WrittenRow } from './row-form.ts';

interface ReadRow {
  readonly text: string;
  /** Undefined for what this program did not write. */
  readonly row: WrittenRow | undefined;
  readonly isHeader: boolean;
  /** Where it ends, with its newline. */
  readonly end: number;
  readonly isWhole: boolean;
}

/** The rows of a file, none where there is no file. A part of a row at its end is left out. */
export async function* rowsIn(path: string, form: RowForm): AsyncGenerator<ReadRow> {
  let offset = 0;
  let isHeader = form.header !== '';
  let text = '';
  for await (const { line, isEnded } of linesIn(path)) {
    text += line;
    const isWhole = isEnded && form.isWhole(text);
    offset += Buffer.byteLength(line) + (isEnded ? 1 : 0);
    if (!isWhole && isEnded) {
      text += '\n';
      continue;
    }
    const row = isHeader ? undefined : form.read(text);
    if (isWhole || row !== undefined) yield { text, row, isHeader, end: offset, isWhole };
    isHeader = false;
    text = '';
  }
}

/** The lines of a file, without their newlines; the last one may have none. */
async function* linesIn(path: string): AsyncGenerator<{ readonly line: string; readonly isEnded: boolean }> {
  let rest = '';
  const decoder = new StringDecoder('utf8');
  try {
    for await (const chunk of createReadStream(path)) {
      const lines = (rest + decoder.write(chunk)).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) yield { line, isEnded: true };
    }
  } catch (error) {
    if (!isMissing(error)) throw error;
  }
  if (rest !== '') yield { line: rest, isEnded: false };
}
