import { describe, expect, it } from 'vitest';
import { topics } from '../../src/topics/topics.ts';
import { cli } from '../helpers/cli.ts';
import { listCommands } from '../helpers/tree.ts';

// Every page of help, at the widths that people have: prose is broken for the width, and nowhere else.

const pages = [
  ['--help'],
  ['commands', '--help'],
  ...(await listCommands()).map(({ path }) => [...path, '--help']),
  ...topics.map(({ name }) => ['help', name]),
].map((args) => [args.join(' '), args] as const);

async function page(args: readonly string[], width: number): Promise<string[]> {
  const { code, stdout } = await cli(args, { env: { COLUMNS: String(width) } });
  expect(code).toBe(0);
  return stdout.split('\n');
}

const isToPaste = (line: string) => /^\s*(?:\$|PS>) /.test(line);
const indentOf = (line: string) => line.search(/\S|$/);

/**
 * True when the second line goes on with the sentence of the first: both at the margin, or the second below the
 * description of an item. An item begins two cells in.
 */
function isContinuation(line: string, next: string): boolean {
  if (line === '' || next === '' || next.startsWith('       segment ')) return false;
  if (indentOf(next) === 0) return indentOf(line) === 0;
  return indentOf(next) > 4 && !isToPaste(line) && !line.endsWith('\\') && !next.includes('#');
}

/** Lines that are broken before the width asks for it. */
function tornLines(lines: readonly string[], width: number): string[] {
  return lines.filter((line, at) => {
    const next = lines[at + 1] ?? '';
    if (!isContinuation(line, next)) return false;
    // Where it is narrow a flag stands alone, and what it does below it.
    if (indentOf(line) === 2 && indentOf(next) === 6 && !/\S {2}/.test(line.trim())) return false;
    const [word = ''] = next.trimStart().split(' ');
    return line.length < width / 2 || line.length + 1 + word.length <= width;
  });
}

/** Too wide, though there is a blank to break it at. Lines to paste stay whole. */
function wideLines(lines: readonly string[], width: number): string[] {
  return lines.filter((line, at) => {
    const isWhole = isToPaste(line) || lines[at - 1]?.endsWith('\\');
    return line.length > width && !isWhole && line.trim().includes(' ');
  });
}

describe.each([60, 80, 120])('at %i cells', (width) => {
  it.each(pages)('%s', async (_, args) => {
    const lines = await page(args, width);
    expect(tornLines(lines, width)).toEqual([]);
    expect(wideLines(lines, width)).toEqual([]);
  });
});

describe('at 40 cells nothing is cut', () => {
  it.each(pages)('%s', async (_, args) => {
    const narrow = await page(args, 40);
    expect(wideLines(narrow, 40)).toEqual([]);
    expect(narrow.join('\n').split(/\s+/)).toEqual((await page(args, 400)).join('\n').split(/\s+/));
  });
});

it('the root help is the same from 80 cells on: the build makes it once for all of these', async () => {
  const built = await page(['--help'], 80);
  for (const width of [81, 120, 300]) expect(await page(['--help'], width)).toEqual(built);
});

describe('the way in which pages are checked', () => {
  it('finds lines that are torn or too wide', () => {
    const torn = [
      'Nothing leaves',
      'this machine.',
      '',
      '  --limit <n>  how many',
      '               there are',
    ];
    expect(tornLines(torn, 40)).toEqual(['Nothing leaves', '  --limit <n>  how many']);
    expect(wideLines(['one two', 'x'.repeat(9), '  $ segment track'], 5)).toEqual(['one two']);
  });
});
