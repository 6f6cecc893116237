import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningSandbox, startSandbox } from '../../src/sandbox/start.ts';
import { projectRoot } from '../helpers/imports.ts';
import { startProgram } from '../helpers/program-child.ts';

// The compiled code that the built program keeps from one start to the next (docs/performance.md).

const isRoot = process.getuid?.() === 0;
const sending = ['track', 'A', '-u', 'u', '--message-id', 'm-1'];
let sandbox: RunningSandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.close());

type Env = Readonly<Record<string, string>>;

function openScene() {
  const home = mkdtempSync(join(tmpdir(), 'segment-compiled-'));
  const folder = join(home, '.cache', 'segment', 'compiled');
  const start = (env: Env = {}, args: readonly string[] = sending) =>
    startProgram({
      args,
      cwd: home,
      env: { SEGMENT_WRITE_KEY: 'w'.repeat(32), SEGMENT_TRACKING_URL: sandbox.url, ...env },
    }).ended;
  return {
    home,
    folder,
    start,
    program: join(folder, 'program.cjs'),
    /** Which files there are: a file that is written anew is another one. */
    files: () => readdirSync(folder).map((name) => `${name} ${statSync(join(folder, name)).ino}`),
  };
}

/** A scene after a first start, and what that printed. */
async function openStarted(env: Env = {}) {
  const scene = openScene();
  const first = await scene.start(env);
  expect(first).toMatchObject({ code: 0 });
  return { ...scene, first };
}

describe('compiled code', () => {
  it('is kept by the first start, for the user alone, and taken by the next, which prints the same', async () => {
    const { start, first, folder, files } = await openStarted();
    const off = await openStarted({ NODE_DISABLE_COMPILE_CACHE: '1' });
    expect(first).toEqual(off.first);
    expect(existsSync(off.folder)).toBe(false);
    expect(readdirSync(folder)).toEqual(['program.cjs', 'undici-client.cjs']);
    const modes = [folder, ...readdirSync(folder).map((name) => join(folder, name))];
    expect(modes.map((path) => (statSync(path).mode & 0o777).toString(8))).toEqual(['700', '600', '600']);
    const kept = files();
    expect(await start()).toEqual(first);
    expect(files()).toEqual(kept);
  });

  it('grows by what another command loads', async () => {
    const { start, folder, files } = await openStarted();
    expect(await start({}, ['config', 'list'])).toMatchObject({ code: 0 });
    expect(readdirSync(folder)).toContain('more.cjs');
    const kept = files();
    expect(await start({}, ['config', 'list'])).toMatchObject({ code: 0 });
    expect(await start()).toMatchObject({ code: 0 });
    expect(files()).toEqual(kept);
  });

  it.each([
    ['cut', (bytes: Buffer) => bytes.subarray(0, bytes.length / 2)],
    ['empty', () => Buffer.alloc(0)],
    ['changed in one copy', (bytes: Buffer) => bytes.fill(0xff, bytes.length - 100_000)],
    ['of another kind', () => Buffer.from('console.log("foreign")')],
  ])('is made anew where the file is %s', async (_what, damage) => {
    const { start, first, program, files } = await openStarted();
    const whole = readFileSync(program);
    writeFileSync(program, damage(Buffer.from(whole)));
    const damaged = files();
    expect(await start()).toEqual(first);
    expect(files()).not.toEqual(damaged);
    expect(readFileSync(program).subarray(0, 1_000)).toEqual(whole.subarray(0, 1_000));
  });

  it('is made anew for other flags of V8, and stays for those of Node alone', async () => {
    const { start, first, files } = await openStarted();
    const kept = files();
    expect(await start({ NODE_OPTIONS: '--no-warnings' })).toEqual(first);
    expect(files()).toEqual(kept);
    const NODE_OPTIONS = '--stack-trace-limit=5';
    expect(await start({ NODE_OPTIONS })).toEqual(first);
    const made = files();
    expect(made).not.toEqual(kept);
    expect(await start({ NODE_OPTIONS })).toEqual(first);
    expect(files()).toEqual(made);
  });

  it('is made by a backfill, which changes flags of V8, for those that follow', async () => {
    const { home, start, folder, files } = openScene();
    writeFileSync(join(home, 'a.ndjson'), '{"type":"track","event":"A","userId":"u"}\n');
    const backfill = ['batch', 'a.ndjson', '--restart'];
    const first = await start({}, backfill);
    expect(first).toMatchObject({ code: 0 });
    expect(readdirSync(folder)).toEqual(expect.arrayContaining(['more.cjs', 'program.cjs']));
    const kept = files();
    expect(await start({}, backfill)).toMatchObject({ code: 0 });
    expect(files()).toEqual(kept);
  });

  it('is never that of another program of the same name, size and time', () => {
    const { home, program: compiled } = openScene();
    const dist = join(home, 'dist');
    cpSync(join(projectRoot, 'dist'), dist, { recursive: true });
    const call = () =>
      spawnSync(process.execPath, [join(dist, 'segment.cjs'), 'track', '--help'], {
        env: { HOME: home },
        encoding: 'utf8',
      }).stdout;
    expect(call()).toContain('Usage: segment track');
    const before = readFileSync(compiled);
    const path = join(dist, 'program.cjs');
    const { atime, mtime } = statSync(path);
    writeFileSync(path, readFileSync(path, 'utf8').replaceAll('Usage:', 'USAGE:'));
    utimesSync(path, atime, mtime);
    expect(call()).toContain('USAGE: segment track');
    expect(readFileSync(compiled).equals(before)).toBe(false);
  });

  it('is not kept by a start that fails', async () => {
    const { start, folder } = openScene();
    expect(await start({}, ['track'])).toMatchObject({ code: 2 });
    expect(existsSync(folder)).toBe(false);
  });

  it('is kept whole when many start at once', async () => {
    const { start, folder, files } = openScene();
    const ends = await Promise.all(Array.from({ length: 8 }, () => start()));
    expect(new Set(ends.map(({ code, stdout, stderr }) => `${code} ${stdout}${stderr}`)).size).toBe(1);
    expect(readdirSync(folder)).toEqual(['program.cjs', 'undici-client.cjs']);
    const kept = files();
    expect(await start()).toEqual(ends[0]);
    expect(files()).toEqual(kept);
  });
});

