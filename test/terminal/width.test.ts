import { expect, it } from 'vitest';
import { terminalWidth } from '../../src/terminal/width.ts';

it.each([
  ['what the terminal says', 120, '40', 120],
  ['COLUMNS where it says nothing', undefined, '40', 40],
  ['80 where nobody says anything', undefined, undefined, 80],
  ['a terminal of 0', 0, undefined, 80],
  ['a terminal of 0, and COLUMNS', 0, '40', 40],
  ['one cell', 1, undefined, 80],
  ['a negative width', -5, '-5', 80],
  ['no number', Number.NaN, 'wide', 80],
  ['COLUMNS=0', undefined, '0', 80],
  ['COLUMNS empty', undefined, '', 80],
  ['half a cell', 10.5, '10.5', 80],
])('%s', (_name, columns, said, width) => {
  const stream = columns === undefined ? {} : { columns };
  expect(terminalWidth({ env: { COLUMNS: said } }, stream)).toBe(width);
});
