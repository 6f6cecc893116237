import { CliError, type ErrorCategory } from '../../../errors.ts';

/** An error on its way to another thread, which knows neither our classes nor a system error's code. */
export interface PackedError {
  readonly message: string;
  /** What makes it one of ours; undefined for any other. */
  readonly ours:
    | {
        readonly kind: { category: ErrorCategory; exitCode: number; code: string };
        readonly hint: string | undefined;
        readonly details: readonly string[];
      }
    | undefined;
}

export function packError(error: unknown): PackedError {
  const message = error instanceof Error ? error.message : String(error);
  if (!(error instanceof CliError)) return { message, ours: undefined };
  const { category, exitCode, code, hint, details } = error;
  return { message, ours: { kind: { category, exitCode, code }, hint, details } };
}

/** The error as its reader knows it: its facts are what counts, of whatever class it was. */
export function unpackError({ message, ours }: PackedError): Error {
  if (ours === undefined) return new Error(message);
  return new CliError(ours.kind, message, { hint: ours.hint, details: ours.details });
}
