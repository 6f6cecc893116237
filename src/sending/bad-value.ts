import { UsageError } from '../errors.ts';

/** A value that was typed and cannot be what it should. */
export function badValue(message: string, hint: string): UsageError {
  return new UsageError(message, { code: 'bad_value', hint });
}
