import { StateError, systemErrorCode } from '../errors.ts';

/** The error for a file of an export that cannot be written. */
export function cannotWriteExport(path: string, error: unknown): StateError {
  const code = systemErrorCode(error);
  const reason = code === 'ENOSPC' ? 'the disk is full' : (code ?? 'unknown reason');
  return new StateError(`${path} cannot be written: ${reason}.`, {
    code: 'export_unwritable',
    details: ['What was exported until then is kept.'],
    hint:
      code === 'ENOSPC'
        ? 'Free some space and run the same command again.'
        : 'Choose another folder with --out.',
    cause: error,
  });
}
