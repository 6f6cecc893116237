import { type CliError, TemporaryError } from '../errors.ts';
import type { ApiPath } from './api-path.ts';
import { backoffMs, type RetryOutcome } from './retry.ts';
import type { Tracking } from './tracking.ts';

/** One message and its route, e.g. `/v1/track`. `body` is made for each try, with that moment as `sentAt`. */
export interface OneMessage {
  readonly path: ApiPath;
  readonly body: (sentAt: Date) => Uint8Array;
}

export interface SendOneOptions {
  /** Further tries after the first. docs/rules.md#numbers: 3. */
  readonly retries: number;
  /** From the call to the last reply, waits included. docs/rules.md#numbers: 30,000. */
  readonly totalTimeoutMs: number;
  readonly sleep: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
  readonly random: () => number;
  readonly now: () => Date;
  readonly monotonic: () => number;
  readonly signal?: AbortSignal | undefined;
  /** Told before each wait, so that a person is not left guessing. `attempt` is 1 for the first retry. */
  readonly onRetry?: (retry: {
    readonly attempt: number;
    readonly waitMs: number;
    readonly reason: string;
  }) => void;
}

export interface SentOne {
  readonly status: number;
  /** Requests made, the first included. */
  readonly attempts: number;
  readonly durationMs: number;
}

const backoff = { baseMs: 500, capMs: 60_000 };

/** Sends one message and waits for its acknowledgement. Throws the CliError of the outcome that ended it. */
export async function sendOne(
  tracking: Tracking,
  message: OneMessage,
  options: SendOneOptions,
): Promise<SentOne> {
  const { monotonic, signal } = options;
  const start = monotonic();
  const remaining = () => options.totalTimeoutMs - (monotonic() - start);
  for (let attempt = 0; ; attempt += 1) {
    const body = message.body(options.now());
    const timeoutMs = Math.max(1, Math.ceil(remaining()));
    const outcome = await tracking.post({ path: message.path, body, attempt, timeoutMs, signal });
    if (outcome.kind === 'acknowledged') {
      const { status } = outcome;
      return { status, attempts: attempt + 1, durationMs: Math.round(monotonic() - start) };
    }
    if (outcome.kind !== 'retry' || outcome.onceTaking === true || attempt >= options.retries)
      throw outcome.error;
    const jittered = backoffMs({ ...backoff, attempt: attempt + 1, random: options.random() });
    const waitMs = outcome.retryAfterMs ?? jittered;
    if (waitMs >= remaining()) throw tooLongToWait(outcome, waitMs, options.totalTimeoutMs);
    options.onRetry?.({ attempt: attempt + 1, waitMs, reason: outcome.reason });
    await options.sleep(waitMs, signal);
  }
}

function tooLongToWait(outcome: RetryOutcome, waitMs: number, totalMs: number): CliError {
  if (outcome.retryAfterMs === undefined) return outcome.error;
  return new TemporaryError(
    `The server asks to wait ${Math.ceil(waitMs / 1000)} s, longer than the ${Math.round(totalMs / 1000)} s allowed for a single message.`,
    {
      code: 'wait_too_long',
      hint: 'Run the command again after that time.',
      status: outcome.status,
      cause: outcome.error,
    },
  );
}
