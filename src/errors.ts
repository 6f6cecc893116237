import { getSystemErrorMap } from 'node:util';

/**
 * Every way the program can fail, and the exit code each one ends with.
 *
 * Rooms throw the smallest class that fits; only `run` turns one into text and an exit code.
 */

/** One row of the exit-code contract (README.md#exit-codes): shown by `segment help exit-codes` and in the README. */
export interface ExitCodeRow {
  readonly code: number;
  readonly meaning: string;
  /** What a script that sees this code should do. */
  readonly advice: string;
}

export const exitCodeTable: readonly ExitCodeRow[] = [
  {
    code: 0,
    meaning: 'done; also nothing found, --help, --version, or the reader of a pipe went away',
    advice: 'continue',
  },
  {
    code: 1,
    meaning:
      'unexpected failure: a bug, or a refusal without a code of its own; also a change that may have been made',
    advice: 'stop, read stderr',
  },
  {
    code: 2,
    meaning: 'usage: unknown flag, bad value, something missing without a terminal to ask at',
    advice: 'fix the call',
  },
  {
    code: 3,
    meaning: 'input invalid: nothing was sent, or a check or wait was not met',
    advice: 'fix the data',
  },
  {
    code: 4,
    meaning: 'no credential, or it was refused (401, 403, invalid write key)',
    advice: 'log in, change the credential',
  },
  { code: 5, meaning: 'the named thing does not exist', advice: 'handle its absence' },
  { code: 6, meaning: 'the API refused the request', advice: 'fix the request' },
  {
    code: 7,
    meaning: 'temporary: timeout, DNS, 429 or 5xx after retries; safe to run again',
    advice: 'try again later',
  },
  {
    code: 8,
    meaning: 'partly done: some messages are in the rejects file, or some streams were not exported',
    advice: 'look at the rejects, or at the summary',
  },
  {
    code: 9,
    meaning: 'local state prevents it: input changed, damaged file, lock held, disk full',
    advice: 'do what the message says',
  },
  {
    code: 130,
    meaning: 'interrupted by Ctrl-C, or a question was answered with no',
    advice: 'run again to resume',
  },
  { code: 143, meaning: 'ended by SIGTERM', advice: 'run again to resume' },
];

export type ErrorCategory =
  | 'usage'
  | 'input'
  | 'auth'
  | 'not_found'
  | 'api'
  | 'network'
  | 'state'
  | 'cancelled'
  | 'internal';

export interface ErrorFacts {
  /** Stable snake_case name, e.g. `write_key_missing`. Callers match on this, never on the message. */
  readonly code?: string | undefined;
  /** What to do now; ideally a command that can be pasted. */
  readonly hint?: string | undefined;
  /** Further lines: one finding each. */
  readonly details?: readonly string[] | undefined;
  /** HTTP status that caused this, if one did. */
  readonly status?: number | undefined;
  readonly requestId?: string | undefined;
  /** Whether the same call may succeed later; by default a TemporaryError's may, and no other's. Agrees with the hint. */
  readonly retryable?: boolean | undefined;
  readonly cause?: unknown;
}

/** A failure the program understands. `message` is one sentence: what failed and why. */
export class CliError extends Error {
  readonly code: string;
  readonly category: ErrorCategory;
  readonly exitCode: number;
  readonly hint: string | undefined;
  readonly details: readonly string[];
  readonly status: number | undefined;
  readonly requestId: string | undefined;
  /** True when the same call may succeed later without any change. */
  readonly retryable: boolean;

  constructor(
    kind: { category: ErrorCategory; exitCode: number; code: string },
    message: string,
    facts: ErrorFacts = {},
  ) {
    super(message, facts.cause === undefined ? undefined : { cause: facts.cause });
    this.name = 'CliError';
    this.category = kind.category;
    this.exitCode = kind.exitCode;
    this.code = facts.code ?? kind.code;
    this.retryable = facts.retryable ?? kind.exitCode === 7;
    this.hint = facts.hint ?? (this.retryable ? 'Run the same command again later.' : undefined);
    this.details = facts.details ?? [];
    this.status = facts.status;
    this.requestId = facts.requestId;
  }
}

/** The same failure with another hint. */
export function withHint(error: CliError, hint: string | undefined): CliError {
  return new CliError(error, error.message, { ...error, cause: error.cause, hint });
}

/** The errors of one kind; `code` is what those have that name none of their own. */
function errorOf(category: ErrorCategory, exitCode: number, code: string) {
  return class extends CliError {
    constructor(message: string, facts?: ErrorFacts) {
      super({ category, exitCode, code }, message, facts);
    }
  };
}

