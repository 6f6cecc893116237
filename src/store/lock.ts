import { randomUUID } from 'node:crypto';
import { linkSync, lstatSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { StateError, systemErrorCode } from '../errors.ts';
import { isLeftOver } from '../files/leftovers.ts';
import { fileWord, moveAside } from '../spec/shell-word.ts';
import { notWritable } from './private-file.ts';

const lockName = '.lock';
/** A change takes milliseconds: an older lock belongs to a process that was killed. */
const staleAfterMs = 10_000;
const waitStepMs = 20;
/** Behind the lock's name while it is taken away from a killed process, which takes no time at all. */
const asideInfix = '.stale-';

/**
 * Runs `work` while no other process changes the files of `folder`. Waits for another one, takes over
 * the lock of a killed one, and throws StateError when one is held for too long.
 */
export async function withLock<T>(folder: string, work: () => T | Promise<T>): Promise<T> {
  const path = join(folder, lockName);
  await acquire(path);
  try {
    return await work();
  } finally {
    rmSync(path, { force: true });
  }
}

async function acquire(path: string): Promise<void> {
  const { setTimeout: wait } = await import('node:timers/promises');
  const mostTries = (2 * staleAfterMs) / waitStepMs;
  for (let tries = 0; tries < mostTries; tries += 1) {
    try {
      writeFileSync(path, '', { flag: 'wx', mode: 0o600 });
      return;
    } catch (error) {
      if (systemErrorCode(error) !== 'EEXIST') throw notWritable(path, error);
    }
    const held = look(path);
    if (held === 'foreign') {
      throw new StateError(`${path} is not a lock of this program.`, {
        code: 'config_locked',
        hint: `Move it away: ${moveAside(path)}`,
      });
    }
    if (held === 'stale') takeAway(path);
    else await wait(waitStepMs);
  }
  throw new StateError(`Another segment process is changing the settings and does not finish (${path}).`, {
    code: 'config_locked',
    hint: `If none is running: rm ${fileWord(path)}`,
  });
}

/**
 * What stands in the lock's place: a lock of ours is an empty file, and a link is nobody's. File times come from the
 * real clock, so this compares with the real clock too, and one of the far future is as stale as one of the past.
 */
function look(path: string): 'held' | 'stale' | 'foreign' | 'gone' {
  const stats = lstatSync(path, { throwIfNoEntry: false });
  if (stats === undefined) return 'gone';
  if (stats.isSymbolicLink()) return 'stale';
  if (!stats.isFile() || stats.size > 0) return 'foreign';
  return Math.abs(Date.now() - stats.mtimeMs) > staleAfterMs ? 'stale' : 'held';
}

/** True for a lock that was being taken away by a process that was then killed itself. */
export function isLeftLock(folder: string, name: string): boolean {
  return name.startsWith(lockName + asideInfix) && isLeftOver(join(folder, name));
}

/** Two processes may find the same stale lock: the slower one must not throw away the quicker one's new lock. */
function takeAway(path: string): void {
  const aside = path + asideInfix + randomUUID();
  try {
    renameSync(path, aside);
    const moved = look(aside);
    if (moved === 'held' || moved === 'foreign') linkSync(aside, path);
  } catch {
    // Somebody else took it away, or has made a new one since: the next try finds out.
  }
  rmSync(aside, { force: true });
}
