import { chmodSync, fchmodSync, fstatSync, lstatSync, renameSync, type Stats } from 'node:fs';
import { basename } from 'node:path';
import { StateError, systemErrorCode, systemReason, UsageError } from '../errors.ts';
import { makeFolder } from '../files/make-folder.ts';
import { isMissing, readSmallFile, type SmallFile } from '../files/small-file.ts';
import { fileWord, moveAside } from '../spec/shell-word.ts';

/** Bits of a mode that let anyone but the owner in. */
const othersBits = 0o077;
/** No file of ours comes near this; a larger one is not ours. */
const maxFileBytes = 8 * 1024 * 1024;

export interface PrivateFile {
  readonly text: string;
  /** A sentence when others could read it, saying whether that was put right. */
  readonly warning: string | undefined;
}

/**
 * Reads a file that only its owner may read; undefined when there is none. A mode that lets others in is
 * narrowed and told. Throws UsageError for a link, a folder, a pipe, or no permission. `followLinks`: for a file
 * without secrets; whoever made the link decides who may read what it leads to.
 */
export function readPrivateFile(
  path: string,
  platform: NodeJS.Platform,
  { followLinks = false }: { readonly followLinks?: boolean } = {},
): PrivateFile | undefined {
  let warning: string | undefined;
  let file: SmallFile;
  try {
    file = readSmallFile(path, {
      maxBytes: maxFileBytes,
      followLinks,
      inspect: (handle) => {
        if (platform !== 'win32' && !(followLinks && isLink(path))) warning = narrow(handle, path);
      },
    });
  } catch (error) {
    throw unreadable(path, error);
  }
  if (file.kind === 'none') return undefined;
  if (file.kind === 'file') return { text: file.bytes.toString('utf8').replace(/^\ufeff/, ''), warning };
  if (file.reason === 'link') throw linkRefused(path);
  throw new UsageError(
    file.reason === 'too_large'
      ? `${path} is larger than 8 MiB, so it was not written by this program.`
      : `${path} is not a regular file.`,
    { code: 'config_not_a_file', hint: moveAway(path) },
  );
}

function moveAway(path: string): string {
  return `Move it away: ${moveAside(path)}, or name another folder in SEGMENT_CONFIG_DIR.`;
}

function unreadable(path: string, error: unknown): UsageError {
  const isForbidden = ['EACCES', 'EPERM'].includes(systemErrorCode(error) ?? '');
  return new UsageError(`${path} cannot be read (${systemReason(error)}).`, {
    code: 'config_unreadable',
    hint: isForbidden
      ? `Make it yours: sudo chown "$USER" ${fileWord(path)}, or name another folder in SEGMENT_CONFIG_DIR.`
      : moveAway(path),
    cause: error,
  });
}

/** True for a symbolic link, wherever it leads. */
export function isLink(path: string): boolean {
  return look(path)?.isSymbolicLink() === true;
}

function narrow(handle: number, path: string): string | undefined {
  const mode = fstatSync(handle).mode & 0o777;
  if ((mode & othersBits) === 0) return undefined;
  const seen = `${path} could be read by others (mode ${octal(mode)})`;
  try {
    fchmodSync(handle, mode & ~othersBits);
    return `${seen}; it is now ${octal(mode & ~othersBits)}.`;
  } catch {
    return `${seen} and its mode cannot be changed: chmod 600 ${fileWord(path)}`;
  }
}

/**
 * Makes a folder that only its owner may enter, whatever the umask, or narrows the one that is there.
 * Returns a sentence when it had to. Throws UsageError for a symlink or a file, StateError when it cannot be made.
 */
export function preparePrivateFolder(path: string, platform: NodeJS.Platform): string | undefined {
  const stats = look(path);
  if (stats === undefined) {
    try {
      makeFolder(path);
      chmodSync(path, 0o700);
    } catch (error) {
      throw notWritable(path, error);
    }
    return undefined;
  }
  if (stats.isSymbolicLink()) throw linkRefused(path);
  if (!stats.isDirectory())
    throw new UsageError(`${path} is not a folder.`, { code: 'config_not_a_folder', hint: moveAway(path) });
  const mode = stats.mode & 0o777;
  if (platform === 'win32' || (mode & othersBits) === 0) return undefined;
  try {
    chmodSync(path, mode & ~othersBits);
    return `The folder ${path} was open to others (mode ${octal(mode)}); it is now ${octal(mode & ~othersBits)}.`;
  } catch (error) {
    throw new UsageError(
      `The folder ${path} is open to others (mode ${octal(mode)}) and belongs to someone else.`,
      {
        code: 'config_folder_open',
        hint: 'Name a folder of your own: export SEGMENT_CONFIG_DIR=~/.config/segment',
        cause: error,
      },
    );
  }
}

/** The error for settings that are read through a link and are to be written. */
export function settingsLinkRefused(path: string): UsageError {
  return new UsageError(`${path} is a symbolic link; settings are read through one, but never written.`, {
    code: 'config_symlink',
    hint: 'Change what the link leads to, or name a folder of your own in SEGMENT_CONFIG_DIR.',
  });
}

/** The error for a folder or file that cannot be written. */
export function notWritable(path: string, error: unknown): StateError {
  return new StateError(`${path} cannot be written (${systemReason(error)}); nothing was changed.`, {
    code: 'config_not_writable',
    hint: 'Make the folder writable, or name another one in SEGMENT_CONFIG_DIR.',
    cause: error,
  });
}

/**
 * Moves a damaged file out of the way under a name that says when, and returns the error that tells
 * of it. Its content is never written over: a person may still get a key out of it.
 */
export function setAside(path: string, reason: string, now: Date): UsageError {
  // No ':' in a file name: Windows does not take it.
  const stamp = now.toISOString().replaceAll(':', '').replace('.', '-');
  let aside = `${path}.corrupt-${stamp}`;
  for (let copy = 2; look(aside) !== undefined; copy += 1) aside = `${path}.corrupt-${stamp}-${copy}`;
  try {
    renameSync(path, aside);
  } catch (error) {
    return new UsageError(
      `${path} is damaged (${reason}) and cannot be set aside (${systemReason(error)}).`,
      {
        code: 'config_damaged',
        hint: `Repair it or move it away: ${moveAside(path, 'damaged')}`,
        cause: error,
      },
    );
  }
  return new UsageError(`${path} is damaged (${reason}). It was set aside as ${basename(aside)}.`, {
    code: 'config_damaged',
    details: [`kept: ${aside}`],
    hint: 'Repair that file and move it back, or start again with: segment auth login',
  });
}

function look(path: string): Stats | undefined {
  try {
    return lstatSync(path, { throwIfNoEntry: false });
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw unreadable(path, error);
  }
}

function linkRefused(path: string): UsageError {
  return new UsageError(`${path} is a symbolic link; credentials are not read or written through one.`, {
    code: 'config_symlink',
    hint: 'Put a real file or folder there, name the real folder in SEGMENT_CONFIG_DIR, or set the credentials themselves: SEGMENT_WRITE_KEY, SEGMENT_TOKEN, SEGMENT_PROFILE_TOKEN.',
  });
}

function octal(mode: number): string {
  return mode.toString(8).padStart(4, '0');
}
