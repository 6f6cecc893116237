import { RowReader } from '../row-reader.ts';
import type { Stream } from '../stream.ts';
import type { RowForm } from './row-form.ts';

const newline = 0x0a;
const openBrace = 0x7b;

/** A row on each line, as the API wrote it but for white space between its parts. */
export function ndjsonForm(stream: Stream): RowForm {
  const reader = new RowReader(stream);
  const read = (bytes: Buffer, start: number, end: number) => {
    if (bytes[start] !== openBrace) return undefined;
    try {
      return reader.read(bytes, start, end);
    } catch {
      return undefined;
    }
  };
  return {
    extension: 'ndjson',
    header: '',
    write: (row) => row,
    read,
    shows(bytes, start, end) {
      const names = Object.keys(read(bytes, start, end)?.value ?? {});
      return names.some((name) => Object.hasOwn(stream.fields, name));
    },
    endOf: (bytes, start) => bytes.indexOf(newline, start),
  };
}
