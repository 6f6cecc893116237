import fc from 'fast-check';
import stringWidth from 'string-width';
import { expect, it } from 'vitest';
import { factLines } from '../../src/terminal/fact-lines.ts';
import { plainStyle } from '../../src/terminal/style.ts';

const style = plainStyle({ ok: 'v', warning: '!', error: 'x', pointer: '>' });
const facts = [
  { label: 'id', text: 's_1' },
  { label: 'tracking plan', text: 'every message of every source that has a plan' },
];

it('what does not fit continues below itself', () => {
  expect(factLines(facts, { style, width: 40 })).toBe(
    [
      'id             s_1',
      'tracking plan  every message of every',
      '               source that has a plan',
      '',
    ].join('\n'),
  );
});

it('with too little room beside the labels, below them', () => {
  expect(factLines(facts, { style, width: 30 })).toBe(
    ['id  s_1', 'tracking plan', '  every message of every', '  source that has a plan', ''].join('\n'),
  );
});

it('a word that is wider than the terminal stays whole, to be copied', () => {
  const url = `https://example.com/${'x'.repeat(60)}`;
  expect(factLines([{ label: 'url', text: url }], { style, width: 40 })).toBe(`url  ${url}\n`);
});

it('a script without blanks is broken between its characters', () => {
  expect(factLines([{ label: 'name', text: '長い名前'.repeat(6) }], { style, width: 30 })).toBe(
    'name  長い名前長い名前長い名前\n      長い名前長い名前長い名前\n',
  );
});

it('labels that are to come keep their place', () => {
  expect(factLines([{ label: 'a', text: '1' }], { style, width: 80 }, ['a', 'longer'])).toBe('a       1\n');
});

it('no line of words is wider than the terminal, wide characters and all', () => {
  const word = fc.string({ unit: 'grapheme', maxLength: 6 });
  fc.assert(
    fc.property(fc.array(word, { maxLength: 30 }), fc.integer({ min: 30, max: 100 }), (words, width) => {
      const text = words.map((each) => each.replace(/[^\p{L}\p{N}\p{Emoji}]/gu, '')).join(' ');
      for (const line of factLines([{ label: 'name', text }], { style, width }).split('\n'))
        expect(stringWidth(line)).toBeLessThanOrEqual(width);
    }),
  );
});
