import stringWidth from 'string-width';

/**
 * Characters that take one cell each, whatever stands beside them: ASCII, the letters of European languages, dashes,
 * quotes and dots. To ask for others has ICU and V8 load what they know of writing, 17 ms.
 */
const narrow = /^[ -~\u00a1-\u00ac\u00ae-\u02af\u2013\u2014\u2018-\u201d\u2026]*$/;

/** How many cells of a terminal a text takes. */
export function cellWidth(text: string): number {
  return narrow.test(text) ? text.length : stringWidth(text);
}

/** What a person takes for one character, one after the other. */
export function* graphemes(text: string): Generator<string> {
  if (narrow.test(text)) yield* text;
  else for (const { segment } of new Intl.Segmenter().segment(text)) yield segment;
}
