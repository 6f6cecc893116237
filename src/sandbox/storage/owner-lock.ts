import { randomUUID } from 'node:crypto';
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { StateError, systemErrorCode } from '../../errors.ts';

/** The process that wants the folder, and how it can tell whether another one still lives. */
export interface OwnerParts {
  readonly pid: number;
  readonly isRunning: (pid: number) => boolean;
}

export const lockName = 'owner.json';

interface Owner {
  readonly pid: number;
  readonly host: string;
  /** When the process began, in the kernel's own count, where that can be read: process ids are used again. */
  readonly began: string | undefined;
  readonly token: string;
}

/**
 * Makes this process the only one that writes to the folder until the returned function is called. Takes over
 * from one that was killed; throws StateError while another one lives.
 */
export function takeFolder(folder: string, { pid, isRunning }: OwnerParts): () => void {
  const path = join(folder, lockName);
  const own: Owner = { pid, host: hostname(), began: beganAt(pid), token: randomUUID() };
  // A file that is linked into place is whole from the first moment on.
  const unfinished = join(folder, `${lockName}.${own.token}`);
  writeFileSync(unfinished, `${JSON.stringify(own)}\n`, { flag: 'wx', mode: 0o600 });
  try {
    for (let tries = 0; tries < 50; tries += 1) {
      if (link(unfinished, path)) return () => release(path, own.token);
      const other = readOwner(path);
      if (other === 'gone') continue;
      if (other !== undefined && isAlive(other, own.host, isRunning)) throw taken(folder, other, own.host);
      takeAway(path, other?.token);
    }
  } finally {
    rmSync(unfinished, { force: true });
  }
  throw new StateError(`${path} cannot be taken over.`, { code: 'data_folder_taken', hint: `rm "${path}"` });
}

function link(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if (systemErrorCode(error) === 'EEXIST') return false;
    throw error;
  }
}

/** Undefined for a file that says nothing: it belongs to nobody. */
function readOwner(path: string): Owner | 'gone' | undefined {
  try {
    const value: unknown = JSON.parse(readFileSync(path, 'utf8'));
    if (typeof value !== 'object' || value === null) return undefined;
    const { pid, host, began, token } = { pid: 0, host: '', began: undefined, token: '', ...value };
    if (typeof pid !== 'number' || !Number.isSafeInteger(pid) || pid < 1) return undefined;
    if (typeof host !== 'string' || typeof token !== 'string') return undefined;
    return { pid, host, began: typeof began === 'string' ? began : undefined, token };
  } catch (error) {
    return systemErrorCode(error) === 'ENOENT' ? 'gone' : undefined;
  }
}

/** Of a process on another machine nothing can be known: it counts as alive. */
function isAlive({ pid, host, began }: Owner, here: string, isRunning: OwnerParts['isRunning']): boolean {
  if (host !== here) return true;
  return isRunning(pid) && (began === undefined || began === (beganAt(pid) ?? began));
}

/** Two processes may find the same dead owner: the slower one must not throw away the quicker one's new lock. */
function takeAway(path: string, token: string | undefined): void {
  const aside = `${path}.${randomUUID()}`;
  try {
    renameSync(path, aside);
    const moved = readOwner(aside);
    if (moved !== 'gone' && moved?.token !== token) linkSync(aside, path);
  } catch {
    // Somebody else took it away, or has a new one there already: the next try finds out.
  }
  rmSync(aside, { force: true });
}

function release(path: string, token: string): void {
  const owner = readOwner(path);
  if (owner !== 'gone' && owner?.token === token) rmSync(path, { force: true });
}

/** Field 22 of Linux's /proc/PID/stat; the name in field 2 may hold anything, so it is cut off first. */
function beganAt(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  } catch {
    return undefined;
  }
}

function taken(folder: string, { pid, host }: Owner, here: string): StateError {
  const where = host === here ? '' : ` on ${host}`;
  return new StateError(`Another sandbox records into ${folder} (process ${pid}${where}).`, {
    code: 'data_folder_taken',
    hint:
      host === here
        ? 'End it first, or give --data another folder.'
        : `If it is not running any more: rm "${join(folder, lockName)}"`,
  });
}
