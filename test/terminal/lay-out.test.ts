import { expect, it } from 'vitest';
import { layOut } from '../../src/terminal/lay-out.ts';

it('joins the lines of a paragraph and breaks it for the width', () => {
  const text = 'one two three\nfour five\n\nsix\n';
  expect(layOut(text, 80)).toBe('one two three four five\n\nsix\n');
  expect(layOut(text, 14)).toBe('one two three\nfour five\n\nsix\n');
  expect(layOut(text, 9)).toBe('one two\nthree\nfour five\n\nsix\n');
});

it('keeps indented lines apart, and goes on below the description', () => {
  const table = `Flags:\n  --limit <n>  how many of them there are at most\n  --all        all`;
  expect(layOut(table, 80)).toBe(table);
  expect(layOut(table, 38)).toBe(
    'Flags:\n  --limit <n>  how many of them there\n               are at most\n  --all        all',
  );
  expect(layOut(table, 30)).toBe(
    'Flags:\n  --limit <n>\n      how many of them there\n      are at most\n  --all        all',
  );
  expect(layOut('  one two three', 10)).toBe('  one two\n  three');
});

it('leaves lines to paste whole; a comment goes below', () => {
  const example = '  $ segment track "Order Completed" -u user_1';
  expect(layOut(example, 20)).toBe(example);
  expect(layOut(`${example}  # sends one`, 60)).toBe(`${example}  # sends one`);
  expect(layOut(`${example}  # sends one`, 50)).toBe(`${example}\n      # sends one`);
  const continued =
    '  $ segment api /events/volume \\\n      --query granularity=DAY --query x=y\nand so on\nit goes';
  expect(layOut(continued, 20)).toBe(continued.replace('on\nit', 'on it'));
});
