import { cellOf } from '../../api/pick-fields.ts';
import type { CsvWriter } from '../../spec/csv.ts';
import { openObject, writeNode } from '../../spec/json-text.ts';
import { FlatRows } from '../flat-row.ts';
import { Hasher } from '../key-hashes.ts';
import type { Row } from '../row.ts';
import { otherColumn, type Stream } from '../stream.ts';
import { Times } from '../times.ts';
import type { RowForm } from './row-form.ts';

const newline = 0x0a;
const quote = 0x22;
const comma = 0x2c;
const firstOfNull = 0x6e;
const separator = Buffer.from('\n');

/**
 * Rows of CSV, a column for each field that is declared, and one for all others. Texts stand as they are, numbers with
 * all their digits, what has parts as JSON; null and nothing are an empty cell.
 */
export function csvForm({ fields, key, asks = [] }: Stream, csv: CsvWriter): RowForm {
  const names = Object.keys(fields);
  const blankNames = new Set(asks.flatMap(({ adds = {} }) => Object.keys(adds)));
  const cells = new Cells({
    keyPlaces: new Set(key.map((name) => names.indexOf(name))),
    blankPlaces: new Set([...blankNames].map((name) => names.indexOf(name))),
    timePlace: names.indexOf('timestamp'),
  });
  const flat = new FlatRows(names);
  const header = csv.write([[...names, otherColumn]]);
  let line = Buffer.alloc(0);
  const write = (row: Row): number => {
    // A flat row gets no longer, but for the commas of what it does not have.
    const room = row.end - row.start + names.length;
    if (line.length < room) line = Buffer.allocUnsafe(2 * room);
    if (flat.read(row.bytes, row.start, row.end) && !flat.hasOthers) {
      const end = copyCells(row.bytes, flat, line);
      if (end !== -1) return end;
    }
    const bytes = Buffer.from(csv.write([cellsOf(row.text, names)]).slice(0, -1), 'utf8');
    if (line.length < bytes.length) line = bytes;
    else bytes.copy(line);
    return bytes.length;
  };
  return {
    extension: 'csv',
    header,
    shows: (bytes, start, end) => `${bytes.toString('utf8', start, end)}\n` === header,
    write(row) {
      const end = write(row);
      // As they are written: what a spreadsheet is guarded against is in both.
      cells.read(line, 0, end);
      const { high, low } = cells.key;
      return { bytes: line, start: 0, end, time: row.time, high, low };
    },
    read(bytes, start, end) {
      if (cells.read(bytes, start, end) !== names.length + 1) return undefined;
      const { high, low } = cells.key;
      return { bytes, start, end, time: cells.time(), high, low };
    },
    endOf,
  };
}

/** The cells of a flat row in their places; -1 where one must be quoted, or guarded against a spreadsheet. */
function copyCells(bytes: Buffer, { starts, ends }: FlatRows, line: Buffer): number {
  let filled = 0;
  for (let place = 0; place < starts.length; place += 1) {
    let [at, end] = [starts[place] ?? -1, ends[place] ?? -1];
    if (bytes[at] === quote) [at, end] = [at + 1, end - 1];
    else if (at === -1 || bytes[at] === firstOfNull) end = at;
    if (at < end && mayBeFormula(bytes[at])) return -1;
    for (; at < end; at += 1) {
      const byte = bytes[at] ?? 0;
      if (byte === comma) return -1;
      line[filled] = byte;
      filled += 1;
    }
    line[filled] = comma;
    filled += 1;
  }
  return filled;
}

/** What the guard has an eye on, of what may stand in a text without escapes. */
function mayBeFormula(byte: number | undefined): boolean {
  return byte === 0x3d || byte === 0x2b || byte === 0x2d || byte === 0x40;
}

function cellsOf(text: string, names: readonly string[]): string[] {
  const members = openObject(text);
  const cells = names.map((name) => {
    const node = members.get(name);
    return node === undefined ? '' : cellOf(writeNode(node));
  });
  for (const name of names) members.delete(name);
  return [...cells, members.size === 0 ? '' : writeNode(members)];
}

