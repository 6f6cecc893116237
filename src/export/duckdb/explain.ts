import { CliError, StateError, systemErrorCode } from '../../errors.ts';
import { cannotWriteExport } from '../cannot-write.ts';

/** Runs what DuckDB does with a file; its own words, which begin with a kind (`IO Error: …`), become an error of ours. */
export async function orExplain<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw isOfFiles(error) ? explained(path, error) : error;
  }
}

/** Of DuckDB, which knows no codes, or of the system; anything else is a mistake of ours. */
function isOfFiles(error: unknown): error is Error {
  if (error instanceof CliError || !(error instanceof Error)) return false;
  return systemErrorCode(error) !== undefined || /^[A-Za-z ]+ Error: /.test(error.message);
}

/** What the system said, in the words that DuckDB passes on. */
const systemCodes = [
  [/No space left on device|max_temp_directory_size/, 'ENOSPC'],
  [/Read-only file system/, 'EROFS'],
  [/Permission denied/, 'EACCES'],
  [/Is a directory|No files found that match the pattern/, 'EISDIR'],
] as const;

function explained(path: string, error: Error): StateError {
  const text = error.message;
  if (systemErrorCode(error) !== undefined) return cannotWriteExport(path, error);
  const code = systemCodes.find(([words]) => words.test(text))?.[1];
  if (code !== undefined) return cannotWriteExport(path, { code });
  const [, holder] = /Could not set lock on file.*?(?:\(PID (\d+)\)|$)/s.exec(text) ?? [];
  if (/Could not set lock on file/.test(text))
    return new StateError(
      `${path} is open in another process${holder === undefined ? '' : ` (process ${holder})`}.`,
      {
        code: 'export_locked',
        retryable: true,
        hint: 'Wait for it to end, close what reads the file, or export to another one with --out.',
        cause: error,
      },
    );
  return new StateError(`${path} cannot be written: ${firstLine(text)}.`, {
    code: 'export_unwritable',
    details: ['What was exported before that is kept.'],
    hint: 'Correct what the message says, or choose another place with --out.',
    cause: error,
  });
}

function firstLine(text: string): string {
  return (text.split('\n')[0] ?? text).replace(/\.$/, '');
}
