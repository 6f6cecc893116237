import stringWidth from 'string-width';
import { escapeLine } from '../spec/escape.ts';
import type { Io } from './io.ts';
import type { Style } from './style.ts';
import { isShownToPerson, shownWidth } from './width.ts';
import { wrapCells } from './wrap-cells.ts';

export interface Column {
  readonly header: string;
  /** An id or a value that is of no use in part: never cut. */
  readonly whole?: boolean;
  /** What one looks a row up for, such as a reason: what does not fit continues below, and nothing is cut away. */
  readonly wraps?: boolean;
  /** Its digits stand below each other. */
  readonly isNumber?: boolean;
}

export interface TableLook {
  /** A person reads it: header, aligned columns, cut to `width`. Otherwise tab-separated lines without a header. */
  readonly terminal: boolean;
  /** Cells of the terminal. */
  readonly width: number;
  readonly style: Style;
}

/** How a table on stdout looks in this run (docs/rules.md#commands). `SEGMENT_FORCE_TTY=COLUMNS` shows the terminal's form in a pipe. */
export function tableLook(io: Io, style: Style): TableLook {
  return { terminal: isShownToPerson(io, io.stdout), width: shownWidth(io, io.stdout), style };
}

const gap = 2;
/** A column cut to less than this says nothing any more: then every row becomes a card. */
const narrowest = 6;
/** The same for a column that continues below itself: then it comes below the row. */
const narrowestWrapped = 20;

/** Rows as text, each line ended by a newline. Every cell is escaped here. No rows: no text. */
export function renderTable(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  look: TableLook,
): string {
  return tableWriter(columns, look)(rows);
}

/**
 * A table that comes in pieces: the first piece brings the header and decides its form. A later one widens the columns
 * as far as there is room, since a line that is shifted says more than one that is cut.
 */
export function tableWriter(
  columns: readonly Column[],
  { terminal, width, style }: TableLook,
): (rows: readonly (readonly string[])[]) => string {
  let form: TableForm | undefined;
  return (rows) => {
    const cells = rows.map((row) => columns.map((_, index) => escapeLine(row[index] ?? '')));
    if (cells.length === 0) return '';
    if (!terminal) return lines(cells.map((row) => row.join('\t')));

    const isFirst = form === undefined;
    form = form === undefined ? formOf(columns, cells, width) : widened(form, cells, width);
    const { beside, widths, below } = form;
    const rowText = (row: readonly string[]) => [
      ...rowLines(beside, row, widths),
      ...below.flatMap((column) => labelled(column, row, beside.length === 0 ? 0 : gap, { width, style })),
      // A row that is nothing but labelled lines ends with an empty one.
      ...(beside.length === 0 ? [''] : []),
    ];
    const body = cells.flatMap(rowText);
    if (!isFirst || beside.length === 0) return lines(body);
    const header = beside.map((column) => column.header.toUpperCase());
    return lines([lineOf(beside, header, widths, style.dim), ...body]);
  };
}

/** A column and its place in a row. */
type Placed = Column & { readonly index: number };

/** Which columns stand beside each other, how wide each is, and which come below a row as lines with their names. */
interface TableForm {
  readonly beside: readonly Placed[];
  readonly widths: readonly number[];
  readonly below: readonly Placed[];
}

/** All columns beside each other; else those that continue below themselves in lines of their own; else all of them so. */
function formOf(columns: readonly Column[], cells: readonly string[][], width: number): TableForm {
  const placed = columns.map((column, index) => ({ ...column, index }));
  for (const below of [[], placed.filter(({ wraps }) => wraps === true)]) {
    const beside = placed.filter((column) => !below.includes(column));
    const widths = beside.length === 0 ? undefined : columnWidths(beside, cells, width);
    if (widths !== undefined) return { beside, widths, below };
  }
  return { beside: [], widths: [], below: placed };
}

/** The form with columns that are wide enough for more rows, where there is room for them. */
function widened(form: TableForm, cells: readonly string[][], width: number): TableForm {
  return { ...form, widths: columnWidths(form.beside, cells, width, form.widths) ?? form.widths };
}

/** `header: value`, which continues below itself; nothing where there is no value. */
function labelled(
  { header, index }: Placed,
  row: readonly string[],
  indent: number,
  { width, style }: Pick<TableLook, 'width' | 'style'>,
): string[] {
  const value = row[index] ?? '';
  if (value === '') return [];
  const label = `${header.toLowerCase()}:`;
  const before = indent + stringWidth(label) + 1;
  const [first, ...rest] = wrapCells(value, width - before, { keepWords: true });
  return [
    `${' '.repeat(indent)}${style.dim(label)} ${first}`,
    ...rest.map((line) => ' '.repeat(before) + line),
  ];
}

/** A row as the lines that it takes: more than one where a cell continues below. */
function rowLines(columns: readonly Placed[], row: readonly string[], widths: readonly number[]): string[] {
  if (columns.length === 0) return [];
  const stacks = columns.map(({ whole, wraps, index }, at) => {
    const [cell, width] = [row[index] ?? '', widths[at] ?? 0];
    if (whole === true) return [cell];
    return wraps === true ? wrapCells(cell, width) : [cut(cell, width)];
  });
  const height = Math.max(1, ...stacks.map(({ length }) => length));
  return Array.from({ length: height }, (_, at) =>
    lineOf(
      columns,
      stacks.map((stack) => stack[at] ?? ''),
      widths,
    ),
  );
}

function lineOf(
  columns: readonly Column[],
  cells: readonly string[],
  widths: readonly number[],
  paint: (text: string) => string = (text) => text,
): string {
  return cells
    .map((cell, index) => {
      const blank = ' '.repeat(Math.max(0, (widths[index] ?? 0) - stringWidth(cell)));
      return columns[index]?.isNumber === true ? blank + paint(cell) : paint(cell) + blank;
    })
    .join(' '.repeat(gap))
    .trimEnd();
}

/**
 * The width of each column, no less than it was before, the widest flexible one cut first; undefined when they do not
 * fit at all.
 */
function columnWidths(
  columns: readonly Placed[],
  cells: readonly string[][],
  width: number,
  before: readonly number[] = [],
): number[] | undefined {
  const widths = columns.map(({ header, index }, at) =>
    Math.max(before[at] ?? stringWidth(header), ...cells.map((row) => stringWidth(row[index] ?? ''))),
  );
  let excess = widths.reduce((sum, each) => sum + each, 0) + gap * (columns.length - 1) - width;
  while (excess > 0) {
    const flexible = columns.flatMap(({ whole, wraps, header }, at) => {
      const least = Math.max(wraps === true ? narrowestWrapped : narrowest, stringWidth(header));
      return whole === true || (widths[at] ?? 0) <= least ? [] : [at];
    });
    const widest = flexible.reduce<number | undefined>(
      (best, index) => (best === undefined || (widths[index] ?? 0) > (widths[best] ?? 0) ? index : best),
      undefined,
    );
    if (widest === undefined) return undefined;
    widths[widest] = (widths[widest] ?? 0) - 1;
    excess -= 1;
  }
  return widths;
}

/** The text cut to so many display cells, with `…` where something is missing. Never cuts a character in two. */
export function cut(text: string, width: number): string {
  if (stringWidth(text) <= width) return text;
  let kept = '';
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    if (stringWidth(kept + segment) > width - 1) break;
    kept += segment;
  }
  return `${kept}…`;
}

function lines(texts: readonly string[]): string {
  return texts.map((text) => `${text}\n`).join('');
}
