import { StateError, systemErrorCode, systemReason } from '../errors.ts';

/** The error for a file of an export that cannot be written. */
export function cannotWriteExport(path: string, error: unknown): StateError {
  const isFull = systemErrorCode(error) === 'ENOSPC';
  const reason = isFull ? 'the disk is full' : systemReason(error);
  return new StateError(`${path} cannot be written: ${reason}.`, {
    code: 'export_unwritable',
    details: isFull ? ['What was exported until then is kept.'] : [],
    hint: isFull ? 'Free some space and run the same command again.' : 'Choose another folder with --out.',
    cause: error,
  });
}
