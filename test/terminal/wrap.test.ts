import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createMarkup } from '../../src/terminal/markup.ts';
import { wrapText } from '../../src/terminal/wrap.ts';

it('breaks at blanks and keeps the indentation', () => {
  expect(wrapText('  one two three four', 10)).toBe('  one two\n  three\n  four');
  expect(wrapText('short\n\none two three', 10)).toBe('short\n\none two\nthree');
  expect(wrapText('a-single-long-word', 5)).toBe('a-single-long-word');
});

it('no line is wider than asked unless it is one word, and no word is lost', () => {
  const words = fc.array(fc.stringMatching(/^[a-z]{1,12}$/), { minLength: 1, maxLength: 30 });
  fc.assert(
    fc.property(words, fc.integer({ min: 5, max: 80 }), fc.nat(8), (all, width, indent) => {
      const wrapped = wrapText(`${' '.repeat(indent)}${all.join(' ')}`, width);
      expect(wrapped.split(/\s+/).filter((word) => word !== '')).toEqual(all);
      for (const line of wrapped.split('\n'))
        expect(line.length <= width || !line.trim().includes(' ')).toBe(true);
    }),
  );
});

it('colours take no room, and stay where they are', () => {
  const { mark } = createMarkup(Math.random);
  const dim = (text: string) => mark('dim', text);
  expect(wrapText(dim('one two three'), 13)).toBe(dim('one two three'));
  expect(wrapText(dim('one two three'), 8)).toBe(dim('one two\nthree'));
});
