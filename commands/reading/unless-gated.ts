import { AuthError } from '../../src/errors.ts';

/** A part that the plan of the workspace or the role of the token does not include. */
export interface Gated {
  readonly gated: AuthError;
}

/** What was asked for, or the 403 that it ended with (docs/segment-api/public.md#open-points): the other parts can still be shown. Throws anything else. */
export async function unlessGated<T>(asked: Promise<T>): Promise<{ readonly value: T } | Gated> {
  try {
    return { value: await asked };
  } catch (error) {
    if (error instanceof AuthError && error.status === 403) return { gated: error };
    throw error;
  }
}
