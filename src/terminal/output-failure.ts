import { getSystemErrorMap } from 'node:util';
import { DownstreamClosedError, StateError, systemErrorCode } from '../errors.ts';

/**
 * Why stdout did not take a result, as the error that ends the command: a reader that went away is a normal end,
 * anything else is exit 9.
 * @param facts what was done before, and must not be done twice
 */
export function outputFailure(error: unknown, facts: readonly string[]): Error {
  const code = systemErrorCode(error);
  if (code === 'EPIPE' || code === 'ERR_STREAM_DESTROYED')
    return new DownstreamClosedError('the reader of stdout went away', { cause: error });
  return new StateError(`stdout: ${reasonOf(error)}.`, {
    code: 'output_unwritable',
    details: facts,
    hint:
      facts.length > 0
        ? 'The work is done: do not run it again just to see its result.'
        : 'The output is incomplete. Free some space or write it elsewhere, then run the command again.',
    cause: error,
  });
}

/** `no space left on device`. The message of an error names the call as well, in a form of its own for each kind of stream. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const number = 'errno' in error && typeof error.errno === 'number' ? error.errno : 0;
  return getSystemErrorMap().get(number)?.[1] ?? error.message;
}
