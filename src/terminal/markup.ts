import { escapeCharacter, unsafe } from './escape.ts';

/**
 * Colours as marks that only this run can write. What a terminal is shown is escaped whole, by the sink, and then the
 * marks become colour sequences: a sequence in outside text stays text, whoever prints it.
 *
 * A mark is made of characters that are unassigned and take no cell (U+FFF0 to U+FFF8): a beginning, ten drawn by
 * chance, and one that says what begins or ends.
 */

export type Paint = 'bold' | 'dim' | 'red' | 'green' | 'yellow' | 'cyan';

/** How each begins and ends (ECMA-48, SGR). */
const sequences: readonly (readonly [name: Paint, open: number, close: number])[] = [
  ['bold', 1, 22],
  ['dim', 2, 22],
  ['red', 31, 39],
  ['green', 32, 39],
  ['yellow', 33, 39],
  ['cyan', 36, 39],
];

const first = 0xfff1;
const end = String.fromCharCode(first + sequences.length);

export interface Markup {
  /** The text, marked to be painted. */
  mark(paint: Paint, text: string): string;
  /** Escapes everything that a terminal would act on, but for the marks of this run. */
  escape(text: string): string;
  /** The marks as colour sequences, all of them ended. */
  paint(text: string): string;
}

/** @param random a number in [0, 1) */
export function createMarkup(random: () => number): Markup {
  const chance = Array.from({ length: 10 }, () => String.fromCharCode(first + Math.floor(random() * 8)));
  const lead = `\ufff0${chance.join('')}`;
  const marks = new RegExp(`${lead}([\ufff1-${end}])`, 'g');
  const marksOrUnsafe = new RegExp(`${lead}[\ufff1-${end}]|${unsafe.source}`, 'gu');
  return {
    mark(paint, text) {
      const kind = sequences.findIndex(([name]) => name === paint);
      return `${lead}${String.fromCharCode(first + kind)}${text}${lead}${end}`;
    },
    escape: (text) =>
      text.replace(marksOrUnsafe, (found) => (found.startsWith(lead) ? found : escapeCharacter(found))),
    paint(text) {
      const open: (readonly [Paint, number, number])[] = [];
      const painted = text.replace(marks, (_, kind: string) => {
        const begun = sequences[kind.charCodeAt(0) - first];
        if (begun !== undefined) {
          open.push(begun);
          return sgr(begun[1]);
        }
        return ending(open);
      });
      let rest = '';
      while (open.length > 0) rest += ending(open);
      return painted + rest;
    },
  };
}

/** Ends the innermost paint, and takes up the one around it that the same sequence has ended. */
function ending(open: (readonly [Paint, number, number])[]): string {
  const ended = open.pop();
  if (ended === undefined) return '';
  const around = open.findLast(([, , close]) => close === ended[2]);
  return sgr(ended[2]) + (around === undefined ? '' : sgr(around[1]));
}

function sgr(code: number): string {
  return `\u001b[${code}m`;
}

/** The text without marks, for who counts its cells. */
export function withoutMarks(text: string): string {
  return text.replace(/[\ufff0-\ufff8]/g, '');
}
