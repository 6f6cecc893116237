import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { expect, it, onTestFinished } from 'vitest';
import { projectRoot } from '../helpers/imports.ts';
import { openSandbox } from '../helpers/sandbox.ts';

/** The files of docs/testing-in-ci.md, by the name in their first line. */
function filesOfPage(): Map<string, string> {
  const page = readFileSync(join(projectRoot, 'docs', 'testing-in-ci.md'), 'utf8');
  const blocks = [...page.matchAll(/^```(?:ts|bash\n#!.*)\n(?:\/\/|#) (\S+)\n([\s\S]*?)^```$/gm)];
  return new Map(blocks.map(([, name = '', text = '']) => [name, text]));
}

/** Runs the example as a project of its own; it finds its packages where this one has them. */
async function runExample(env: Record<string, string>): Promise<ExampleResult> {
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
  return outcomeOf(child);
}

interface ExampleResult {
  readonly code: number | null;
  readonly output: string;
}

async function outcomeOf(child: ChildProcessByStdio<null, Readable, Readable>): Promise<ExampleResult> {
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
  const { code, output } = await runExample({ SEGMENT_SANDBOX_URL: sandbox.url });
  expect(code, output).toBe(0);
  expect(output).toContain('sends the order to Segment');
  expect([...sandbox.journal.messages].map(({ event }) => event)).toEqual(['Order Completed']);
}, 60_000);

it('the vitest example fails when nothing would arrive', async () => {
  const sandbox = await openSandbox({ sources: [] });
  const { code, output } = await runExample({ SEGMENT_SANDBOX_URL: sandbox.url });
  expect([code, output]).toEqual([1, expect.stringContaining('0 of 1 arrived; nearest:')]);
}, 60_000);

it('the page has every file it speaks of', () => {
  expect([...filesOfPage().keys()]).toEqual([
    'test/tracking.sh',
    'test/sandbox.ts',
    'test/checkout.test.ts',
    'test/global-setup.ts',
    'e2e/checkout.spec.ts',
  ]);
});

it('two copies of the script under one home, in one folder, never see each other’s messages', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'segment-cli-ci-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const bin = join(folder, 'node_modules', '.bin');
  mkdirSync(bin, { recursive: true });
  writeFileSync(join(bin, 'segment'), meetAfterTrack(join(projectRoot, 'dist', 'segment.cjs')), {
    mode: 0o755,
  });
  const copies = ['a', 'b'].map((name) =>
    runScript(folder, filesOfPage().get('test/tracking.sh') ?? '', name),
  );
  for (const { code, output } of await Promise.all(copies)) {
    expect(code, output).toBe(0);
    // One message each, although both had sent theirs before either looked.
    expect(output).toContain('sandbox stopped: 1 message (1 track)');
  }
}, 60_000);

/** `segment`, but after `track` it waits until the other copy has sent its message too. */
function meetAfterTrack(program: string): string {
  return `#!/bin/sh
[ "$1" = track ] || exec "${process.execPath}" "${program}" "$@"
"${process.execPath}" "${program}" "$@" || exit
touch "sent-$COPY"
for _ in $(seq 300); do
  [ -e sent-a ] && [ -e sent-b ] && exit
  sleep 0.1
done
echo "the other copy sent nothing" >&2
exit 1
`;
}

function runScript(cwd: string, script: string, copy: string): Promise<ExampleResult> {
  const child = spawn('bash', ['-c', script], {
    cwd,
    env: { PATH: process.env.PATH, HOME: cwd, COPY: copy },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return outcomeOf(child);
}
