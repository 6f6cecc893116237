import { type ApiObject, timestampOf } from '../../api/api-object.ts';
import { cellOf } from '../../api/pick-fields.ts';
import type { CsvWriter } from '../../spec/csv.ts';
import { type JsonMembers, openObject, writeNode } from '../../spec/json-text.ts';
import type { Stream } from '../stream.ts';
import type { RowForm, WrittenRow } from './row-form.ts';

/** Members of a row for which there is no column, as JSON. */
const otherColumn = 'other_fields';

/**
 * Rows of CSV, a column for each field that is declared, and one for all others. Texts stand as they are, numbers with
 * all their digits, what has parts as JSON; null and nothing are an empty cell.
 */
export function csvForm({ fields, key }: Stream, csv: CsvWriter): RowForm {
  const names = Object.keys(fields);
  const keyPlaces = key.map((name) => names.indexOf(name));
  const timePlace = names.indexOf('timestamp');
  const cellsOf = ({ text }: ApiObject): string[] => {
    const members = openObject(text);
    const cells = names.map((name) => cell(members, name));
    for (const name of names) members.delete(name);
    return [...cells, members.size === 0 ? '' : writeNode(members)];
  };
  const written = (text: string, cells: readonly string[]): WrittenRow => ({
    text,
    // As they are written: what a spreadsheet is guarded against is in both.
    key: JSON.stringify(keyPlaces.map((place) => cells[place] ?? '')),
    time: Date.parse(cells[timePlace] ?? ''),
  });
  return {
    extension: 'csv',
    header: csv.write([[...names, otherColumn]]),
    write(row) {
      const text = csv.write([cellsOf(row)]).slice(0, -1);
      return { ...written(text, readCells(text)), time: timestampOf(row) };
    },
    read(text) {
      const cells = readCells(text);
      return cells.length === names.length + 1 ? written(text, cells) : undefined;
    },
    isWhole: (text) => (text.match(/"/g)?.length ?? 0) % 2 === 0,
  };
}

function cell(members: JsonMembers, name: string): string {
  const node = members.get(name);
  return node === undefined ? '' : cellOf(writeNode(node));
}

/** The cells of a row as our own writer quotes them (RFC 4180). */
function readCells(text: string): string[] {
  // A comma before each cell, so that none begins with nothing.
  return [...`,${text}`.matchAll(/,(?:"((?:[^"]|"")*)"|([^,"]*))/g)].map(
    ([, quoted, plain = '']) => quoted?.replaceAll('""', '"') ?? plain,
  );
}
