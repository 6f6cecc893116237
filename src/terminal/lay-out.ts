import { breakLine } from './wrap.ts';

/** Less room than this beside a term is too little for words: they go below it. */
const leastColumn = 20;

/**
 * Text for people, laid out for a width. Lines at the margin are prose: those that follow each other are one paragraph,
 * joined and broken again, so where the source breaks them does not matter. An indented line is an item of its own: what
 * is too wide goes on below its description, or its indentation. A line to paste (`$ …`) stays whole, and a comment at
 * its end (`  # …`) that does not fit moves below it.
 */
export function layOut(text: string, width: number): string {
  const laid: string[] = [];
  let paragraph: string[] = [];
  let isContinued = false;
  const closeParagraph = () => {
    if (paragraph.length > 0) laid.push(...breakLine(paragraph.join(' '), width));
    paragraph = [];
  };
  for (const line of text.split('\n')) {
    const isProse = /^\S/.test(line) && !isContinued;
    if (isProse) paragraph.push(line);
    else {
      closeParagraph();
      laid.push(...(isContinued ? [line] : layOutItem(line, width)));
    }
    isContinued = line.endsWith('\\') && (isContinued || isToPaste(line));
  }
  closeParagraph();
  return laid.join('\n');
}

function isToPaste(line: string): boolean {
  return /^\s*(?:\$|PS>) /.test(line);
}

function layOutItem(line: string, width: number): string[] {
  if (line.length <= width) return [line];
  if (isToPaste(line)) return layOutExample(line, width);
  const [, indent = '', term = '', gap = '', description = ''] =
    /^( *)(\S.*?)( {2,})(\S.*)$/.exec(line) ?? [];
  if (description === '') return breakLine(line, width);
  const column = indent.length + term.length + gap.length;
  if (width - column < leastColumn) {
    const below = breakLine(`${indent}    ${description}`, width);
    return [...breakLine(indent + term, width), ...below];
  }
  const [first = '', ...rest] = breakLine(' '.repeat(column) + description, width);
  return [indent + term + gap + first.slice(column), ...rest];
}

function layOutExample(line: string, width: number): string[] {
  const [, command = line, comment] = /^(.*?\S) {2,}(# .*)$/.exec(line) ?? [];
  if (comment === undefined) return [line];
  return [command, ...breakLine(`      ${comment}`, width)];
}
