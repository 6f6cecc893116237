import { escapeLine } from '../spec/escape.ts';
import { cellWidth, graphemes } from './cell-width.ts';
import type { Style } from './style.ts';
import { breaksWord, wrapCells } from './wrap-cells.ts';

export interface Column {
  readonly header: string;
  /** An id or a number, of no use in part: never broken over two lines. Everything else continues below itself. */
  readonly whole?: boolean;
  /** A look at what may be very long, such as JSON: `…` stands for what more than so many lines would hold. */
  readonly mostLines?: number;
  /** Its digits stand below each other. */
  readonly isNumber?: boolean;
}

export interface TableLook {
  /** A person reads it: header, aligned columns, no wider than `width`. Otherwise tab-separated lines without a header. */
  readonly terminal: boolean;
  /** Cells of the terminal. */
  readonly width: number;
  readonly style: Style;
}

const gap = 2;
/** A text that continues in cells narrower than this is hard to read. */
const narrowest = 12;
/** Rows that decide the form of a table; those below are seldom different. */
const measuredRows = 100;

/** Rows as text, each line ended by a newline. Every cell is escaped here. No rows: no text. */
export function renderTable(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  look: TableLook,
): string {
  return tableWriter(columns, look).write(rows);
}

export interface TableWriter {
  readonly write: (rows: readonly (readonly string[])[]) => string;
  /** True once a cell ended with `…`: then the reader has to be told where all of it is. */
  readonly isCut: () => boolean;
}

/**
 * A table that comes in pieces: the first piece brings the header and decides its form. A later one widens the columns
 * as far as there is room, since a line that is shifted says more than one that is broken.
 */
export function tableWriter(columns: readonly Column[], { terminal, width, style }: TableLook): TableWriter {
  let form: TableForm | undefined;
  let natural = columns.map(({ header }) => cellWidth(header));
  let isCut = false;
  const write = (rows: readonly (readonly string[])[]) => {
    const cells = rows.map((row) => columns.map((_, index) => escapeLine(row[index] ?? '')));
    if (cells.length === 0) return '';
    if (!terminal) return lines(cells.map((row) => row.join('\t')));

    const isFirst = form === undefined;
    natural = naturalWidths(cells, natural);
    form = form === undefined ? formOf(columns, cells, natural, width) : widened(form, natural, width);
    const { beside, widths } = form;
    const header = beside.map((column) => column.header.toUpperCase());
    const body: string[] = isFirst ? [lineOf(beside, header, widths, style.dim)] : [];
    for (const row of cells) {
      const shown = rowLines(form, row, width, style.dim);
      isCut ||= shown.isCut;
      body.push(...shown.lines);
    }
    return lines(body);
  };
  return { write, isCut: () => isCut };
}

/** A column and its place in a row. */
type Placed = Column & { readonly index: number };

/** Which columns stand beside each other, how wide each is, and which come below a row as lines with their names. */
interface TableForm {
  readonly beside: readonly Placed[];
  readonly widths: readonly number[];
  readonly below: readonly Placed[];
}

/**
 * The form that shows most rows on a screen: all columns beside each other where that takes one line for each row, else
 * with those columns below the row, one after the other, that save lines or broken words. Ids and numbers come below
 * only where there is no room for them, and the first column stays where it is.
 */
function formOf(
  columns: readonly Column[],
  cells: readonly string[][],
  natural: readonly number[],
  width: number,
): TableForm {
  const placed = columns.map((column, index) => ({ ...column, index }));
  const measured = cells.slice(0, measuredRows);
  const formWith = (moved: readonly number[]) => {
    const beside = placed.filter(({ index }) => !moved.includes(index));
    const below = placed.filter(({ index }) => moved.includes(index));
    const { widths, excess } = columnWidths(beside, natural, width);
    const form = { beside, widths, below };
    const cost = excess > 0 ? tooWide + excess : costOf(form, measured, width);
    return { form, moved, cost };
  };
  let best = formWith([]);
  for (;;) {
    const rest = placed.slice(1).filter(({ index }) => !best.moved.includes(index));
    const flexible = rest.filter(({ whole }) => whole !== true);
    const whole = best.cost < tooWide ? [] : rest.filter(({ whole }) => whole === true);
    let next = best;
    if (best.cost > measured.length)
      for (const { index } of [...flexible.reverse(), ...whole.reverse()]) {
        const tried = formWith([...best.moved, index]);
        if (tried.cost < next.cost) next = tried;
      }
    if (next === best) return best.form;
    best = next;
  }
}

/** More than any number of lines. */
const tooWide = 1e9;

/** In lines: an id in two pieces can be neither searched for nor copied. */
const brokenWord = 2;

/** The lines that rows take, and more for each cell with a word that is broken. */
function costOf({ beside, widths, below }: TableForm, cells: readonly string[][], width: number): number {
  let cost = 0;
  for (const row of cells) {
    let height = 1;
    for (const [at, { whole, mostLines = Number.POSITIVE_INFINITY, index }] of beside.entries()) {
      const [cell, room] = [row[index] ?? '', widths[at] ?? 0];
      if (whole === true || cell.length * 2 <= room || cellWidth(cell) <= room) continue;
      height = Math.max(height, Math.min(mostLines, wrapCells(cell, room).length));
      if (breaksWord(cell, room)) cost += brokenWord;
    }
    cost += height;
    for (const column of below) cost += labelled(column, row[column.index] ?? '', width).lines.length;
  }
  return cost;
}

