import { randomUUID } from 'node:crypto';
import {
  closeSync,
  constants,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { StateError, systemReason } from '../errors.ts';
import { isLeftOver, nameBeside } from '../files/leftovers.ts';
import { makeFolder } from '../files/make-folder.ts';
import { descriptorOf } from '../files/open-path.ts';
import { sandboxEntriesFolder, sandboxEntry, sweepSandboxEntries } from '../store/sandbox-entries.ts';

/**
 * Puts one JSON object into a file in one step: who reads it finds all of it or nothing. What is no file, as a pipe or
 * `/dev/stdout`, is written into. Throws StateError.
 */
export function announce(file: string, content: object): void {
  const unfinished = `${file}.${randomUUID()}`;
  const text = `${JSON.stringify(content)}\n`;
  try {
    if (isLasting(file)) {
      writeInto(file, text);
      return;
    }
    makeFolder(dirname(file));
    writeFileSync(unfinished, text, { flag: 'wx', mode: 0o600 });
    renameSync(unfinished, file);
    sweep(file);
  } catch (error) {
    withdraw(unfinished);
    throw new StateError(`${file} cannot be written (${systemReason(error)}).`, {
      code: 'file_not_writable',
      cause: error,
    });
  }
}

function writeInto(file: string, text: string): void {
  const inherited = descriptorOf(file);
  // Nobody may be there to read from a pipe: then this must not wait.
  const { O_WRONLY, O_APPEND, O_NONBLOCK } = constants;
  const descriptor = inherited ?? openSync(file, O_WRONLY | O_APPEND | O_NONBLOCK);
  try {
    writeFileSync(descriptor, text);
  } finally {
    if (inherited === undefined) closeSync(descriptor);
  }
}

/** True for what stays where it is: a device, a pipe, a folder, a descriptor of this process. */
function isLasting(file: string): boolean {
  if (descriptorOf(file) !== undefined) return true;
  return statSync(file, { throwIfNoEntry: false })?.isFile() === false;
}

/** Removes what processes that were killed in the middle of that have left. */
function sweep(file: string): void {
  const folder = dirname(file);
  try {
    for (const name of readdirSync(folder)) {
      if (nameBeside(name) === basename(file) && isLeftOver(join(folder, name))) withdraw(join(folder, name));
    }
  } catch {
    // A folder that cannot be listed keeps them.
  }
}

/**
 * Writes down where a sandbox listens, for `-w sandbox` and `segment sandbox events` in another terminal. Returns what
 * removes that again. Throws StateError.
 */
export function announceSandbox(
  stateFolder: string,
  { url, pid, startedAt, isRunning }: AnnouncedSandbox,
): () => void {
  const file = join(sandboxEntriesFolder(stateFolder), `${randomUUID()}.json`);
  announce(file, sandboxEntry(url, pid, startedAt));
  sweepSandboxEntries(stateFolder, isRunning);
  return () => withdraw(file);
}

interface AnnouncedSandbox {
  readonly url: string;
  readonly pid: number;
  readonly startedAt: Date;
  readonly isRunning: (pid: number) => boolean;
}

/** Removes what `announce` wrote. What cannot be removed was never written, or is no longer ours to mind. */
export function withdraw(file: string): void {
  try {
    if (!isLasting(file)) rmSync(file, { force: true });
  } catch {}
}
