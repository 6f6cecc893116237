import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { systemErrorCode, UsageError } from '../../errors.ts';
import { cannotWriteRejects } from './rejects-file.ts';

/** What `--rejects` names. */
export type RejectsPlace =
  /** A file to be made, here or under a name with a number. */
  | 'file'
  /** A FIFO or a character device: it is written to as it is. */
  | 'device';

/**
 * Looks at the path that was given for the rejects before anything is sent: at the first reject it would be too
 * late. Throws UsageError for a folder, or where there is none to put the file in, and StateError where the file
 * cannot be made.
 */
export async function findRejectsPlace(path: string): Promise<RejectsPlace> {
  const folder = dirname(path);
  try {
    const found = await stat(path).catch(missing);
    if (found?.isDirectory() === true) throw isFolder(path);
    if (found?.isFIFO() === true || found?.isCharacterDevice() === true) return 'device';
    const parent = await stat(folder).catch(missing);
    if (parent === undefined) throw noFolder(path, folder, 'does not exist', `mkdir -p '${folder}'`);
    if (!parent.isDirectory())
      throw noFolder(path, folder, 'is not a folder', 'Name another place with --rejects FILE.');
    await access(folder, constants.W_OK | constants.X_OK);
    return 'file';
  } catch (error) {
    if (error instanceof UsageError || systemErrorCode(error) === undefined) throw error;
    throw cannotWriteRejects(path, error);
  }
}

function missing(error: unknown): undefined {
  const code = systemErrorCode(error);
  if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
  throw error;
}

function isFolder(path: string): UsageError {
  return new UsageError(`The rejects cannot be written to ${path}: it is a folder.`, {
    code: 'rejects_is_folder',
    hint: `Name a file in it: --rejects '${join(path, 'rejects.ndjson')}'`,
  });
}

function noFolder(path: string, folder: string, reason: string, hint: string): UsageError {
  return new UsageError(`The rejects file ${path} cannot be made: the folder ${folder} ${reason}.`, {
    code: 'rejects_folder_missing',
    details: ['Nothing was sent.'],
    hint,
  });
}
