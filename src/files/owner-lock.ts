import { randomUUID } from 'node:crypto';
import {
  constants,
  copyFileSync,
  linkSync,
  lstatSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { systemErrorCode } from '../errors.ts';

/** The process that wants the lock, and how it can tell whether another one still lives. */
export interface OwnerParts {
  readonly pid: number;
  readonly isRunning: (pid: number) => boolean;
}

/** Who holds a lock, as its file says. */
export interface Owner {
  readonly pid: number;
  readonly host: string;
  /** Tells one run of a machine's kernel, and one container's processes, from others, where that can be read. */
  readonly boot: string | undefined;
  /** When the process began, in the kernel's own count, where that can be read: process ids are used again. */
  readonly began: string | undefined;
  readonly token: string;
}

/** A lock that is held until it is released, or until its process is gone. */
export interface OwnerLock {
  /** False once somebody else has taken the lock over, as after a long sleep of this machine. */
  isOurs(): boolean;
  release(): void;
}

export type LockOutcome =
  | { readonly kind: 'taken'; readonly lock: OwnerLock }
  /** Another process lives and has it. `remote`: on a machine whose processes cannot be seen from here. */
  | { readonly kind: 'held'; readonly owner: Owner; readonly remote: boolean }
  /** It cannot be had, though nobody lives who has it. */
  | { readonly kind: 'stuck' };

/** A lock of another machine that was not renewed for this long, in milliseconds, belongs to nobody (DESIGN §8). */
export const leaseMs = 60_000;
const renewMs = 10_000;

/**
 * Makes this process the only holder of the lock file at `path` (rule R14). Takes over from a process that is
 * gone: on this machine when its id is free or means another process, elsewhere when its lease ran out.
 * Throws the system's error when the folder cannot be written.
 */
export function takeLock(path: string, { pid, isRunning }: OwnerParts): LockOutcome {
  const own: Owner = {
    pid,
    host: hostname(),
    boot: readBootId(),
    began: beganAt(pid),
    token: randomUUID(),
  };
  // A file that is linked into place is whole from the first moment on.
  const unfinished = `${path}.${own.token}`;
  try {
    writeFileSync(unfinished, `${JSON.stringify(own)}\n`, { flag: 'wx', mode: 0o600 });
    for (let tries = 0; tries < 50; tries += 1) {
      if (link(unfinished, path)) return { kind: 'taken', lock: hold(path, own.token) };
      const other = readOwner(path);
      if (other === 'gone') continue;
      if (other !== undefined) {
        const remote = !isHere(other, own);
        if (remote ? isRenewed(path) : isAlive(other, isRunning))
          return { kind: 'held', owner: other, remote };
      }
      takeAway(path, other?.token);
    }
  } finally {
    rmSync(unfinished, { force: true });
  }
  return { kind: 'stuck' };
}

function hold(path: string, token: string): OwnerLock {
  const isOurs = () => {
    const owner = readOwner(path);
    return owner !== 'gone' && owner?.token === token;
  };
  const timer = setInterval(() => {
    if (isOurs()) renew(path);
  }, renewMs);
  timer.unref();
  return {
    isOurs,
    release() {
      clearInterval(timer);
      if (isOurs()) rmSync(path, { force: true });
    },
  };
}

function renew(path: string): void {
  try {
    const now = new Date();
    utimesSync(path, now, now);
  } catch {
    // Whoever took it away will be found out by the next look.
  }
}

function link(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    const code = systemErrorCode(error);
    if (code === 'EEXIST') return false;
    if (code !== 'EPERM' && code !== 'ENOTSUP' && code !== 'ENOSYS') throw error;
    return copy(from, to);
  }
}

/** File systems without hard links, such as many shares: exclusive all the same, but not whole from the first moment on. */
function copy(from: string, to: string): boolean {
  try {
    copyFileSync(from, to, constants.COPYFILE_EXCL);
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
    const { pid, host, boot, began, token } = {
      pid: 0,
      host: '',
      boot: undefined,
      began: undefined,
      token: '',
      ...value,
    };
    if (typeof pid !== 'number' || !Number.isSafeInteger(pid) || pid < 1) return undefined;
    if (typeof host !== 'string' || typeof token !== 'string') return undefined;
    return { pid, host, boot: textOf(boot), began: textOf(began), token };
  } catch (error) {
    return systemErrorCode(error) === 'ENOENT' ? 'gone' : undefined;
  }
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** Two machines can have one name, and one machine was another before it was started again. */
function isHere(other: Owner, own: Owner): boolean {
  return other.host === own.host && (other.boot ?? own.boot) === own.boot;
}

function isAlive({ pid, began }: Owner, isRunning: OwnerParts['isRunning']): boolean {
  if (!isRunning(pid)) return false;
  const fields = statFields(pid);
  // Killed, and nobody has asked for its exit code yet: in a container that may never happen.
  if (fields?.[0] === 'Z' || fields?.[0] === 'X') return false;
  return began === undefined || began === (fields?.[19] ?? began);
}

/** File times come from the real clock, so this compares with the real clock too. */
function isRenewed(path: string): boolean {
  try {
    return Date.now() - statSync(path).mtimeMs < leaseMs;
  } catch {
    return false;
  }
}

/** Two processes may find the same dead owner: the slower one must not throw away the quicker one's new lock. */
function takeAway(path: string, token: string | undefined): void {
  const aside = `${path}.${randomUUID()}`;
  try {
    // A folder is nobody's lock, and may hold something.
    if (lstatSync(path).isDirectory()) return;
    renameSync(path, aside);
    const moved = readOwner(aside);
    if (moved !== 'gone' && moved?.token !== token) linkSync(aside, path);
  } catch {
    // Somebody else took it away, or has a new one there already: the next try finds out.
  }
  rmSync(aside, { force: true });
}

function beganAt(pid: number): string | undefined {
  return statFields(pid)?.[19];
}

/** Linux's /proc/PID/stat from its third field, the state, on; the name in the second may hold anything. */
function statFields(pid: number): string[] | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return undefined;
  }
}

/** Containers may share the name of their host: process ids mean something only in their own namespace. */
function readBootId(): string | undefined {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').trim();
    return `${boot} ${readlinkSync('/proc/self/ns/pid')}`;
  } catch {
    return undefined;
  }
}
