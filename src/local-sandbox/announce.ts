import { randomUUID } from 'node:crypto';
import { readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { StateError, systemReason } from '../errors.ts';
import { isLeftOver, nameBeside } from '../files/leftovers.ts';
import { makeFolder } from '../files/make-folder.ts';
import { sandboxEntriesFolder, sandboxEntry, sweepSandboxEntries } from '../store/sandbox-entries.ts';

/** Puts one JSON object into a file in one step: who reads it finds all of it or nothing. Throws StateError. */
export function announce(file: string, content: object): void {
  const unfinished = `${file}.${randomUUID()}`;
  try {
    makeFolder(dirname(file));
    writeFileSync(unfinished, `${JSON.stringify(content)}\n`, { flag: 'wx', mode: 0o600 });
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
    rmSync(file, { force: true });
  } catch {}
}
