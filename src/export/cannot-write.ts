import { StateError, systemErrorCode } from '../errors.ts';

const reasons: ReadonlyMap<string, string> = new Map([
  ['ENOSPC', 'the disk is full'],
  ['EEXIST', 'a file stands in place of its folder'],
  ['ENOTDIR', 'a file stands in place of its folder'],
  ['EACCES', 'this user may not write there'],
  ['EPERM', 'this user may not write there'],
  ['EROFS', 'the file system is read-only'],
]);

/** The error for a file of an export that cannot be written. */
export function cannotWriteExport(path: string, error: unknown): StateError {
  const code = systemErrorCode(error);
  const reason = reasons.get(code ?? '') ?? code ?? 'unknown reason';
  return new StateError(`${path} cannot be written: ${reason}.`, {
    code: 'export_unwritable',
    details: code === 'ENOSPC' ? ['What was exported before that is kept.'] : [],
    hint:
      code === 'ENOSPC'
        ? 'Free some space and run the same command again.'
        : 'Choose another folder with --out.',
    cause: error,
  });
}
