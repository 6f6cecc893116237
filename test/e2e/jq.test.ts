import { spawnSync } from 'node:child_process';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openShell, type Shell } from '../helpers/shell.ts';

let shell: Shell;
beforeAll(() => {
  shell = openShell();
});
afterAll(() => shell.close());

const run = (command: string) => shell.run(command, {}, shell.folder);

it.each([
  ['INT', 130],
  ['TERM', 143],
])('SIG%s ends an expression that has no end', async (signal, exitCode) => {
  const call = "segment api ls --jq 'def f: f; f'";
  expect((await run(`timeout --preserve-status -s ${signal} 2 ${call}`)).code).toBe(exitCode);
});

it('a signal ends it where the command itself ends at one', async () => {
  const url = await shell.startSandbox();
  await run('segment -w sandbox track A -u u');
  const call = `segment sandbox tail --after 0 --url ${url} --jq 'def f: f; f'`;
  expect((await run(`timeout --preserve-status -s INT 2 ${call}`)).code).toBe(130);
});

it('a reader that goes away ends an expression that has no end, with exit 0', async () => {
  const { stdout } = await run(`segment api ls --jq 'range(infinite)' | head -n 2; echo \${PIPESTATUS[0]}`);
  expect(stdout).toBe('0\n1\n0\n');
});

it('stdout that is full is exit 9', async () => {
  const { code, stderr } = await run("segment api ls --jq '.[]' > /dev/full");
  expect(code).toBe(9);
  expect(JSON.parse(stderr).error.code).toBe('output_unwritable');
});

it.runIf(spawnSync('jq', ['--version']).status === 0)('does what jq itself does behind a pipe', async () => {
  const expression =
    '[.[] | select(.api == "tracking") | {path, limit: (.rateLimit | split("/")[0] | tonumber)}] | sort_by(.path) | .[]';
  const own = await run(`segment api ls --jq '${expression}'`);
  const piped = await run(`segment api ls --json | jq -rc '${expression}'`);
  expect(own).toEqual({ code: 0, stdout: piped.stdout, stderr: '' });
  expect(own.stdout.split('\n').length).toBeGreaterThan(10);
});
