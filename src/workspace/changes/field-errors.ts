import { UsageError } from '../../errors.ts';
import { FieldError } from '../../spec/fields.ts';

/** Runs what reads fields; a field that cannot be understood becomes a mistake in the call. */
export async function withFieldErrors<T>(read: () => T | Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof FieldError)) throw error;
    throw new UsageError(error.message, {
      code: 'field_invalid',
      details: error.details,
      hint: error.hint ?? 'See: segment help fields',
      cause: error,
    });
  }
}
