import { withoutMarks } from './markup.ts';

/**
 * Text broken at blanks so that no line is wider than `width` cells; a broken line keeps its indentation. Single long
 * words stay whole. Colours take no room; anything else is plain text.
 */
export function wrapText(text: string, width: number): string {
  return text
    .split('\n')
    .flatMap((line) => (widthOf(line) <= width ? [line] : breakLine(line, width)))
    .join('\n');
}

function widthOf(text: string): number {
  return withoutMarks(text).length;
}

/** One line as lines that fit, with its indentation before each of them. */
export function breakLine(line: string, width: number): string[] {
  const indent = /^\s*/.exec(line)?.[0] ?? '';
  const lines: string[] = [];
  let current = indent;
  for (const word of line.trim().split(/ +/)) {
    const isFirst = current === indent;
    if (!isFirst && widthOf(current) + 1 + widthOf(word) > width) {
      lines.push(current);
      current = indent + word;
    } else {
      current += isFirst ? word : ` ${word}`;
    }
  }
  return [...lines, current];
}