/** The call itself is wrong: exit 2. */
export class UsageError extends errorOf('usage', 2, 'usage') {}

/** The data is wrong and nothing was sent: exit 3. */
export class InputError extends errorOf('input', 3, 'input_invalid') {}

/** No credential, or the API refused it: exit 4. */
export class AuthError extends errorOf('auth', 4, 'auth') {}

/** The thing that was named does not exist: exit 5. */
export class NotFoundError extends errorOf('not_found', 5, 'not_found') {}

/** The API refused the request for good: exit 6. */
export class ApiError extends errorOf('api', 6, 'api_refused') {}

/** A change was sent, and nothing says whether it was made: exit 1. Sent again it could be made twice. */
export class OutcomeUnknownError extends errorOf('api', 1, 'outcome_unknown') {}

/** The expression of `--jq` does not fit a result: exit 1. What led to the result is done. */
export class FilterError extends errorOf('input', 1, 'jq_failed') {}

/** Network, timeout, 429 or 5xx after all retries: exit 7. */
export class TemporaryError extends errorOf('network', 7, 'temporary') {}

/** Some messages were acknowledged, others are in the rejects file: exit 8. */
export class PartialError extends errorOf('input', 8, 'partly_done') {}

/** Something on this machine is in the way: exit 9. Nothing was lost. */
export class StateError extends errorOf('state', 9, 'local_state') {}

/**
 * V8 reserves gigabytes of addresses for each memory of WebAssembly, which undici and the backfill use, and a limit on
 * them (`ulimit -v`) forbids that. Undefined for any other failure.
 */
export function memoryRefusal(error: unknown): StateError | undefined {
  const isRefused =
    error instanceof Error && /Cannot allocate Wasm memory|WebAssembly\.Memory\(\)/.test(error.message);
  if (!isRefused) return undefined;
  return new StateError('This process may not reserve the addresses that WebAssembly asks for (ulimit -v).', {
    code: 'memory_limited',
    hint: 'Run the same command with NODE_OPTIONS=--disable-wasm-trap-handler, or without the limit: ulimit -v unlimited',
    cause: error,
  });
}

/** Something asked for the working folder, which somebody has removed. Undefined for any other failure. */
export function workingFolderGone(error: unknown): StateError | undefined {
  const isGone = error instanceof Error && 'syscall' in error && error.syscall === 'uv_cwd';
  if (!isGone) return undefined;
  return new StateError(`The working folder is gone, or cannot be entered (${systemReason(error)}).`, {
    code: 'working_folder_gone',
    hint: 'Go to a folder that exists, and run the same command: cd ~',
    cause: error,
  });
}

/** The person answered no, or sent a signal: exit 130, or 143 for SIGTERM and SIGHUP. */
export class CancelledError extends CliError {
  constructor(message = 'Cancelled.', facts?: ErrorFacts & { readonly exitCode?: 130 | 143 }) {
    super({ category: 'cancelled', exitCode: facts?.exitCode ?? 130, code: 'cancelled' }, message, facts);
  }
}

/** The end that a signal makes of what nobody else ends. */
export function interruptedBy(signal: string): CancelledError {
  return new CancelledError(`Interrupted by ${signal}.`, { exitCode: signal === 'SIGINT' ? 130 : 143 });
}

/** The reader of our stdout went away (`| head -1`): a normal end, exit 0. */
export class DownstreamClosedError extends Error {
  override readonly name = 'DownstreamClosedError';
}

/** The `code` of a Node system error such as `ENOENT`, or undefined. */
export function systemErrorCode(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

/** Why the system refused, in its own words: `permission denied`. The message of an error names the call and the path as well. */
export function systemReason(error: unknown): string {
  const code = systemErrorCode(error);
  const [, words] = [...getSystemErrorMap().values()].find(([name]) => name === code) ?? [];
  return words ?? code ?? (error instanceof Error ? error.message : String(error));
}

/** The machine form of an error, as printed on stderr under `--json` (docs/rules.md#commands). */
export function errorToJson(error: CliError): { error: Record<string, unknown> } {
  return {
    error: {
      code: error.code,
      category: error.category,
      message: error.message,
      hint: error.hint ?? null,
      details: error.details,
      status: error.status ?? null,
      requestId: error.requestId ?? null,
      retryable: error.retryable,
      exitCode: error.exitCode,
    },
  };
}
