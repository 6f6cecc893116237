import { cellOf } from '../../api/pick-fields.ts';
import type { CsvWriter } from '../../spec/csv.ts';
import { type JsonMembers, openObject, writeNode } from '../../spec/json-text.ts';
import { type Hash, Hasher } from '../key-hashes.ts';
import type { Row } from '../row.ts';
import type { Stream } from '../stream.ts';
import type { RowForm } from './row-form.ts';

const newline = 0x0a;
const quote = 0x22;

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
  const hasher = new Hasher();
  const cellsOf = ({ text }: Row): string[] => {
    const members = openObject(text);
    const cells = names.map((name) => cell(members, name));
    for (const name of names) members.delete(name);
    return [...cells, members.size === 0 ? '' : writeNode(members)];
  };
  // As they are written: what a spreadsheet is guarded against is in both.
  const keyOf = (cells: readonly string[]): Hash => {
    const bytes = Buffer.from(JSON.stringify(keyPlaces.map((place) => cells[place] ?? '')), 'utf8');
    hasher.begin();
    hasher.add(bytes, 0, bytes.length);
    return hasher.end();
  };
  return {
    extension: 'csv',
    header: csv.write([[...names, otherColumn]]),
    write(row) {
      const text = csv.write([cellsOf(row)]).slice(0, -1);
      const bytes = Buffer.from(text, 'utf8');
      const { high, low } = keyOf(readCells(text) ?? []);
      return { bytes, start: 0, end: bytes.length, time: row.time, high, low };
    },
    read(bytes, start, end) {
      const cells = readCells(bytes.toString('utf8', start, end));
      if (cells?.length !== names.length + 1) return undefined;
      const { high, low } = keyOf(cells);
      return { bytes, start, end, time: Date.parse(cells[timePlace] ?? ''), high, low };
    },
    endOf,
  };
}

/** The newline behind the row, which is the first one that stands between no two quotes. */
function endOf(bytes: Buffer, start: number): number {
  let end = bytes.indexOf(newline, start);
  for (let at = bytes.indexOf(quote, start); at !== -1 && at < end; at = bytes.indexOf(quote, at + 1)) {
    at = bytes.indexOf(quote, at + 1);
    if (at === -1) return -1;
    if (at > end) end = bytes.indexOf(newline, at);
  }
  return end;
}

function cell(members: JsonMembers, name: string): string {
  const node = members.get(name);
  return node === undefined ? '' : cellOf(writeNode(node));
}

/** The cells of a row as our own writer quotes them (RFC 4180); undefined for a part of one. */
function readCells(text: string): string[] | undefined {
  const cells: string[] = [];
  let end = 0;
  // A comma before each cell, so that none begins with nothing.
  for (const [found, quoted, plain = ''] of `,${text}`.matchAll(/,(?:"((?:[^"]|"")*)"|([^,"]*))/g)) {
    cells.push(quoted?.replaceAll('""', '"') ?? plain);
    end += found.length;
  }
  return end === text.length + 1 ? cells : undefined;
}
