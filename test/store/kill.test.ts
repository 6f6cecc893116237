import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { beforeAll, describe, expect, test } from 'vitest';
import { openStore } from '../../src/store/store.ts';

const project = join(import.meta.dirname, '..', '..');
const folder = mkdtempSync(join(tmpdir(), 'segment-store-kill-'));
const writer = join(folder, 'writer.mjs');

/** Adds one workspace after another, each with a token of 4 KB, and names each on stdout once it is stored. */
const program = `
import { openStore } from ${JSON.stringify(join(project, 'src/store/store.ts'))};
const [config, name, last] = process.argv.slice(2);
const env = { SEGMENT_CONFIG_DIR: config, SEGMENT_STATE_DIR: config };
for (let index = 0; index < Number(last); index += 1) {
  const store = await openStore({ env, home: config, platform: process.platform, now: () => new Date() });
  await store.update((stored) => {
    stored.workspaces.set(name + index, { region: 'us', sources: new Map(), token: 't'.repeat(4096), addedAt: '' });
    stored.activeWorkspace = name + index;
  });
  process.stdout.write(name + index + '\\n');
}`;

beforeAll(async () => {
  await build({
    stdin: { contents: program, resolveDir: project, loader: 'js' },
    outfile: writer,
    bundle: true,
    platform: 'node',
    format: 'esm',
    banner: {
      js: "import { createRequire as make } from 'node:module'; const require = make(import.meta.url);",
    },
  });
});

/** Runs a writer and returns what it told. Given a number of changes, kills it that long after them. */
function write(
  config: string,
  name: string,
  { last, kill }: { last: number; kill?: { changes: number; afterMs: number } },
): Promise<string[]> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [writer, config, name, String(last)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let told = '';
    child.stdout.on('data', (data: Buffer) => {
      told += data.toString();
      if (kill !== undefined && told.split('\n').length > kill.changes) {
        setTimeout(() => child.kill('SIGKILL'), kill.afterMs);
      }
    });
    child.on('close', () => resolve(told.split('\n').filter((line) => line !== '')));
  });
}

describe('a writer that is killed at any moment', () => {
  test('leaves whole files with everything it told of, and the next one goes on', async () => {
    const config = join(folder, 'killed');
    const expected = new Set<string>();
    for (let round = 0; round < 12; round += 1) {
      // Not timing under test: the delay only moves the kill to another place in the write.
      for (const name of await write(config, `r${round}-`, {
        last: 1000,
        kill: { changes: 3, afterMs: round % 7 },
      }))
        expected.add(name);
      const store = await openStore({
        env: { SEGMENT_CONFIG_DIR: config },
        home: config,
        platform: process.platform,
        now: () => new Date(),
      });
      const { workspaces, activeWorkspace } = await store.read();
      for (const name of expected) expect(workspaces.get(name)?.token).toHaveLength(4096);
      expect(workspaces.has(activeWorkspace ?? '')).toBe(true);
      // The lock of the killed writer is not old yet; a person may remove it, and so may this test.
      rmSync(join(config, '.lock'), { force: true });
    }
    expect(readdirSync(config).filter((name) => name.includes('corrupt'))).toEqual([]);
  });

  test('two writers lose nothing of each other', async () => {
    const config = join(folder, 'two');
    const [first, second] = await Promise.all([
      write(config, 'a', { last: 8 }),
      write(config, 'b', { last: 8 }),
    ]);
    const store = await openStore({
      env: { SEGMENT_CONFIG_DIR: config },
      home: config,
      platform: process.platform,
      now: () => new Date(),
    });
    const { workspaces } = await store.read();
    for (const name of [...first, ...second]) expect(workspaces.has(name), name).toBe(true);
  });
});
