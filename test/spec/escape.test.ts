import { stripVTControlCharacters } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escapeLine } from '../../src/spec/escape.ts';
import { createMarkup } from '../../src/terminal/markup.ts';
import { anyText } from '../helpers/any-text.ts';

const { escape: escapeForTerminal } = createMarkup(Math.random);

describe('what a terminal is shown', () => {
  it.each([
    ['CSI', '\u001b[2J', '\\u001b[2J'],
    ['OSC 52 writes the clipboard', '\u001b]52;c;aGk=\u0007', '\\u001b]52;c;aGk=\\u0007'],
    ['OSC 8 hides a link', '\u001b]8;;http://x\u001b\\', '\\u001b]8;;http://x\\u001b\\'],
    [
      'C1 controls, which strip functions leave in',
      '\u009b31m\u009d0;title\u009c',
      '\\u009b31m\\u009d0;title\\u009c',
    ],
    ['carriage return and backspace', 'safe\r\bevil', 'safe\\u000d\\u0008evil'],
    ['bidirectional override', 'a\u202eb', 'a\\u202eb'],
    ['zero width', 'a\u200bb\ufeffc', 'a\\u200bb\\ufeffc'],
    ['tag characters', 'a\u{e0041}b', 'a\\udb40\\udc41b'],
    ['a lone surrogate', 'a\ud800b', 'a\\ud800b'],
    ['NUL and DEL', '\0\u007f', '\\u0000\\u007f'],
    ['what people write stays', 'naïve 日本 😀 Ñ\tx\ny', 'naïve 日本 😀 Ñ\tx\ny'],
  ])('%s', (_name, text, shown) => expect(escapeForTerminal(text)).toBe(shown));

  it('leaves nothing that a terminal acts on', () => {
    fc.assert(
      fc.property(anyText({ maxLength: 200 }), (text) => {
        const shown = escapeForTerminal(text);
        expect(stripVTControlCharacters(shown)).toBe(shown);
        // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this is about
        expect(shown).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
      }),
    );
  });

  it('is linear: 2 MB of the worst text takes no time that a test could notice', () => {
    expect(escapeForTerminal('\u001b'.repeat(2_000_000)).length).toBe(12_000_000);
  });
});

it('escapeLine keeps a field on one line', () => {
  expect(escapeLine('a\nb\tc')).toBe('a\\nb\\tc');
});
