import { RowReader } from '../row-reader.ts';
import type { Stream } from '../stream.ts';
import type { RowForm } from './row-form.ts';

const newline = 0x0a;
const openBrace = 0x7b;

/** A row on each line, as the API wrote it but for white space between its parts. */
export function ndjsonForm(stream: Stream): RowForm {
  const reader = new RowReader(stream);
  return {
    extension: 'ndjson',
    header: '',
    write: (row) => row,
    read(bytes, start, end) {
      if (bytes[start] !== openBrace) return undefined;
      try {
        return reader.read(bytes, start, end);
      } catch {
        return undefined;
      }
    },
    endOf: (bytes, start) => bytes.indexOf(newline, start),
  };
}
