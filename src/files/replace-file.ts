import { closeSync, fsync, fsyncSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { makeNew, unfinishedSuffix } from './make-new.ts';

/**
 * Replaces a file in one step (rule R6): a reader, or a kill at any moment, finds the old or the new content
 * whole. Never writes through a link: what is written is a new file of ours, and the rename takes the link's
 * place. Call it with a lock held, for a leftover of a killed process is removed. `isDurable` makes the
 * content and the rename survive a power cut as well. `beforeRename` may throw where the lock was lost while the
 * content was written: then nothing more is touched. Throws the system's error.
 */
export async function replaceFile(
  path: string,
  content: string,
  { isDurable, beforeRename }: { isDurable: boolean; beforeRename?: () => void },
): Promise<void> {
  const unfinished = path + unfinishedSuffix;
  try {
    await write(unfinished, content, { isDurable });
  } catch (error) {
    await giveUp(unfinished, error);
  }
  beforeRename?.();
  try {
    // At once, here and there: to wake another thread takes longer than what it would do (0.34 ms instead of 0.19).
    renameSync(unfinished, path);
  } catch (error) {
    await giveUp(unfinished, error);
  }
  if (isDurable) await syncFolderSoon(dirname(path));
}

/** On a full disk the half-written file holds the space that would be needed next. */
async function giveUp(unfinished: string, error: unknown): Promise<never> {
  await rm(unfinished, { force: true, recursive: true });
  throw error;
}

async function write(path: string, content: string, { isDurable }: { isDurable: boolean }): Promise<void> {
  const file = create(path);
  try {
    writeFileSync(file, content);
    // That may take long, and other work goes on beside it.
    if (isDurable) await promisify(fsync)(file);
  } finally {
    closeSync(file);
  }
}

function create(path: string): number {
  try {
    return openSync(path, makeNew, 0o600);
  } catch {
    rmSync(path, { force: true, recursive: true });
    return openSync(path, makeNew, 0o600);
  }
}

/** {@link syncFolder}, beside other work. */
async function syncFolderSoon(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => undefined);
  // Some file systems refuse to sync a folder; the content is safe all the same.
  await handle?.sync().catch(() => {});
  await handle?.close();
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
