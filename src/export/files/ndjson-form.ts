import { type ApiObject, readApiObject, textAt, timestampOf } from '../../api/api-object.ts';
import { formatJson } from '../../spec/json-text.ts';
import type { Stream } from '../stream.ts';
import type { RowForm, WrittenRow } from './row-form.ts';

/** A row on each line, as the API wrote it but for white space between its parts. */
export function ndjsonForm({ key }: Stream): RowForm {
  const written = (row: ApiObject, text: string): WrittenRow => ({
    text,
    key: keyOf(row, key),
    time: timestampOf(row),
  });
  return {
    extension: 'ndjson',
    header: '',
    write: (row) => written(row, formatJson(row.text)),
    read(text) {
      try {
        const row = readApiObject(text);
        return row && written(row, text);
      } catch {
        return undefined;
      }
    },
    isWhole: () => true,
  };
}

/** Of a number the text counts: JavaScript would take two long ones for the same. */
function keyOf(row: ApiObject, key: Stream['key']): string {
  const values = key.map((name) => row.value[name] ?? null);
  const isExact = values.every((value) => typeof value !== 'number');
  return JSON.stringify(isExact ? values : key.map((name) => textAt(row.text, name) ?? null));
}