describe('without a place for compiled code, a start prints the same', () => {
  it('where HOME is empty, relative, or no folder', async () => {
    const { start, first, home } = await openStarted({ NODE_DISABLE_COMPILE_CACHE: '1' });
    for (const HOME of ['', 'rel', '.', '/dev/null', '/proc']) expect(await start({ HOME })).toEqual(first);
    expect(readdirSync(home)).toEqual([]);
  });

  it('where others may write to the cache folder', async () => {
    const { start, first, home, folder } = await openStarted({ NODE_DISABLE_COMPILE_CACHE: '1' });
    mkdirSync(join(home, '.cache'));
    chmodSync(join(home, '.cache'), 0o777);
    expect(await start()).toEqual(first);
    expect(existsSync(folder)).toBe(false);
  });

  it.skipIf(!isRoot)('on a full disk, and leaves nothing half-written there', async () => {
    const { start, first, home, folder } = await openStarted({ NODE_DISABLE_COMPILE_CACHE: '1' });
    const disk = join(home, '.cache');
    mkdirSync(disk);
    const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64k,mode=700', 'none', disk]);
    if (mounted.status !== 0) return;
    try {
      expect(await start()).toEqual(first);
      expect(readdirSync(folder)).toEqual([]);
    } finally {
      spawnSync('umount', [disk]);
    }
  });

  it.skipIf(!isRoot)('in the home folder of another user, as sudo leaves it', async () => {
    const { start, first, home } = await openStarted({ NODE_DISABLE_COMPILE_CACHE: '1' });
    const other = join(home, 'other');
    mkdirSync(other);
    spawnSync('chown', ['12345', other]);
    expect(await start({ HOME: other })).toEqual(first);
    expect(readdirSync(other)).toEqual([]);
    rmSync(other, { recursive: true });
  });
});
