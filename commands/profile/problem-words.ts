import { NotFoundError } from '../../src/errors.ts';
import { escapeLine } from '../../src/spec/escape.ts';

/** Why a part of a profile that is there could not be had. */
export function problemWords(problem: Error): string {
  return problem instanceof NotFoundError ? 'the API has none (404)' : escapeLine(problem.message);
}
