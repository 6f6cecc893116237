import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { projectRoot } from '../helpers/imports.ts';
import { openSandbox } from '../helpers/sandbox.ts';

/** The files of docs/testing-in-ci.md, by the name in their first line. */
function filesOfPage(): Map<string, string> {
  const page = readFileSync(join(projectRoot, 'docs', 'testing-in-ci.md'), 'utf8');
  const blocks = [...page.matchAll(/^```ts\n\/\/ (\S+)\n([\s\S]*?)^```$/gm)];
  return new Map(blocks.map(([, name = '', text = '']) => [name, text]));
}

/** Runs the example as a project of its own; it finds its packages where this one has them. */
async function runExample(env: Record<string, string>): Promise<{ code: number | null; output: string }> {
  const folder = mkdtempSync(join(projectRoot, 'node_modules', '.ci-example-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  mkdirSync(join(folder, 'test'));
  symlinkSync(join(projectRoot, 'node_modules'), join(folder, 'node_modules'));
  const files = filesOfPage();
  for (const name of ['test/sandbox.ts', 'test/checkout.test.ts'])
    writeFileSync(join(folder, name), files.get(name) ?? '');
  writeFileSync(
    join(folder, 'vitest.config.ts'),
    'export default { test: { root: import.meta.dirname } };\n',
  );
  const vitest = join(projectRoot, 'node_modules', 'vitest', 'vitest.mjs');
  const child = spawn(process.execPath, [vitest, 'run', '--root', folder, '--reporter', 'verbose'], {
    cwd: folder,
    env: { PATH: process.env.PATH, NO_COLOR: '1', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString('utf8');
    });
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { code, output };
}

it('the vitest example passes against a sandbox', async () => {
  const sandbox = await openSandbox();
  const { code, output } = await runExample({ SANDBOX_URL: sandbox.url });
  expect(code, output).toBe(0);
  expect(output).toContain('tells Segment about the order');
  expect([...sandbox.journal.messages].map(({ event }) => event)).toEqual(['Order Completed']);
}, 60_000);

it('the vitest example fails when nothing would arrive', async () => {
  const sandbox = await openSandbox({ sources: [] });
  const { code, output } = await runExample({ SANDBOX_URL: sandbox.url });
  expect([code, output]).toEqual([1, expect.stringContaining('0 of 1 arrived; nearest:')]);
}, 60_000);

it('the page has every file it speaks of', () => {
  expect([...filesOfPage().keys()]).toEqual([
    'test/sandbox.ts',
    'test/checkout.test.ts',
    'test/global-setup.ts',
    'e2e/checkout.spec.ts',
  ]);
});
