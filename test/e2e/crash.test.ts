import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { projectRoot } from '../helpers/imports.ts';
import { type ProgramEnd, startProgram } from '../helpers/program-child.ts';

// The built executable with a fault in it, as a person meets it who is to report it.

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'segment-cli-crash-'));
  writeFileSync(
    join(folder, 'fault.cjs'),
    "Date.prototype.toISOString = () => { throw new TypeError('no time \\u001b[2J'); };",
  );
});
afterAll(() => rmSync(folder, { recursive: true }));

const start = (args: readonly string[], env: Record<string, string> = {}): Promise<ProgramEnd> =>
  startProgram({ args, cwd: folder, env: { SEGMENT_WRITE_KEY: 'k'.repeat(32), ...env } }).ended;
const crash = (args: readonly string[], env: Record<string, string> = {}) =>
  start(['track', 'Order', '-u', 'ada', '--dry-run', ...args], {
    NODE_OPTIONS: `--require ${join(folder, 'fault.cjs')}`,
    ...env,
  });

/** The frames of our own code: what each calls itself, and the line of the source that it names. */
function framesIn(stderr: string): { name: string; path: string; text: string }[] {
  return [...stderr.matchAll(/^ +at (?:async )?(.+) \(((?:bin|commands|src)\/[\w/.-]+):(\d+):\d+\)$/gm)].map(
    ([, name = '', path = '', line]) => ({
      name,
      path,
      text: readFileSync(join(projectRoot, path), 'utf8').split('\n')[Number(line) - 1] ?? '',
    }),
  );
}

describe('a crash', () => {
  it.each([
    [['--debug'], {}],
    [[], { SEGMENT_DEBUG: '1' }],
  ] as const)('with %j %j names files, lines and functions of the source', async (args, env) => {
    const { code, stderr } = await crash(args, env);
    expect(code).toBe(1);
    const frames = framesIn(stderr);
    expect(frames[0]?.text).toContain('.toISOString()');
    expect(frames.at(-1)).toMatchObject({
      name: 'run',
      path: 'src/run.ts',
      text: expect.stringContaining('perform(createProgram(app)'),
    });
    expect(stderr).not.toMatch(/dist.*:\d/);
    // Outside words stay harmless here too.
    expect(stderr).toContain('no time \\u001b[2J');
    expect(stderr).not.toContain('\u001b');
  });

  it('asks for a report at the address of the package, or at none', async () => {
    const { version, bugs } = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8'));
    const address = typeof bugs === 'string' ? bugs : bugs?.url;
    const { stderr } = await crash([]);
    expect(stderr.split('\n').slice(-3)).toEqual([
      'error: Unexpected failure: no time \\u001b[2J',
      `hint: This is a bug in segment ${version}. Run again with --debug and report it${address === undefined ? '.' : `: ${address}`}`,
      '',
    ]);
  });
});

describe('a failure that was foreseen', () => {
  it.each([
    [['track', 'Order', '--debug'], 'checkMessage'],
    [['sources', 'list', '--debug'], 'openWorkspace'],
    [['batch', 'missing.ndjson', '--debug'], 'runBatch'],
  ])('%j names its functions, and lines that call or throw', async (args, name) => {
    const { stderr } = await start(args);
    const frames = framesIn(stderr);
    expect(frames.map((frame) => frame.name)).toContain(name);
    for (const { text } of frames) expect(text).toMatch(/\bnew \w+\(|\w\(|\bawait\b/);
  });

  it('has no stack without --debug', async () => {
    expect((await start(['track', 'Order'])).stderr).not.toMatch(/^ +at /m);
  });
});
