import { randomUUID } from 'node:crypto';
import { linkSync, lstatSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { StateError, systemErrorCode } from '../errors.ts';
import { notWritable } from './private-file.ts';

/** A change takes milliseconds: an older lock belongs to a process that was killed. */
const staleAfterMs = 10_000;
const waitStepMs = 20;

/**
 * Runs `work` while no other process changes the files of `folder`. Waits for another one, takes over
 * the lock of a killed one, and throws StateError when one is held for too long.
 */
export async function withLock<T>(folder: string, work: () => T | Promise<T>): Promise<T> {
  const path = join(folder, '.lock');
  await acquire(path);
  try {
    return await work();
  } finally {
    rmSync(path, { force: true });
  }
}

async function acquire(path: string): Promise<void> {
  const mostTries = (2 * staleAfterMs) / waitStepMs;
  for (let tries = 0; tries < mostTries; tries += 1) {
    try {
      writeFileSync(path, '', { flag: 'wx', mode: 0o600 });
      return;
    } catch (error) {
      if (systemErrorCode(error) !== 'EEXIST') throw notWritable(path, error);
    }
    if (isStale(path)) takeAway(path);
    else await wait(waitStepMs);
  }
  throw new StateError(`Another segment process is changing the settings and does not finish (${path}).`, {
    code: 'config_locked',
    hint: `If none is running: rm "${path}"`,
  });
}

/** File times come from the real clock, so this compares with the real clock too. */
function isStale(path: string): boolean {
  try {
    return Date.now() - lstatSync(path).mtimeMs > staleAfterMs;
  } catch {
    return false;
  }
}

/** Two processes may find the same stale lock: the slower one must not throw away the quicker one's new lock. */
function takeAway(path: string): void {
  const aside = `${path}.stale-${randomUUID()}`;
  try {
    renameSync(path, aside);
    if (!isStale(aside)) linkSync(aside, path);
  } catch {
    // Somebody else took it away, or has made a new one since: the next try finds out.
  }
  rmSync(aside, { force: true });
}
