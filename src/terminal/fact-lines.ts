import { escapeLine } from '../spec/escape.ts';
import { cellWidth } from './cell-width.ts';
import type { TableLook } from './table.ts';
import { breaksWord, wrapCells } from './wrap-cells.ts';

/** One thing that is known of something, as a person reads it. */
export interface LabelledText {
  readonly label: string;
  readonly text: string;
}

const gap = 2;
/** A label that leaves less room than this beside it stands on a line of its own. */
const leastRoom = 20;

/**
 * Aligned `label  value` lines: a value that does not fit continues below itself. `labels`: all that there will be, where
 * the lines come one by one.
 */
export function factLines(
  facts: readonly LabelledText[],
  { style, width }: Pick<TableLook, 'style' | 'width'>,
  labels: readonly string[] = facts.map(({ label }) => label),
): string {
  const column = Math.max(
    0,
    ...labels
      .map((label) => cellWidth(escapeLine(label)) + gap)
      .filter((cells) => width - cells >= leastRoom),
  );
  return facts
    .map((fact) => {
      const [label, text] = [escapeLine(fact.label), escapeLine(fact.text)];
      const cells = cellWidth(label) + gap;
      const beside = width - Math.max(cells, column);
      // An id that fits on a line of its own is not broken beside its label.
      const isBroken = breaksWord(text, beside) && !breaksWord(text, width - gap);
      const isBeside = !isBroken && (cells <= column || cells + cellWidth(text) <= width);
      const indent = isBeside ? Math.max(cells, column) : gap;
      const lines = wrapCells(text, width - indent, { keepWords: true });
      const below = lines.map((line) => `${' '.repeat(indent)}${line}`).join('\n');
      return isBeside
        ? `${style.dim(label)}${text === '' ? '' : below.slice(cellWidth(label))}\n`
        : `${style.dim(label)}\n${below}\n`;
    })
    .join('');
}
