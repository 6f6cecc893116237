import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { renderBash } from '../../src/completion/bash.ts';
import { completionCases, equalsCases, sampleTree, writeListingProgram } from './sample.ts';

const folder = mkdtempSync(join(tmpdir(), 'segment-cli-bash-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
writeFileSync(join(folder, 'events.ndjson'), '');
writeFileSync(join(folder, 'events one.ndjson'), '');
writeFileSync(join(folder, 'other.txt'), '');
const path = writeListingProgram(folder);
const script = join(folder, 'script.bash');
writeFileSync(script, renderBash(sampleTree()));

const isInstalled = spawnSync('bash', ['-c', 'true']).status === 0;

/** The words bash would make of a line, cut as readline cuts them: at blanks and, unless told otherwise, at `=`. */
function offers(line: string, wordBreaks = ' \t\n"\'><=;|&(:'): string[] {
  const text = line.replace('|', '');
  const pattern = wordBreaks.includes('=') ? /(?:\\.|[^\s=\\])+|=|$/g : /(?:\\.|[^\s\\])+|$/g;
  const words = [...text.matchAll(pattern)]
    .map(([word]) => word.replaceAll('\\', ''))
    .filter((word) => word !== '');
  if (/\s$/.test(text) && !/\\\s$/.test(text)) words.push('');
  const harness = `
    source ${script}
    cd ${folder}
    COMP_WORDBREAKS=$1; shift
    COMP_WORDS=("$@"); COMP_CWORD=$(( $# - 1 ))
    _segment
    printf '%s\\n' "\${COMPREPLY[@]}"
  `;
  // No bash-completion, no start-up files: nothing but bash itself.
  const { stdout, stderr } = spawnSync(
    'bash',
    ['--noprofile', '--norc', '-c', harness, 'bash', wordBreaks, ...words],
    { encoding: 'utf8', env: { ...process.env, PATH: path } },
  );
  expect(stderr.replace(/^.*warning:.*\n/gm, '')).toBe('');
  return stdout
    .split('\n')
    .filter((word) => word !== '')
    .sort();
}

describe.skipIf(!isInstalled)('bash, where it is installed', () => {
  test.each(completionCases)('$line', ({ line, offers: wanted }) => {
    expect(offers(line)).toEqual(wanted);
  });

  test.each(equalsCases)('$line', ({ line, offers: wanted }) => {
    // Readline cuts at the sign and wants the rest of the word only.
    expect(offers(line)).toEqual(wanted);
    const flag = /--[a-z-]+=/.exec(line)?.[0] ?? '';
    expect(offers(line, ' \t\n')).toEqual(wanted.map((word) => `${flag}${word}`));
  });

  test('after -- there are no flags', () => {
    expect(offers('segment batch -- --|')).toEqual([]);
  });

  test('a lone dash offers short and long flags', () => {
    expect(offers('segment track -|')).toEqual(
      expect.arrayContaining(['-u', '--user-id', '-w', '--workspace', '-h', '--help', '--no-color']),
    );
    expect(offers('segment track -|')).not.toContain('--version');
  });

  test('bash finds nothing wrong with it', () => {
    expect(spawnSync('bash', ['-n', script], { encoding: 'utf8' })).toMatchObject({ status: 0, stderr: '' });
  });

  test('it registers itself', () => {
    const { stdout } = spawnSync(
      'bash',
      ['--noprofile', '--norc', '-c', `source ${script}; complete -p segment`],
      { encoding: 'utf8' },
    );
    expect(stdout).toBe('complete -F _segment segment\n');
  });
});
