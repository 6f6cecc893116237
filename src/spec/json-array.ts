import { formatJson } from './json-text.ts';

/** One array as text, a piece at a time. */
export interface JsonArrayWriter {
  items(texts: readonly string[]): string;
  end(): string;
}

/**
 * Items as they are on one line, or with an `indent` laid out. Numbers keep their digits. Nothing is written before
 * the first item, so a failure before it prints nothing.
 */
export function jsonArrayWriter(indent: string): JsonArrayWriter {
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
