import {
  closeSync,
  lstatSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { isLeftOver } from './leftovers.ts';
import { makeFolder } from './make-folder.ts';
import { makeNew, unfinishedSuffix } from './make-new.ts';
import { readSmallFile } from './small-file.ts';

/** Several times what the largest bundle compiles to. */
const maxBytes = 32 * 1024 * 1024;
/** Writing takes milliseconds: whoever began one longer ago was killed. */
const abandonedMs = 60_000;
const stickyBit = 0o1000;

/**
 * V8's compiled form of the program, kept from one start to the next. V8 trusts what it is given and can crash on a
 * damaged byte, so a file counts only if nobody but its owner, who is the user, could have written it, if it was made
 * for the same key, and if the two copies of the code in it are the same: to compare them takes a tenth of the time
 * that loading a checksum takes. Whatever goes wrong, the program starts without.
 */
export interface CodeCache {
  /** The code that was kept under a name for this key, or undefined. */
  read(name: string, key: Key): Buffer | undefined;
  /** Replaces what was kept under the name. `make` is called once it is clear that the code can be kept. */
  write(name: string, key: Key, make: () => Buffer): void;
}

/** Bytes that follow each other. A key of a megabyte is not copied to be compared. */
export type Key = readonly Uint8Array[];

/** `user` is whose it must be; undefined on Windows, which keeps the folders of users apart by itself. */
export function openCodeCache(folder: string, user: number | undefined): CodeCache {
  return {
    read(name, key) {
      try {
        if (!isPrivate(lstatSync(folder, { throwIfNoEntry: false }), 'folder', user)) return undefined;
        refuseOpenPath(folder, user);
        const file = readSmallFile(join(folder, name), {
          maxBytes,
          inspect: (_handle, stats) => {
            if (!isPrivate(stats, 'file', user)) throw new Error('Somebody else could have written it.');
          },
        });
        return file.kind === 'file' ? codeOf(file.bytes, key) : undefined;
      } catch {
        return undefined;
      }
    },
    write(name, key, make) {
      try {
        prepare(folder, user);
        replace(join(folder, name), () => {
          const code = make();
          return Buffer.concat([...headerOf(key, code.length), code, code]);
        });
      } catch {
        // A disk that is full or cannot be written costs the next start a few milliseconds.
      }
    },
  };
}

/** Of a length that leaves the code where V8 need not copy it, and the same for every length of code. */
function headerOf(key: Key, codeLength: number): Key {
  const length = Buffer.from(` ${String(codeLength).padStart(8)}`);
  const end = lengthOf(key) + length.length;
  return [...key, length, Buffer.alloc(8 - (end % 8), '\n')];
}

function codeOf(bytes: Buffer, key: Key): Buffer | undefined {
  const start = lengthOf(headerOf(key, 0));
  const length = (bytes.length - start) / 2;
  if (length <= 0 || !startsWith(bytes, headerOf(key, length))) return undefined;
  const code = bytes.subarray(start, start + length);
  return code.equals(bytes.subarray(start + length)) ? code : undefined;
}

function lengthOf(parts: Key): number {
  return parts.reduce((sum, part) => sum + part.length, 0);
}

function startsWith(bytes: Buffer, parts: Key): boolean {
  let at = 0;
  for (const part of parts) {
    if (!bytes.subarray(at, at + part.length).equals(part)) return false;
    at += part.length;
  }
  return true;
}

/** True for what belongs to the user, and lets nobody else in. */
function isPrivate(stats: Stats | undefined, kind: 'folder' | 'file', user: number | undefined): boolean {
  if (stats === undefined || !(kind === 'folder' ? stats.isDirectory() : stats.isFile())) return false;
  return user === undefined || (stats.uid === user && (stats.mode & 0o077) === 0);
}

/** Makes the folder, but nothing in the folder of another user, as HOME is under `sudo`, nor in that of the system. */
function prepare(folder: string, user: number | undefined): void {
  const there = nearest(folder);
  if (dirname(there) === there) throw new Error(`${there} cannot hold a cache.`);
  refuseOpenPath(there, user);
  makeFolder(folder);
  if (!isPrivate(lstatSync(folder), 'folder', user)) throw new Error(`Others can write to ${folder}.`);
}

/** The folder itself, or the first above it that is there. */
function nearest(folder: string): string {
  const above = dirname(folder);
  return above === folder || statSync(folder, { throwIfNoEntry: false }) !== undefined
    ? folder
    : nearest(above);
}

/** Throws where another user than root could put a folder of theirs in the place of this one or of one above it. */
function refuseOpenPath(folder: string, user: number | undefined): void {
  if (user === undefined) return;
  for (let path = realpathSync.native(folder); ; path = dirname(path)) {
    const { uid, mode } = statSync(path);
    const isOpen = (mode & 0o022) !== 0 && (mode & stickyBit) === 0;
    if (isOpen || (uid !== user && uid !== 0)) throw new Error(`Others can change ${path}.`);
    if (dirname(path) === path) return;
  }
}

/** One writes at a time, and at once, for this is done when a process ends; whoever comes second leaves it. */
function replace(path: string, make: () => Buffer): void {
  const unfinished = path + unfinishedSuffix;
  if (isLeftOver(unfinished, abandonedMs)) rmSync(unfinished, { force: true });
  const handle = openSync(unfinished, makeNew, 0o600);
  try {
    try {
      writeFileSync(handle, make());
    } finally {
      closeSync(handle);
    }
    renameSync(unfinished, path);
  } catch (error) {
    rmSync(unfinished, { force: true });
    throw error;
  }
}
