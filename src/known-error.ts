import { CliError, memoryRefusal, workingFolderGone } from './errors.ts';
import { bugsUrl } from './version.ts';

/** Anything that was thrown as an error that the program understands: what nobody foresaw is a bug, and says so. */
export function knownError(error: unknown, version: string): CliError {
  if (error instanceof CliError) return error;
  return memoryRefusal(error) ?? workingFolderGone(error) ?? unexpected(error, version);
}

function unexpected(error: unknown, version: string): CliError {
  const reason = error instanceof Error ? error.message : String(error);
  return new CliError(
    { category: 'internal', exitCode: 1, code: 'unexpected' },
    `Unexpected failure: ${reason}`,
    {
      cause: error,
      hint: `This is a bug in segment ${version}. Run again with --debug and report it${bugsUrl === '' ? '.' : `: ${bugsUrl}`}`,
    },
  );
}
