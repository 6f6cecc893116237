import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { shells } from '../../src/completion/render.ts';
import { cli } from '../helpers/cli.ts';

test.each(Object.entries(shells))(
  'completion %s prints the script to stdout and nothing else',
  async (shell, { file }) => {
    const script = readFileSync(join(import.meta.dirname, '..', '..', 'completions', file), 'utf8');
    expect(await cli(['completion', shell])).toEqual({ code: 0, stdout: script, stderr: '' });
  },
);

test('no shell named: help on stderr, exit 2', async () => {
  const { code, stdout, stderr } = await cli(['completion']);
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toContain('Usage: segment completion');
  expect(stderr).toContain('source <(segment completion bash)');
});

test('a shell nobody knows: exit 2 and the list', async () => {
  const { code, stdout, stderr } = await cli(['completion', 'tcsh']);
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toContain('bash, zsh, fish, powershell');
});