/** The form with columns that are wide enough for more rows, where there is room for them. */
function widened(form: TableForm, natural: readonly number[], width: number): TableForm {
  const { widths, excess } = columnWidths(form.beside, natural, width);
  return excess > 0 ? form : { ...form, widths };
}

interface CellLines {
  readonly lines: readonly string[];
  readonly isCut: boolean;
}

/** A row as the lines that it takes. */
function rowLines(
  { beside, widths, below }: TableForm,
  row: readonly string[],
  width: number,
  dim: Style['dim'],
): CellLines {
  const stacks = beside.map((column, at) => cellLines(column, row[column.index] ?? '', widths[at] ?? 0));
  const height = Math.max(1, ...stacks.map(({ lines }) => lines.length));
  const lines = Array.from({ length: height }, (_, at) =>
    lineOf(
      beside,
      stacks.map((stack) => stack.lines[at] ?? ''),
      widths,
    ),
  );
  const named = below.map((column) => labelled(column, row[column.index] ?? '', width, dim));
  return {
    lines: [...lines, ...named.flatMap((each) => each.lines)],
    isCut: [...stacks, ...named].some(({ isCut }) => isCut),
  };
}

/** `  header: value`, which continues below itself; nothing where there is no value. An id stays whole, to be copied. */
function labelled(
  column: Placed,
  value: string,
  width: number,
  dim = (label: string): string => label,
): CellLines {
  if (value === '') return { lines: [], isCut: false };
  const label = `${column.header.toLowerCase()}:`;
  const hang = gap + cellWidth(label) + 1;
  const isNarrow = hang + Math.min(cellWidth(value), narrowest) > width;
  const isBroken = breaksWord(value, width - hang) && !breaksWord(value, width - 2 * gap);
  const isBeside = !isNarrow && !isBroken;
  const indent = ' '.repeat(isBeside ? hang : 2 * gap);
  const keepWords = column.mostLines === undefined;
  const { lines, isCut } = cellLines(column, value, width - indent.length, { keepWords });
  const [first = '', ...rest] = lines.map((line) => indent + line);
  const start = ' '.repeat(gap) + dim(label);
  return {
    lines: isBeside ? [`${start} ${first.slice(hang)}`, ...rest] : [start, first, ...rest],
    isCut,
  };
}

/** A cell as the lines that it takes in so many cells of the terminal. */
function cellLines(
  { whole, mostLines = Number.POSITIVE_INFINITY }: Column,
  cell: string,
  width: number,
  words?: { readonly keepWords: boolean },
): CellLines {
  const all = whole === true ? [cell] : wrapCells(cell, width, words);
  const isCut = all.length > mostLines;
  if (!isCut) return { lines: all, isCut };
  const last = all.slice(mostLines - 1).join(' ');
  return { lines: [...all.slice(0, mostLines - 1), cut(last, width)], isCut };
}

function lineOf(
  columns: readonly Column[],
  cells: readonly string[],
  widths: readonly number[],
  paint: (text: string) => string = (text) => text,
): string {
  return cells
    .map((cell, index) => {
      const blank = ' '.repeat(Math.max(0, (widths[index] ?? 0) - cellWidth(cell)));
      return columns[index]?.isNumber === true ? blank + paint(cell) : paint(cell) + blank;
    })
    .join(' '.repeat(gap))
    .trimEnd();
}

/** How wide each column has to be for its cells to stand on one line, and no less than before. */
function naturalWidths(cells: readonly string[][], before: readonly number[]): number[] {
  return before.map((least, index) =>
    cells.reduce((most, row) => Math.max(most, cellWidth(row[index] ?? '')), least),
  );
}

/**
 * The width of each column in so much room: those of texts shrink, the widest first, as far as they can be read.
 * `excess`: by how many cells all of them are too wide even so.
 */
function columnWidths(
  columns: readonly Placed[],
  natural: readonly number[],
  width: number,
): { readonly widths: readonly number[]; readonly excess: number } {
  const widths = columns.map(({ whole, index }) =>
    Math.min(natural[index] ?? 0, whole === true ? Number.POSITIVE_INFINITY : width),
  );
  let excess = widths.reduce((sum, each) => sum + each, 0) + gap * (columns.length - 1) - width;
  while (excess > 0) {
    const flexible = columns.flatMap(({ whole, header }, at) =>
      whole === true || (widths[at] ?? 0) <= Math.max(narrowest, cellWidth(header)) ? [] : [at],
    );
    const widest = flexible.reduce<number | undefined>(
      (best, index) => (best === undefined || (widths[index] ?? 0) > (widths[best] ?? 0) ? index : best),
      undefined,
    );
    if (widest === undefined) break;
    widths[widest] = (widths[widest] ?? 0) - 1;
    excess -= 1;
  }
  return { widths, excess };
}

/** The text cut to so many display cells, with `…` where something is missing. Never cuts a character in two. */
export function cut(text: string, width: number): string {
  if (cellWidth(text) <= width) return text;
  let kept = '';
  for (const character of graphemes(text)) {
    if (cellWidth(kept + character) > width - 1) break;
    kept += character;
  }
  return `${kept}…`;
}

function lines(texts: readonly string[]): string {
  return texts.map((text) => `${text}\n`).join('');
}
