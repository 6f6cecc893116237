import stringWidth from 'string-width';
import { expect, test } from 'vitest';
import { cellWidth, graphemes } from '../../src/terminal/cell-width.ts';

/** All that Unicode has below the supplementary planes, and some of what lies above. */
const characters = Array.from({ length: 0x1_0000 }, (_, code) => String.fromCharCode(code)).concat(
  ...['😀', '👩‍👩‍👧', '🇳🇴', '𝒳', '❤️', '1️⃣'],
);

const segments = (text: string) => Array.from(new Intl.Segmenter().segment(text), ({ segment }) => segment);

test('every character is as wide as string-width says, alone and beside others', () => {
  const differing = characters.filter(
    (character) =>
      cellWidth(character) !== stringWidth(character) ||
      cellWidth(`a${character}é`) !== stringWidth(`a${character}é`),
  );
  expect(differing).toEqual([]);
});

test('a text falls into the graphemes that Intl.Segmenter finds', () => {
  for (const text of ['', 'plain', 'Ålesund – “blåbær”…', 'e\u0301a', '日本', '👩‍👩‍👧 a', '\r\n'])
    expect([...graphemes(text)]).toEqual(segments(text));
  const differing = characters.filter(
    (character) => [...graphemes(`${character}a`)].join('|') !== segments(`${character}a`).join('|'),
  );
  expect(differing).toEqual([]);
});
