import stringWidth from 'string-width';
import { escapeLine } from '../spec/escape.ts';
import type { Io } from './io.ts';
import type { Style } from './style.ts';
import { isShownToPerson, shownWidth } from './width.ts';

export interface Column {
  readonly header: string;
  /** An id or a value that is of no use in part: never cut. */
  readonly whole?: boolean;
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

/** Rows as text, each line ended by a newline. Every cell is escaped here. No rows: no text. */
export function renderTable(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  look: TableLook,
): string {
  return tableWriter(columns, look)(rows);
}

/** A table that comes in pieces: the first piece brings the header and decides how wide the columns are. */
export function tableWriter(
  columns: readonly Column[],
  { terminal, width, style }: TableLook,
): (rows: readonly (readonly string[])[]) => string {
  let widths: number[] | 'cards' | undefined;
  return (rows) => {
    const cells = rows.map((row) => columns.map((_, index) => escapeLine(row[index] ?? '')));
    if (cells.length === 0) return '';
    if (!terminal) return lines(cells.map((row) => row.join('\t')));

    const isFirst = widths === undefined;
    widths ??= columnWidths(columns, cells, width) ?? 'cards';
    if (widths === 'cards') return lines(cells.map((row) => card(columns, row, style)));
    const fixed = widths;
    const line = (row: readonly string[], paint: (text: string) => string) =>
      row
        .map((cell, index) => {
          const cells = fixed[index] ?? 0;
          const shown = columns[index]?.whole === true ? cell : cut(cell, cells);
          return pad(paint(shown), cell, cells);
        })
        .join(' '.repeat(gap))
        .trimEnd();
    const header = columns.map((column) => column.header.toUpperCase());
    const body = cells.map((row) => line(row, (text) => text));
    return lines(isFirst ? [line(header, style.dim), ...body] : body);
  };
}

/** The width of each column, the widest flexible one cut first; undefined when they do not fit at all. */
function columnWidths(
  columns: readonly Column[],
  cells: readonly string[][],
  width: number,
): number[] | undefined {
  const widths = columns.map(({ header }, index) =>
    Math.max(stringWidth(header), ...cells.map((row) => stringWidth(row[index] ?? ''))),
  );
  let excess = widths.reduce((sum, each) => sum + each, 0) + gap * (columns.length - 1) - width;
  while (excess > 0) {
    const flexible = columns.flatMap(({ whole, header }, index) =>
      whole === true || (widths[index] ?? 0) <= Math.max(narrowest, stringWidth(header)) ? [] : [index],
    );
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

/** One `key: value` line per field that has a value. */
function card(columns: readonly Column[], row: readonly string[], style: Style): string {
  return columns
    .flatMap(({ header }, index) =>
      row[index] ? [`${style.dim(`${header.toLowerCase()}:`)} ${row[index]}`] : [],
    )
    .concat('')
    .join('\n');
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

function pad(painted: string, plain: string, width: number): string {
  return painted + ' '.repeat(Math.max(0, width - stringWidth(cut(plain, width))));
}

function lines(texts: readonly string[]): string {
  return texts.map((text) => `${text}\n`).join('');
}
