import { escapeCharacter, unsafe } from '../spec/escape.ts';

/**
 * Colours as marks that only this run can write. What a terminal is shown is escaped whole, by the sink, and then the
 * marks become colour sequences: a sequence in outside text stays text, whoever prints it.
 *
 * A mark is made of characters that are unassigned and take no cell (U+FFF0 to U+FFF8): a beginning, ten drawn by
 * chance, and one that says what begins or ends.
 */

export const paints = ['bold', 'dim', 'red', 'green', 'yellow', 'cyan'] as const;
export type Paint = (typeof paints)[number];

const first = 0xfff1;
const end = String.fromCharCode(first + paints.length);

/**
 * Text in which nothing can be unsafe and nothing is a mark, by ranges that were looked through: most of what is printed.
 * V8 makes this in a fraction of the time that the pattern for all that is unsafe takes, and a message waits for it.
 */
const harmless = /^[\t\n\x20-\x7e\u00a1-\u00ac\u00ae-\u02ff\u2010-\u2027\u2030-\u205e\u2190-\u2bff]*$/;

export interface Markup {
  /** The text, marked to be painted. */
  mark(paint: Paint, text: string): string;
  /** Escapes everything that a terminal would act on, but for the marks of this run. */
  escape(text: string): string;
  /** The text with what stands between marks painted by `apply`, innermost first; a mark that has no end ends with the text. */
  paint(text: string, apply: (paint: Paint, text: string) => string): string;
}

/** @param random a number in [0, 1) */
export function createMarkup(random: () => number): Markup {
  const chance = Array.from({ length: 10 }, () => String.fromCharCode(first + Math.floor(random() * 8)));
  const lead = `\ufff0${chance.join('')}`;
  const marks = new RegExp(`${lead}([\ufff1-${end}])`, 'g');
  const marksOrUnsafe = new RegExp(`${lead}[\ufff1-${end}]|${unsafe.source}`, 'gu');
  return {
    mark(paint, text) {
      return `${lead}${String.fromCharCode(first + paints.indexOf(paint))}${text}${lead}${end}`;
    },
    escape: (text) =>
      harmless.test(text)
        ? text
        : text.replace(marksOrUnsafe, (found) => (found.startsWith(lead) ? found : escapeCharacter(found))),
    paint(text, apply) {
      const open: { readonly paint: Paint | undefined; text: string }[] = [{ paint: undefined, text: '' }];
      const add = (more: string) => {
        const inner = open.at(-1);
        if (inner !== undefined) inner.text += more;
      };
      const endInnermost = () => {
        const ended = open.length > 1 ? open.pop() : undefined;
        if (ended?.paint !== undefined) add(apply(ended.paint, ended.text));
      };
      // Texts and the kinds of the marks between them, in turns.
      for (const [index, piece] of text.split(marks).entries()) {
        const begun = index % 2 === 0 ? undefined : paints[piece.charCodeAt(0) - first];
        if (index % 2 === 0) add(piece);
        else if (begun === undefined) endInnermost();
        else open.push({ paint: begun, text: '' });
      }
      while (open.length > 1) endInnermost();
      return open[0]?.text ?? '';
    },
  };
}

/** The text without marks, for who counts its cells. */
export function withoutMarks(text: string): string {
  return text.replace(/[\ufff0-\ufff8]/g, '');
}
