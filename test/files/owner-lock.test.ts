import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { leaseMs, type Owner, type OwnerLock, takeLock } from '../../src/files/owner-lock.ts';
import { runChild } from '../helpers/child.ts';
import { putPipe } from '../helpers/pipe.ts';

const isLinux = process.platform === 'linux';

/** A real look, as `bin/` makes it. */
function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
const us = { pid: process.pid, isRunning };

function lockPath(): string {
  const folder = mkdtempSync(join(tmpdir(), 'segment-lock-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, 'job.lock');
}

function take(path: string): OwnerLock {
  const outcome = takeLock(path, us);
  if (outcome.kind !== 'taken') throw new Error(outcome.kind);
  onTestFinished(() => outcome.lock.release());
  return outcome.lock;
}

const read = (path: string): Owner => JSON.parse(readFileSync(path, 'utf8'));

/** The lock of somebody else: ours, with some things changed. */
function leave(path: string, change: Partial<Record<keyof Owner, unknown>>): void {
  const outcome = takeLock(path, us);
  if (outcome.kind !== 'taken') throw new Error(outcome.kind);
  const own = read(path);
  outcome.lock.release();
  writeFileSync(path, JSON.stringify({ ...own, token: 'theirs', ...change }));
}

/** Runs a child to its end and returns the id it had. */
async function endedPid(): Promise<number> {
  const child = spawn(process.execPath, ['-e', '']);
  await new Promise((resolve) => child.on('close', resolve));
  return child.pid ?? 0;
}

function age(path: string, milliseconds: number): void {
  const then = new Date(Date.now() - milliseconds);
  utimesSync(path, then, then);
}

/** Nothing but the lock itself is left in its folder. */
const filesBeside = (path: string) => readdirSync(join(path, '..'));

describe('a lock', () => {
  it('is held by one at a time, says who has it, and is free once released', () => {
    const path = lockPath();
    const lock = take(path);
    expect(lock.isOurs()).toBe(true);
    expect(read(path)).toMatchObject({ pid: process.pid, host: hostname() });
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(filesBeside(path)).toEqual(['job.lock']);

    expect(takeLock(path, us)).toMatchObject({ kind: 'held', remote: false, owner: { pid: process.pid } });
    expect(lock.isOurs()).toBe(true);
    lock.release();
    expect(filesBeside(path)).toEqual([]);
    expect(take(path).isOurs()).toBe(true);
  });

  it('that somebody else has taken over is noticed, and not released for them', () => {
    const path = lockPath();
    const lock = take(path);
    writeFileSync(path, JSON.stringify({ ...read(path), token: 'theirs' }));
    expect(lock.isOurs()).toBe(false);
    lock.release();
    expect(read(path).token).toBe('theirs');
  });

  it.each([
    ['written over', (path: string, theirs: string) => writeFileSync(path, theirs)],
    [
      'replaced',
      (path: string, theirs: string) => {
        writeFileSync(`${path}.new`, theirs);
        renameSync(`${path}.new`, path);
      },
    ],
    ['removed', (path: string) => rmSync(path)],
  ])('that is %s is noticed after any number of looks, from the first moment on', async (_how, change) => {
    for (const wait of [0, 150]) {
      const path = lockPath();
      const lock = take(path);
      await new Promise((resolve) => setTimeout(resolve, wait));
      for (let look = 0; look < 5; look += 1) expect(lock.isOurs()).toBe(true);
      const own = read(path);
      change(path, `${JSON.stringify({ ...own, token: own.token.replace(/./g, 'x') })}\n`);
      expect(lock.isOurs()).toBe(false);
      expect(lock.isOurs()).toBe(false);
    }
  });

  it('that is renewed stays ours', () => {
    const path = lockPath();
    const lock = take(path);
    for (const ago of [5_000, 0]) {
      age(path, ago);
      expect([lock.isOurs(), lock.isOurs()]).toEqual([true, true]);
    }
  });

  it('that is gone is noticed', () => {
    const path = lockPath();
    const lock = take(path);
    rmSync(path);
    expect(lock.isOurs()).toBe(false);
    lock.release();
    expect(existsSync(path)).toBe(false);
  });

  it('cannot be taken in a folder that is not there: the system’s error, and nothing is made', () => {
    const path = join(lockPath(), 'job.lock');
    expect(() => takeLock(path, us)).toThrow(/ENOENT/);
    expect(existsSync(join(path, '..'))).toBe(false);
  });
});

describe('an owner that is gone: its lock is taken over', () => {
  const expectTakenOver = (path: string) => {
    const lock = take(path);
    expect(lock.isOurs()).toBe(true);
    expect(read(path)).toMatchObject({ pid: process.pid, host: hostname() });
    expect(filesBeside(path)).toEqual(['job.lock']);
  };

  it('its process has ended', async () => {
    const path = lockPath();
    leave(path, { pid: await endedPid(), began: undefined });
    expectTakenOver(path);
  });

  it.runIf(isLinux)('it was killed, and nobody has asked for its exit code', async () => {
    const path = lockPath();
    // The shell becomes a program that never waits for its child.
    const parent = spawn('sh', ['-c', 'sleep 0.1 & echo $!; exec sleep 60'], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    onTestFinished(() => void parent.kill('SIGKILL'));
    const pid = await new Promise<number>((resolve) => {
      parent.stdout.once('data', (chunk: Buffer) => resolve(Number(chunk.toString())));
    });
    const stateOf = () => readFileSync(`/proc/${pid}/stat`, 'latin1').replace(/^.*\) /s, '')[0];
    for (let looks = 0; looks < 500 && stateOf() !== 'Z'; looks += 1)
      await new Promise((resolve) => setTimeout(resolve, 10));
    expect([stateOf(), isRunning(pid)]).toEqual(['Z', true]);
    leave(path, { pid, began: undefined });
    expectTakenOver(path);
  });

  it.runIf(isLinux)('its id belongs to a process that began at another time', () => {
    const path = lockPath();
    leave(path, { began: '1' });
    expectTakenOver(path);
  });

  it.each([
    ['empty', ''],
    ['garbage', 'øþ{'],
    ['cut off', '{"pid":1,"host":"x","tok'],
    ['an array', '[1,2]'],
    ['null', 'null'],
    ['a process 0', '{"pid":0,"host":"x","token":"t"}'],
    ['a process that is no number', '{"pid":"1","host":"x","token":"t"}'],
    ['without a host', '{"pid":1,"token":"t","host":null}'],
  ])('a file that says nothing: %s', (_name, text) => {
    const path = lockPath();
    writeFileSync(path, text);
    expectTakenOver(path);
  });

  it.each<[string, string]>([
    ['a link: it is replaced, and what it leads to stays', 'precious'],
    ['a link to a file that could be a lock', JSON.stringify({ pid: 1, host: hostname(), token: 'theirs' })],
  ])('%s', (_name, content) => {
    const path = lockPath();
    const target = `${path}.precious`;
    writeFileSync(target, content);
    symlinkSync(target, path);
    const lock = take(path);
    expect(lock.isOurs()).toBe(true);
    expect(lstatSync(path).isFile()).toBe(true);
    expect(readFileSync(target, 'utf8')).toBe(content);
  });

  it.each([
    ['nothing', 'nothing'],
    ['a device without end', '/dev/zero'],
  ])('a link to %s', (_name, target) => {
    const path = lockPath();
    symlinkSync(target, path);
    expectTakenOver(path);
  });
});

describe('two that find the lock of the same dead owner', () => {
  it('and of which one is quicker: the slower one gives back what it has taken away', () => {
    const path = lockPath();
    leave(path, { pid: 4_000_000, began: undefined });
    const quick: OwnerLock[] = [];
    // Asked whether the dead owner lives, when its lock has been read and is about to be taken away.
    const slow = takeLock(path, {
      pid: process.pid,
      isRunning(pid) {
        if (pid === 4_000_000 && quick.length === 0) quick.push(take(path));
        return isRunning(pid);
      },
    });
    expect(slow).toMatchObject({ kind: 'held', owner: { pid: process.pid } });
    expect(quick.map((lock) => lock.isOurs())).toEqual([true]);
    expect(filesBeside(path)).toEqual(['job.lock']);
  });

  // Two threads that begin each round at the same moment; all that was taken is held until both are through.
  const source = `
    import { readdirSync } from 'node:fs';
    import { join } from 'node:path';
    import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
    import { takeLock } from './src/files/owner-lock.ts';
    const { LOCKS } = process.env;
    const names = readdirSync(LOCKS).filter((name) => name.endsWith('.lock'));
    const isRunning = (pid) => { try { return process.kill(pid, 0); } catch { return false; } };
    const meet = (arrivals, round) => {
      Atomics.add(arrivals, round, 1);
      for (let looks = 0; looks < 1e8 && Atomics.load(arrivals, round) < 2; looks += 1);
    };
    if (isMainThread) {
      const arrivals = new Int32Array(new SharedArrayBuffer(4 * (names.length + 1)));
      const thread = () => new Promise((resolve) => {
        new Worker(process.argv[1], { workerData: { arrivals } }).on('message', resolve);
      });
      process.stdout.write(JSON.stringify(await Promise.all([thread(), thread()])));
      process.exit();
    } else {
      const { arrivals } = workerData;
      const outcomes = names.map((name, round) => {
        meet(arrivals, round);
        return takeLock(join(LOCKS, name), { pid: process.pid, isRunning });
      });
      meet(arrivals, names.length);
      parentPort.postMessage(names.filter((_, index) => outcomes[index].kind === 'taken' && outcomes[index].lock.isOurs()));
      setTimeout(() => {}, 60_000);
    }
  `;

  it('at the same moment: one of them has it', async () => {
    const folder = join(lockPath(), '..');
    const pid = await endedPid();
    const names = Array.from({ length: 500 }, (_, index) => `${index}.lock`);
    for (const name of names) leave(join(folder, name), { pid, began: undefined });
    const { stdout } = await runChild(source, { LOCKS: folder });
    const taken: string[][] = JSON.parse(stdout);
    expect(taken.flat().sort()).toEqual(names.sort());
    const [a, b] = taken.map(({ length }) => length);
    process.stdout.write(
      `locks of a dead owner: ${names.length}, taken over by two at once (${a} and ${b})\n`,
    );
  });
});

describe('an owner that lives', () => {
  it.runIf(isLinux)('keeps its lock, whatever the age of the file', () => {
    const path = lockPath();
    leave(path, { pid: process.ppid, began: undefined });
    age(path, 100 * leaseMs);
    expect(takeLock(path, us)).toMatchObject({ kind: 'held', remote: false });
    expect(read(path).token).toBe('theirs');
  });

  it('keeps it where nothing is known of when it began', () => {
    const path = lockPath();
    leave(path, { boot: undefined, began: undefined });
    expect(takeLock(path, us)).toMatchObject({ kind: 'held', remote: false });
  });
});

describe('an owner on another machine', () => {
  it.each<[string, Partial<Record<keyof Owner, unknown>>]>([
    ['another name', { host: 'elsewhere.example', boot: 'another' }],
    ['another name, in a container of this machine', { host: 'elsewhere.example' }],
    // The same machine before it was started again looks like this too: its lock is free after the lease.
    ['the same name, started at another time', { boot: 'another' }],
  ])('%s: keeps it for the lease, and loses it after that', async (_name, change) => {
    const path = lockPath();
    leave(path, { ...change, pid: await endedPid() });
    age(path, leaseMs - 20_000);
    expect(takeLock(path, us)).toMatchObject({ kind: 'held', remote: true });
    expect(read(path).token).toBe('theirs');
    age(path, leaseMs + 1_000);
    expect(take(path).isOurs()).toBe(true);
    expect(filesBeside(path)).toEqual(['job.lock']);
  });

  it('loses one that is dated beyond the lease, as a wrong clock leaves it', () => {
    const path = lockPath();
    leave(path, { host: 'elsewhere.example', boot: 'another' });
    age(path, -(leaseMs - 20_000));
    expect(takeLock(path, us)).toMatchObject({ kind: 'held', remote: true });
    age(path, -24 * 3_600_000);
    expect(take(path).isOurs()).toBe(true);
  });

  it('a process of that id here does not keep it alive', () => {
    const path = lockPath();
    leave(path, { host: 'elsewhere.example' });
    age(path, leaseMs + 1_000);
    expect(take(path).isOurs()).toBe(true);
  });
});

describe('what is no lock', () => {
  /** Never left open, or read: a pipe would wait for its writer, and a device has no end. */
  const kinds: readonly [string, string, (path: string) => void | Promise<void>][] = [
    [
      'a folder',
      'it is not a regular file',
      (path) => {
        mkdirSync(path);
        writeFileSync(join(path, 'precious'), 'precious');
      },
    ],
    ['a file of 1 GB', 'it is too large', (path) => sparse(path)],
    ['a file that is no lock', 'it is too large', (path) => writeFileSync(path, 'precious '.repeat(1000))],
    ['a pipe', 'it is not a regular file', putPipe],
    ['a socket', 'it is not a regular file', listen],
  ];

  function sparse(path: string): void {
    writeFileSync(path, '');
    truncateSync(path, 2 ** 30);
  }

  async function listen(path: string): Promise<void> {
    const server = createServer().listen(path);
    await once(server, 'listening');
    onTestFinished(() => void server.close());
  }

  const here = process.platform === 'win32' ? kinds.slice(0, 3) : kinds;
  it.each(here)('%s: stuck, says why, and nothing is changed', async (_name, reason, make) => {
    const path = lockPath();
    await make(path);
    const before = readdirSync(join(path, '..'), { recursive: true });
    expect(takeLock(path, us)).toEqual({ kind: 'stuck', reason });
    expect(readdirSync(join(path, '..'), { recursive: true })).toEqual(before);
  });

  it.runIf(process.getuid?.() === 0)('a device', () => {
    const path = lockPath();
    execFileSync('mknod', [path, 'c', '1', '5']);
    expect(takeLock(path, us)).toEqual({ kind: 'stuck', reason: 'it is not a regular file' });
    expect(lstatSync(path).isCharacterDevice()).toBe(true);
  });
});

describe('what a process that was killed while it took a lock has left', () => {
  const id = '01234567-89ab-cdef-0123-456789abcdef';
  const leaveBeside = (name: string, content: string, ageMs: number): string => {
    const path = lockPath();
    const leftover = join(path, '..', name);
    writeFileSync(leftover, content);
    age(leftover, ageMs);
    return path;
  };
  const owner = (pid: number) => JSON.stringify({ pid, host: hostname(), token: 'theirs' });
  const day = 24 * 3_600_000;

  it.each([
    ['beside this lock', `job.lock.${id}`, owner(4_000_000), day],
    ['beside another lock of the folder', `other.json.lock.${id}`, owner(4_000_000), day],
    ['half written', `job.lock.${id}`, '{"pid":', day],
    ['empty', `job.lock.${id}`, '', day],
    ['dated in the future', `job.lock.${id}`, '', -day],
    [
      'of another machine',
      `job.lock.${id}`,
      JSON.stringify({ pid: 1, host: 'else.example', token: 't' }),
      day,
    ],
  ])('%s is swept when it is old', (_name, name, content, ageMs) => {
    const path = leaveBeside(name, content, ageMs);
    take(path);
    expect(filesBeside(path)).toEqual(['job.lock']);
  });

  it.each([
    ['is new', `job.lock.${id}`, '', 60_000],
    ['belongs to a process that lives', `job.lock.${id}`, owner(process.pid), day],
    ['has another name', `notes.${id}`, '', day],
    ['has a name that only begins like one', `job.lock.${id}.txt`, '', day],
    ['is too large for one', `job.lock.${id}`, 'x'.repeat(10_000), day],
  ])('stays when it %s', (_name, name, content, ageMs) => {
    const path = leaveBeside(name, content, ageMs);
    take(path);
    expect(filesBeside(path).sort()).toEqual(['job.lock', name].sort());
  });
});
