import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { renderFish } from '../../src/completion/fish.ts';
import { completionCases, equalsCases, sampleTree, writeListingProgram } from './sample.ts';

const folder = mkdtempSync(join(tmpdir(), 'segment-cli-fish-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
writeFileSync(join(folder, 'events.ndjson'), '');
writeFileSync(join(folder, 'events one.ndjson'), '');
writeFileSync(join(folder, 'other.txt'), '');
const path = writeListingProgram(folder);
const script = join(folder, 'script.fish');
writeFileSync(script, renderFish(sampleTree()));

const isInstalled = spawnSync('fish', ['-c', 'true']).status === 0;

function offers(line: string): string[] {
  const { stdout, stderr } = spawnSync(
    'fish',
    [
      '--no-config',
      '-c',
      'cd $argv[1]; source $argv[2]; complete -C $argv[3]',
      folder,
      script,
      line.replace('|', ''),
    ],
    { encoding: 'utf8', env: { PATH: path, HOME: folder } },
  );
  expect(stderr).toBe('');
  const words = stdout.split('\n').map((row) => row.split('\t')[0]?.replaceAll('\\', '') ?? '');
  return [...new Set(words)].filter((word) => word !== '').sort();
}

describe.skipIf(!isInstalled)('fish, where it is installed', () => {
  test.each(completionCases)('$line', ({ line, offers: wanted }) => {
    expect(offers(line)).toEqual(wanted);
  });

  test.each(equalsCases)('$line', ({ line, offers: wanted }) => {
    const flag = /--[a-z-]+=/.exec(line)?.[0] ?? '';
    expect(offers(line)).toEqual(wanted.map((word) => `${flag}${word}`));
  });

  test('a lone dash offers the flags of the command and the global ones', () => {
    expect(offers('segment track -|')).toEqual(
      expect.arrayContaining(['-u', '--user-id', '-w', '--workspace', '-h', '--help', '--no-color']),
    );
  });
});
