import { randomUUID } from 'node:crypto';
import {
  constants,
  copyFileSync,
  linkSync,
  lstatSync,
  readdirSync,
  renameSync,
  rmSync,
  type Stats,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { systemErrorCode, systemReason } from '../errors.ts';
import { isLeftOver, nameBeside } from './leftovers.ts';
import {
  identityOf,
  isAlive,
  isHere,
  type Machine,
  ownMachine,
  type ProcessIdentity,
  parseIdentity,
} from './process-identity.ts';
import { type Refusal, readSmallFile, refusalWords } from './small-file.ts';

/** The process that wants the lock, and how it can tell whether another one still lives. */
export interface OwnProcess {
  readonly pid: number;
  readonly isRunning: (pid: number) => boolean;
}

/** Who holds a lock, as its file says. */
export interface Owner extends ProcessIdentity {
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
  /** Something else stands in its place, which may be worth something. `reason` ends a sentence: `it is a folder`. */
  | { readonly kind: 'stuck'; readonly reason: string };

/** A lock of another machine that was not renewed for this long, in milliseconds, belongs to nobody (docs/rules.md#jobs). */
export const leaseMs = 60_000;
const renewMs = 10_000;
/** A lock's content has some 300 bytes; a larger file is not a lock. */
const maxLockBytes = 4096;

/**
 * Makes this process the only holder of the lock file at `path` (rule R14). Takes over from a process that is
 * gone: on this machine when its id is free or means another process, elsewhere when its lease ran out.
 * Throws the system's error when the folder cannot be written.
 */
export function takeLock(path: string, { pid, isRunning }: OwnProcess): LockOutcome {
  const own: Owner = { ...identityOf(pid), token: randomUUID() };
  // A file that is linked into place is whole from the first moment on.
  const unfinished = `${path}.${own.token}`;
  try {
    writeFileSync(unfinished, `${JSON.stringify(own)}\n`, { flag: 'wx', mode: 0o600 });
    for (let tries = 0; tries < 50; tries += 1) {
      if (link(unfinished, path)) {
        sweep(path, own, isRunning);
        return { kind: 'taken', lock: hold(path, own.token) };
      }
      const found = readOwner(path);
      if (found.kind === 'gone') continue;
      if (found.kind === 'foreign') return { kind: 'stuck', reason: found.reason };
      const owner = found.kind === 'owner' ? found.owner : undefined;
      if (owner !== undefined && holds(owner, path, own, isRunning))
        return { kind: 'held', owner, remote: !isHere(owner, own) };
      takeAway(path, owner?.token);
    }
  } finally {
    rmSync(unfinished, { force: true });
  }
  return { kind: 'stuck', reason: 'it comes back whenever it is taken away' };
}

/**
 * Removes what processes that were killed while they took a lock of this folder have left: files beside a lock,
 * old, and of nobody who lives.
 */
function sweep(path: string, own: Machine, isRunning: OwnProcess['isRunning']): void {
  const folder = dirname(path);
  try {
    for (const name of readdirSync(folder)) {
      const lock = nameBeside(name);
      if (lock !== basename(path) && lock?.endsWith('.lock') !== true) continue;
      const leftover = join(folder, name);
      if (!isLeftOver(leftover)) continue;
      const found = readOwner(leftover);
      const isLeft =
        found.kind === 'owner' ? !holds(found.owner, leftover, own, isRunning) : found.kind === 'nobody';
      if (isLeft) rmSync(leftover, { force: true });
    }
  } catch {
    // A folder that cannot be listed keeps them; the lock is taken all the same.
  }
}

/** True while somebody who lives holds the lock. Takes nothing. */
export function isHeld(path: string, { isRunning }: Pick<OwnProcess, 'isRunning'>): boolean {
  const found = readOwner(path);
  if (found.kind !== 'owner') return found.kind === 'foreign';
  return holds(found.owner, path, ownMachine(), isRunning);
}

function hold(path: string, token: string): OwnerLock {
  /** How the file looked when our token was read in it. */
  let known: Stats | undefined;
  const isOurs = () => {
    const seen = lookAt(path);
    // A backfill asks for each of its checkpoints: what has not changed is not read again.
    if (seen !== undefined && known !== undefined && isUnchanged(seen, known)) return true;
    const found = readOwner(path);
    const isOwn = found.kind === 'owner' && found.owner.token === token;
    known = isOwn && isSettled(seen) ? seen : undefined;
    return isOwn;
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

function lookAt(path: string): Stats | undefined {
  try {
    return lstatSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

/** File systems tell moments apart by some milliseconds: of a file that has just changed, another change may not show. */
function isSettled(seen: Stats | undefined): boolean {
  return seen !== undefined && Date.now() - seen.ctimeMs > 100;
}

/** Whatever is written to a file, or put in its place, changes one of these. */
function isUnchanged(seen: Stats, known: Stats): boolean {
  const { ino, ctimeMs, mtimeMs, size } = known;
  // Some file systems know only the second of the times.
  return seen.ino === ino && seen.ctimeMs === ctimeMs && seen.mtimeMs === mtimeMs && seen.size === size;
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

/** What a lock file says. `nobody`: nothing, as a link or half a file. `foreign`: it is not a lock, and is left alone. */
type Found =
  | { readonly kind: 'owner'; readonly owner: Owner }
  | { readonly kind: 'gone' | 'nobody' }
  | { readonly kind: 'foreign'; readonly reason: string };

function readOwner(path: string): Found {
  try {
    const file = readSmallFile(path, { maxBytes: maxLockBytes });
    if (file.kind === 'none') return { kind: 'gone' };
    if (file.kind === 'refused') return refusedLock(file.reason);
    const owner = parseOwner(file.bytes.toString('utf8'));
    return owner === undefined ? { kind: 'nobody' } : { kind: 'owner', owner };
  } catch (error) {
    return { kind: 'foreign', reason: `it cannot be read (${systemReason(error)})` };
  }
}

/** A link is only a name, and may go; what else there is may hold something. */
function refusedLock(reason: Refusal): Found {
  return reason === 'link'
    ? { kind: 'nobody' }
    : { kind: 'foreign', reason: `it is ${refusalWords[reason]}` };
}

/** Undefined for a text that says nothing: it belongs to nobody. */
function parseOwner(text: string): Owner | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  const identity = parseIdentity(value);
  const token = 'token' in value ? value.token : '';
  return identity === undefined || typeof token !== 'string' ? undefined : { ...identity, token };
}

/** True while the owner that a file names lives, as far as that can be seen from here. */
function holds(owner: Owner, path: string, own: Machine, isRunning: OwnProcess['isRunning']): boolean {
  return isHere(owner, own) ? isAlive(owner, isRunning) : isRecent(path, leaseMs);
}

/**
 * True when the file was written within that time. File times come from the real clock, so this compares with the
 * real clock too. A clock can be wrong either way: a file of the far future is as old as one of the far past.
 */
function isRecent(path: string, milliseconds: number): boolean {
  try {
    return Math.abs(Date.now() - lstatSync(path).mtimeMs) < milliseconds;
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
    const isTheSame = moved.kind === 'owner' ? moved.owner.token === token : moved.kind === 'nobody';
    if (!isTheSame) linkSync(aside, path);
  } catch {
    // Somebody else took it away, or has a new one there already: the next try finds out.
  }
  rmSync(aside, { force: true });
}
