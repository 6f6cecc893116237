import { StateError, systemErrorCode, systemReason } from '../errors.ts';
import { moveAside } from '../spec/shell-word.ts';

/** Where the words of the system would not say what is wrong with the path. */
const reasons: ReadonlyMap<string, string> = new Map([
  ['ENOSPC', 'the disk is full'],
  ['EEXIST', 'a file stands in place of its folder'],
  ['ENOTDIR', 'a file stands in place of its folder'],
  ['EISDIR', 'a folder stands in its place'],
]);

/** The error for a file with the name of a stream that no export of this version has written. */
export function notOfExport(path: string): StateError {
  return new StateError(`${path} is not a file of this export.`, {
    code: 'export_file_unknown',
    details: ['Another program, or another version of this one, has written it. It stays as it is.'],
    hint: `Export to another folder with --out, or move it away: ${moveAside(path)}`,
  });
}

/** The error for a file of an export that cannot be written. */
export function cannotWriteExport(path: string, error: unknown): StateError {
  const code = systemErrorCode(error);
  const isFull = code === 'ENOSPC';
  const reason = reasons.get(code ?? '') ?? systemReason(error);
  return new StateError(`${path} cannot be written: ${reason}.`, {
    code: 'export_unwritable',
    details: isFull ? ['What was exported before that is kept.'] : [],
    hint: isFull ? 'Free some space and run the same command again.' : 'Choose another folder with --out.',
    cause: error,
  });
}
