import { cellWidth } from './cell-width.ts';
import { cut } from './table.ts';
import { wrapCells } from './wrap-cells.ts';

/** A text of a line. It is escaped, and not painted yet. */
export interface FlowCell {
  readonly text: string;
  readonly paint?: ((text: string) => string) | undefined;
  /** A look at what may be very long: `…` stands for what more than so many lines would hold. */
  readonly mostLines?: number | undefined;
}

const gap = '  ';
/** Below this many cells there is no room for an indent that shows what belongs together. */
const narrow = 60;
/** Of a look that is cut shorter nothing can be seen. */
const leastRoom = 8;

/**
 * Cells one after the other, as a line of at most `width`. What has no room beside the others continues on lines of its
 * own, below the first cell that is not `fixed`; cells without text are left out.
 */
export function flowCells(
  fixed: readonly [FlowCell, ...FlowCell[]],
  cells: readonly FlowCell[],
  width: number,
): string {
  const indent =
    width < narrow ? gap.length : fixed.reduce((sum, { text }) => sum + cellWidth(text) + gap.length, 0);
  const lines: string[] = [];
  let line = '';
  let used = 0;
  for (const { text, paint = (shown: string) => shown, mostLines = Number.POSITIVE_INFINITY } of [
    ...fixed,
    ...cells,
  ]) {
    const own = cellWidth(text);
    if (own === 0) continue;
    if (used === 0 || used + gap.length + own <= width) {
      line += (used === 0 ? '' : gap) + paint(text);
      used += (used === 0 ? 0 : gap.length) + own;
      continue;
    }
    const beside = width - used - gap.length;
    if (mostLines === 1 && beside >= leastRoom) {
      line += gap + paint(cut(text, beside));
      used = width;
      continue;
    }
    const room = Math.max(1, width - indent);
    const all = wrapCells(text, room);
    const last = all.slice(mostLines - 1).join(' ');
    const pieces = all.length > mostLines ? [...all.slice(0, mostLines - 1), cut(last, room)] : all;
    for (const [index, piece] of pieces.entries()) {
      const isFirst = index === 0 && used + gap.length === indent;
      if (!isFirst) lines.push(line.trimEnd());
      line = (isFirst ? line + gap : ' '.repeat(indent)) + paint(piece);
      used = indent + cellWidth(piece);
    }
  }
  return [...lines, line.trimEnd()].join('\n');
}
