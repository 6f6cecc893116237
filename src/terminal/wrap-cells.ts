import { cellWidth, graphemes } from './cell-width.ts';

/**
 * Text on one line, broken at blanks into lines of no more than `width` display cells. A word that is wider is broken too,
 * but no character is. With `keepWords` an id or a URL stays whole, so that it can be copied.
 */
export function wrapCells(
  text: string,
  width: number,
  { keepWords = false }: { readonly keepWords?: boolean } = {},
): string[] {
  if (cellWidth(text) <= width) return [text];
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/ +/)) {
    const joined = line === '' ? word : `${line} ${word}`;
    if (cellWidth(joined) <= width) {
      line = joined;
      continue;
    }
    if (line !== '') lines.push(line);
    const pieces = keepWords && isNarrow(word) ? [word] : breakWord(word, width);
    lines.push(...pieces.slice(0, -1));
    line = pieces.at(-1) ?? '';
  }
  return [...lines, line];
}

/** True when an id or another word of narrow characters does not fit on a line of its own. */
export function breaksWord(text: string, width: number): boolean {
  return text.split(/ +/).some((word) => word.length > width && isNarrow(word));
}

/** A cell for each character, as ids, URLs and JSON have: scripts with wide ones write no blanks between words. */
function isNarrow(word: string): boolean {
  return cellWidth(word) === word.length;
}

/** A character may be wider than a line has room for: it gets one all the same. */
function breakWord(word: string, width: number): string[] {
  const pieces: string[] = [];
  let piece = '';
  let cells = 0;
  for (const character of graphemes(word)) {
    const own = cellWidth(character);
    if (piece !== '' && cells + own > width) {
      pieces.push(piece);
      [piece, cells] = ['', 0];
    }
    piece += character;
    cells += own;
  }
  return [...pieces, piece];
}