interface CellPlaces {
  readonly keyPlaces: ReadonlySet<number>;
  /** Those of the key that may be an empty text: in CSV that is all that tells a value that is missing. */
  readonly blankPlaces: ReadonlySet<number>;
  readonly timePlace: number;
}

/** What a row of CSV goes by. */
class Cells {
  /** The hash of the cells that name the row; of all of them where it lacks what names it. */
  readonly key = new Hasher();
  #bytes: Buffer = Buffer.alloc(0);
  #timeStart = 0;
  #timeEnd = 0;
  /** A cell of the key is empty that may not be. */
  #isLacking = false;
  readonly #times = new Times();
  readonly #places: CellPlaces;

  constructor(places: CellPlaces) {
    this.#places = places;
  }

  /** The time of the row that was read last. */
  time(): number {
    return this.#times.read(this.#bytes, this.#timeStart, this.#timeEnd);
  }

  /** How many cells there are. */
  read(bytes: Buffer, start: number, end: number): number {
    this.key.begin();
    this.#isLacking = false;
    const count = this.#readCells(bytes, start, end);
    if (this.#isLacking) this.key.add(bytes, start, end);
    this.key.end();
    return count;
  }

  #readCells(bytes: Buffer, start: number, end: number): number {
    this.#timeEnd = this.#timeStart;
    let [place, cellStart] = [0, start];
    for (let at = start; at < end; at += 1) {
      const byte = bytes[at];
      if (byte === quote) return this.#readQuoted(bytes.toString('utf8', start, end));
      if (byte !== comma) continue;
      this.#add(place, bytes, cellStart, at);
      place += 1;
      cellStart = at + 1;
    }
    this.#add(place, bytes, cellStart, end);
    return place + 1;
  }

  #readQuoted(text: string): number {
    this.key.begin();
    this.#isLacking = false;
    const cells = readCells(text);
    for (const [place, cell] of cells.entries()) {
      const bytes = Buffer.from(cell, 'utf8');
      this.#add(place, bytes, 0, bytes.length);
    }
    return cells.length;
  }

  #add(place: number, bytes: Buffer, start: number, end: number): void {
    const { timePlace, keyPlaces, blankPlaces } = this.#places;
    if (place === timePlace) [this.#bytes, this.#timeStart, this.#timeEnd] = [bytes, start, end];
    if (!keyPlaces.has(place)) return;
    if (start === end && !blankPlaces.has(place)) this.#isLacking = true;
    this.key.add(bytes, start, end);
    this.key.add(separator, 0, separator.length);
  }
}

/** The newline after the row, which is the first one that stands between no two quotes. */
function endOf(bytes: Buffer, start: number): number {
  let isQuoted = false;
  for (let at = start; at < bytes.length; at += 1) {
    const byte = bytes[at];
    if (byte === quote) isQuoted = !isQuoted;
    else if (byte === newline && !isQuoted) return at;
  }
  return -1;
}

/** The cells of a row as our own writer quotes them (RFC 4180). */
function readCells(text: string): string[] {
  const cells: string[] = [];
  for (let at = 0; at <= text.length; at += 1) {
    const end = endOfCell(text, at);
    const cell = text.slice(at, end);
    cells.push(cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell);
    at = end;
  }
  return cells;
}

/** The comma behind the cell at `start`, or the end of the text. No pattern: a cell of megabytes is too long for one. */
function endOfCell(text: string, start: number): number {
  const end = (from: number): number => {
    const found = text.indexOf(',', from);
    return found === -1 ? text.length : found;
  };
  if (text[start] !== '"') return end(start);
  for (let at = start + 1; ; at += 2) {
    at = text.indexOf('"', at);
    if (at === -1) return text.length;
    if (text[at + 1] !== '"') return end(at + 1);
  }
}
