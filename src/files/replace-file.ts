import { closeSync, constants, fsyncSync, openSync } from 'node:fs';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

/** What stands behind the name of a file that is being written. */
export const unfinishedSuffix = '.unfinished';

/**
 * Replaces a file in one step (rule R6): a reader, or a kill at any moment, finds the old or the new content
 * whole. Never writes through a link: what is written is a new file of ours, and the rename takes the link's
 * place. Call it with a lock held, for a leftover of a killed process is removed. `isDurable` makes the
 * content and the rename survive a power cut as well. Throws the system's error.
 */
export async function replaceFile(
  path: string,
  content: string,
  { isDurable }: { isDurable: boolean },
): Promise<void> {
  const unfinished = path + unfinishedSuffix;
  const handle = await create(unfinished);
  try {
    try {
      await handle.writeFile(content);
      if (isDurable) await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(unfinished, path);
  } catch (error) {
    // On a full disk the half-written file holds the space that would be needed next.
    await rm(unfinished, { force: true, recursive: true });
    throw error;
  }
  if (isDurable) await syncFolderSoon(dirname(path));
}

async function create(path: string): Promise<FileHandle> {
  // Windows has no such flag, and O_EXCL refuses a link by itself.
  const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | (constants.O_NOFOLLOW ?? 0);
  try {
    return await open(path, flags, 0o600);
  } catch {
    await rm(path, { force: true, recursive: true });
    return open(path, flags, 0o600);
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
