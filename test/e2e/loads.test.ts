import { spawn } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningSandbox, startSandbox } from '../../src/sandbox/start.ts';
import { projectRoot } from '../helpers/imports.ts';

// What the built program really loads: a command must not pay for what it does not use (docs/performance.md).

const folder = mkdtempSync(join(tmpdir(), 'segment-loads-'));
const hook = join(folder, 'hook.cjs');
const report = 'LOADED ';
let sandbox: RunningSandbox;

beforeAll(async () => {
  // The programs of threads are noted by the thread that starts them.
  writeFileSync(
    hook,
    `const threads = require('node:worker_threads');
    const started = [];
    if (threads.isMainThread) {
      threads.Worker = class extends threads.Worker {
        constructor(program, ...more) {
          super(program, ...more);
          started.push(String(program));
        }
      };
      process.on('exit', () => process.stderr.write('\\n${report}' + [...Object.keys(require.cache), ...started].join('|') + '\\n'));
    }`,
  );
  const line = '{"type":"track","event":"E","userId":"u"}\n';
  writeFileSync(join(folder, 'a.ndjson'), line);
  writeFileSync(join(folder, 'large.ndjson'), line.repeat(Math.ceil(16_000_000 / line.length)));
  sandbox = await startSandbox();
});
afterAll(() => sandbox.close());

/** What a hook reports when a call ends. */
async function toldBy(preloaded: string, args: readonly string[]): Promise<string[]> {
  const program = join(projectRoot, 'dist', 'segment.cjs');
  const child = spawn(process.execPath, ['-r', preloaded, program, ...args], {
    cwd: folder,
    env: {
      PATH: process.env.PATH,
      HOME: folder,
      SEGMENT_WRITE_KEY: 'l'.repeat(32),
      SEGMENT_TRACKING_URL: sandbox.url,
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let stderr = '';
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk.toString('utf8');
  });
  await new Promise((resolve) => child.on('close', resolve));
  const line = stderr.split('\n').find((text) => text.startsWith(report));
  if (line === undefined) throw new Error(`The hook reported nothing: ${stderr}`);
  return line.slice(report.length).split('|');
}

/** The bundles a call has loaded, by file name. */
async function loadedBy(args: readonly string[]): Promise<string[]> {
  const names = (await toldBy(hook, args)).map((path) => basename(path));
  return names.filter((name) => name !== 'hook.cjs').sort();
}

describe('what a call loads', () => {
  it('no slow module of Node, and nothing about the width of texts, to list what is stored', async () => {
    const slow = ['crypto', 'fs/promises', 'child_process', 'worker_threads', 'zlib'];
    const watch = join(folder, 'watch.cjs');
    writeFileSync(
      watch,
      `const made = [];
      Intl.Segmenter = class { constructor() { made.push('Intl.Segmenter'); } };
      process.on('exit', () => {
        const loaded = ${JSON.stringify(slow)}.filter((id) => process.moduleLoadList.includes('NativeModule ' + id));
        process.stderr.write('\\n${report}' + ['watched', ...loaded, ...made].join('|') + '\\n');
      });`,
    );
    // V8's compiled form is kept by the first.
    for (let start = 0; start < 2; start += 1)
      expect(await toldBy(watch, ['config', 'list'])).toEqual(['watched']);
  });

  it.each([
    [['--version'], ['segment.cjs']],
    [['--help'], ['segment.cjs']],
    [[], ['segment.cjs']],
    [
      ['track', '--help'],
      ['program.cjs', 'segment.cjs'],
    ],
    [
      ['track', 'E'],
      ['program.cjs', 'segment.cjs'],
    ],
    [
      ['track', 'E', '-u', 'u', '--dry-run'],
      ['program.cjs', 'segment.cjs'],
    ],
    [
      ['track', 'E', '-u', 'u'],
      ['program.cjs', 'segment.cjs', 'undici-client.cjs'],
    ],
    [['mcp'], ['mcp-sdk.cjs', 'mcp.cjs', 'program.cjs', 'segment.cjs']],
    [
      ['config', 'list'],
      ['more.cjs', 'program.cjs', 'segment.cjs'],
    ],
    [
      ['auth', 'status', '--offline'],
      ['more.cjs', 'program.cjs', 'segment.cjs'],
    ],
    [
      ['batch', 'a.ndjson'],
      ['batch.cjs', 'more.cjs', 'program.cjs', 'segment.cjs', 'undici-client.cjs', 'xxhash-wasm.cjs'],
    ],
    [
      ['batch', 'large.ndjson'],
      ['batch.cjs', 'more.cjs', 'program.cjs', 'reader.cjs', 'segment.cjs', 'undici-client.cjs'],
    ],
    // What the kernel cannot read needs no thread of its own.
    [
      ['batch', 'large.ndjson', '--limit', '1', '--restart'],
      ['batch.cjs', 'more.cjs', 'program.cjs', 'segment.cjs', 'undici-client.cjs', 'xxhash-wasm.cjs'],
    ],
  ])('segment %j', async (args, expected) => {
    expect(await loadedBy(args)).toEqual(expected);
  });
});
