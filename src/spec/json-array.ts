import { formatJson } from './json-text.ts';

/** Items as text, a piece at a time. */
export interface JsonWriter {
  items(texts: readonly string[]): string;
  end(): string;
}

/**
 * One array: items as they are on one line, or with an `indent` laid out. Numbers keep their digits. Nothing is written before
 * the first item, so a failure before it prints nothing.
 */
export function jsonArrayWriter(indent: string): JsonWriter {
  const layout = (text: string) =>
    indent === '' ? text : `\n${formatJson(text, indent).replace(/^/gm, indent)}`;
  let before = '[';
  return {
    items(texts) {
      if (texts.length === 0) return '';
      const written = before + texts.map(layout).join(',');
      before = ',';
      return written;
    },
    end: () => (before === '[' ? '[]\n' : indent === '' ? ']\n' : '\n]\n'),
  };
}

/** A line for each item, as it is or with an `indent` laid out. */
export function jsonLinesWriter(indent: string): JsonWriter {
  const layout = (text: string) => `${indent === '' ? text : formatJson(text, indent)}\n`;
  return { items: (texts) => texts.map(layout).join(''), end: () => '' };
}
