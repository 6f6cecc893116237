import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { StateError, systemErrorCode, UsageError } from '../errors.ts';
import { formatReject, type Reject } from './reject.ts';

/** Where rejected lines go. Made only when there is one to write. */
export interface RejectsFile {
  /** Appends in the order given; resolves when the lines are with the operating system. */
  append(rejects: readonly Reject[]): Promise<void>;
  /** The file's path, or undefined while there is none. */
  readonly path: string | undefined;
  close(): Promise<void>;
}

export interface RejectsFileOptions {
  /** The path to write to. */
  readonly path: string;
  /** The path was named by the user: an existing file is an error instead of a reason for another name. */
  readonly isNamed: boolean;
}

/** Messages are personal data: only the owner may read them (rule S5). */
const ownerOnly = 0o600;
const maxNumber = 10_000;

export function createRejectsFile({ path, isNamed }: RejectsFileOptions): RejectsFile {
  let file: { readonly handle: FileHandle; readonly path: string } | undefined;
  return {
    get path() {
      return file?.path;
    },
    async append(rejects) {
      if (rejects.length === 0) return;
      file ??= isNamed ? await create(path) : await createNumbered(path);
      try {
        await file.handle.appendFile(rejects.map(formatReject).join(''), 'utf8');
      } catch (error) {
        throw cannotWrite(file.path, error);
      }
    },
    async close() {
      await file?.handle.close();
    },
  };
}

/** Never overwrites and never follows a link: O_EXCL refuses both. */
async function create(path: string): Promise<{ handle: FileHandle; path: string }> {
  try {
    const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_APPEND;
    return { handle: await open(path, flags, ownerOnly), path };
  } catch (error) {
    if (systemErrorCode(error) !== 'EEXIST') throw cannotWrite(path, error);
    throw new UsageError(`The rejects file ${path} exists already and is never overwritten.`, {
      code: 'rejects_file_exists',
      hint: 'Name another with --rejects, or move the old one away.',
      cause: error,
    });
  }
}

/** `a.rejects.ndjson`, then `a.rejects.2.ndjson`, `a.rejects.3.ndjson`, … */
async function createNumbered(path: string): Promise<{ handle: FileHandle; path: string }> {
  for (let number = 1; number <= maxNumber; number += 1) {
    const candidate = number === 1 ? path : path.replace(/(\.ndjson)?$/, `.${number}$1`);
    try {
      return await create(candidate);
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
    }
  }
  throw new StateError(`There are ${maxNumber} rejects files like ${path} already.`, {
    code: 'rejects_file_exists',
    hint: 'Move the old ones away.',
  });
}

function cannotWrite(path: string, error: unknown): StateError {
  const reason = error instanceof Error ? error.message : String(error);
  const isFull = systemErrorCode(error) === 'ENOSPC';
  return new StateError(
    `The rejects file ${path} cannot be written: ${isFull ? 'the disk is full' : reason}.`,
    {
      code: 'rejects_file_unwritable',
      hint: isFull
        ? 'Free some space and run the same command again.'
        : 'Name another place with --rejects FILE.',
      cause: error,
    },
  );
}
