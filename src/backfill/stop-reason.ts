import { setMaxListeners } from 'node:events';
import { CancelledError, CliError } from '../errors.ts';

/** Why and when a run ends before its input does. The first reason is the one that is reported. */
export interface StopReason {
  /** Aborted when the caller stops the run, and when something in it fails. */
  readonly signal: AbortSignal;
  fail(error: unknown): void;
  /** The reason, or undefined for a run that came to the end of its input. */
  readonly error: CliError | undefined;
}

/** @param stopping aborted by the caller; its reason is reported when it is a CliError */
export function createStopReason(stopping: AbortSignal): StopReason {
  const failing = new AbortController();
  const signal = AbortSignal.any([stopping, failing.signal]);
  // As many listeners as concurrent batches is no leak.
  setMaxListeners(0, signal);
  let failure: CliError | undefined;
  return {
    signal,
    fail(error) {
      // An abort of ours ends what is under way with errors of its own: the reason is already known.
      if (!signal.aborted) failure ??= asCliError(error);
      failing.abort();
    },
    get error() {
      return failure ?? (stopping.aborted ? interrupted(stopping.reason) : undefined);
    },
  };
}

function interrupted(reason: unknown): CliError {
  return reason instanceof CliError ? reason : new CancelledError('Interrupted.');
}

function asCliError(error: unknown): CliError {
  if (error instanceof CliError) return error;
  const reason = error instanceof Error ? error.message : String(error);
  const kind = { category: 'internal', exitCode: 1, code: 'unexpected' } as const;
  return new CliError(kind, `The backfill failed: ${reason}`, { cause: error });
}
