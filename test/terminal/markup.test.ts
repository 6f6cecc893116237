import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { createMarkup, withoutMarks } from '../../src/terminal/markup.ts';
import { chooseSymbols, colourStyle } from '../../src/terminal/style.ts';

const markup = createMarkup(Math.random);
const { mark } = markup;
const { paint } = await colourStyle(chooseSymbols({}, 'linux'), markup);
const shown = (text: string) => paint(markup.escape(text));
const sgr = (code: number) => `\u001b[${code}m`;

describe('createMarkup', () => {
  it.each([
    ['one', mark('dim', 'a'), `${sgr(2)}a${sgr(22)}`],
    ['side by side', mark('red', 'a') + mark('cyan', 'b'), `${sgr(31)}a${sgr(39)}${sgr(36)}b${sgr(39)}`],
    [
      'one in another that the same sequence ends',
      mark('bold', `a${mark('dim', 'b')}c`),
      `${sgr(1)}a${sgr(2)}b${sgr(22)}${sgr(1)}c${sgr(22)}`,
    ],
    [
      'one in another of its own',
      mark('bold', `a${mark('green', 'b')}c`),
      `${sgr(1)}a${sgr(32)}b${sgr(39)}c${sgr(22)}`,
    ],
    ['one whose end was cut off', mark('yellow', 'abc').slice(0, -12), `${sgr(33)}abc${sgr(39)}`],
  ])('%s', (_name, text, painted) => expect(shown(text)).toBe(painted));

  it('outside text cannot colour: neither by a sequence, nor by the marks of another run or by guesses', () => {
    const other = createMarkup(() => 0.4);
    const texts = [`${sgr(31)}red`, other.mark('red', 'red'), '\ufff0\ufff1', mark('red', 'red').slice(1)];
    for (const text of texts) {
      expect(shown(mark('dim', text)).split('\u001b')).toHaveLength(3);
      expect(shown(text)).not.toContain('\u001b');
    }
  });

  it('marks take no cell, and JSON stays JSON with the same value', () => {
    expect(stringWidth(mark('bold', 'abc'))).toBe(3);
    expect(withoutMarks(mark('bold', 'abc'))).toBe('abc');
    const value = { name: '\u009b31m \u202e \u{e0041} \u007f \ufff3 \u{1f600} \ud800' };
    expect(JSON.parse(shown(JSON.stringify(value)))).toEqual(value);
  });
});
