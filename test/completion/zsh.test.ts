import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { renderZsh } from '../../src/completion/zsh.ts';
import { completionCases, equalsCases, sampleTree, writeListingProgram } from './sample.ts';

const folder = mkdtempSync(join(tmpdir(), 'segment-cli-zsh-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const work = join(folder, 'work');
mkdirSync(work);
writeFileSync(join(work, 'events.ndjson'), '');
writeFileSync(join(work, 'events one.ndjson'), '');
writeFileSync(join(work, 'other.txt'), '');
const path = writeListingProgram(folder);
mkdirSync(join(folder, 'fpath'));
const script = join(folder, 'fpath', '_segment');
writeFileSync(script, renderZsh(sampleTree()));

const isInstalled = spawnSync('zsh', ['-fc', 'zmodload zsh/zpty']).status === 0;
const sourced = `source ${script}`;
const fromFpath = `fpath=(${join(folder, 'fpath')} $fpath); autoload -Uz compinit; compinit -u -d ${join(folder, 'dump')}`;

function offers(line: string, load = sourced): string[] {
  const { stdout, stderr } = spawnSync(
    'zsh',
    ['-f', join(import.meta.dirname, 'zsh-offers.zsh'), load, work, line.replace('|', '')],
    {
      encoding: 'utf8',
      env: { PATH: path, HOME: folder, TERM: 'dumb', COLUMNS: '200' },
      timeout: 20_000,
    },
  );
  expect(stderr).toBe('');
  return [...new Set(stdout.split('\n').map((row) => row.replaceAll('\\', '')))]
    .filter((word) => word !== '')
    .sort();
}

describe.skipIf(!isInstalled)('zsh, where it is installed', () => {
  test.each([...completionCases, ...equalsCases])('$line', ({ line, offers: wanted }) => {
    expect(offers(line)).toEqual(wanted);
  });

  test('from fpath as well as sourced', () => {
    expect(offers('segment auth logi|', fromFpath)).toEqual(['login']);
    expect(offers('segment batch --on-invalid |', fromFpath)).toEqual(['reject', 'send', 'stop']);
  });

  test('a lone dash offers the flags of the command and the global ones', () => {
    expect(offers('segment track -|')).toEqual(
      expect.arrayContaining(['-u', '--user-id', '-w', '--workspace', '-h', '--help', '--no-color']),
    );
  });
});
