import { closeSync, constants, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

/** What stands behind the name of a file that is being written. */
export const unfinishedSuffix = '.unfinished';

/**
 * Replaces a file in one step (rule R6): a reader, or a kill at any moment, finds the old or the new content
 * whole. Never writes through a link: what is written is a new file of ours, and the rename takes the link's
 * place. Call it with a lock held, for a leftover of a killed process is removed. `isDurable` makes the
 * content and the rename survive a power cut as well. Throws the system's error.
 */
export function replaceFile(path: string, content: string, { isDurable }: { isDurable: boolean }): void {
  const unfinished = path + unfinishedSuffix;
  const bytes = Buffer.from(content);
  const handle = create(unfinished);
  try {
    try {
      for (let at = 0; at < bytes.length; ) at += writeSync(handle, bytes, at);
      if (isDurable) fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    renameSync(unfinished, path);
  } catch (error) {
    // On a full disk the half-written file holds the space that would be needed next.
    rmSync(unfinished, { force: true, recursive: true });
    throw error;
  }
  if (isDurable) syncFolder(dirname(path));
}

function create(path: string): number {
  // Windows has no such flag, and O_EXCL refuses a link by itself.
  const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | (constants.O_NOFOLLOW ?? 0);
  try {
    return openSync(path, flags, 0o600);
  } catch {
    rmSync(path, { force: true, recursive: true });
    return openSync(path, flags, 0o600);
  }
}

/** Makes renames in a folder survive a power cut. Windows does not open folders, and needs none of this. */
export function syncFolder(folder: string): void {
  let handle: number;
  try {
    handle = openSync(folder, 'r');
  } catch {
    return;
  }
  try {
    fsyncSync(handle);
  } catch {
    // Some file systems refuse to sync a folder; the content is safe all the same.
  } finally {
    closeSync(handle);
  }
}
