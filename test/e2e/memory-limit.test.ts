import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningSandbox, startSandbox } from '../../src/sandbox/start.ts';
import { startProgram } from '../helpers/program-child.ts';

// Clusters limit the addresses of a process; V8 reserves ten gigabytes of them for each memory of WebAssembly.

const limitKib = 4_000_000;
const canLimit =
  spawnSync('sh', ['-c', `ulimit -v ${limitKib}`]).status === 0 && process.platform === 'linux';

const nodeMajor = Number(process.versions.node.split('.')[0]);

let sandbox: RunningSandbox;
const folder = mkdtempSync(join(tmpdir(), 'segment-limit-'));
beforeAll(async () => {
  sandbox = await startSandbox();
  writeFileSync(join(folder, 'a.ndjson'), '{"type":"page","userId":"u"}\n');
});
afterAll(async () => {
  await sandbox.close();
  rmSync(folder, { recursive: true, force: true });
});

const calls = [
  ['track', 'E', '-u', 'u'],
  ['batch', 'a.ndjson'],
  ['batch', 'a.ndjson', '--dry-run'],
];

function start(args: readonly string[], options: string) {
  return startProgram({
    args,
    cwd: folder,
    under: ['sh', '-c', `ulimit -v ${limitKib}; exec "$@"`, 'sh'],
    env: { SEGMENT_TRACKING_URL: sandbox.url, SEGMENT_WRITE_KEY: 'l'.repeat(32), NODE_OPTIONS: options },
  });
}

describe.skipIf(!canLimit)('under ulimit -v', () => {
  // From 24 on Node does without the addresses by itself.
  it.skipIf(nodeMajor >= 24).each(calls)('%s %s says what to do', async (...args) => {
    const { code, stderr } = await start(args, '').ended;
    expect(stderr).toContain('ulimit -v');
    expect(stderr).toContain('NODE_OPTIONS=--disable-wasm-trap-handler');
    // It would not help to try again.
    expect(stderr).not.toContain('next try');
    expect(code).toBe(9);
  });

  it.each(calls)('%s %s works in the way that it says', async (...args) => {
    const { code, stderr } = await start(args, '--disable-wasm-trap-handler').ended;
    expect(stderr).not.toContain('ulimit');
    expect(code).toBe(0);
  });

  it.skipIf(nodeMajor < 24).each(calls)('%s %s works as it is', async (...args) => {
    expect((await start(args, '').ended).code).toBe(0);
  });
});
