import { type CliError, OutcomeUnknownError } from '../errors.ts';
import { TransportError } from './transport-error.ts';

/**
 * What a failure means for a request of that method. A GET may be repeated. Any other one is taken for a change: where it
 * may have been made in spite of the failure, the error says so and is not retryable.
 */
export function failureOf(error: CliError, method: string): CliError {
  if (method === 'GET' || !mayHaveBeenMade(error)) return error;
  const { status, requestId, details } = error;
  return new OutcomeUnknownError(
    `${error.message} The change may have been made: check before you run the command again.`,
    { status, requestId, details, cause: error },
  );
}

/**
 * Segment documents one status that turns a request away before it is looked at, 429, and those that refuse it, 4xx. A
 * wrong region and a token that is not good are refused by their text or status. Of a 5xx, and of an answer that did not
 * come whole or is not the API's, nothing is known.
 */
function mayHaveBeenMade({ status, category, cause }: CliError): boolean {
  if (status === 429 || category === 'auth') return false;
  if (cause instanceof TransportError && !cause.wasSent) return false;
  return category === 'network' || (status !== undefined && status >= 500);
}
