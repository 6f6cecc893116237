import type { CliError } from '../errors.ts';
import { TemporaryError } from '../errors.ts';
import type { Gate, Pacer } from './pace.ts';
import type { OutgoingMessage } from './span.ts';

/** What became of one request: the Tracking client's answers, as far as a backfill tells them apart. */
export type DeliveryOutcome =
  | { readonly kind: 'acknowledged' }
  | {
      readonly kind: 'retry';
      readonly reason: string;
      readonly status: number | undefined;
      readonly retryAfterMs: number | undefined;
      readonly error: CliError;
    }
  | { readonly kind: 'split'; readonly reason: string; readonly status: number; readonly error: CliError }
  | { readonly kind: 'renew_token' | 'stop'; readonly error: CliError };

/** Posts one batch, once. `attempt` counts from 0. */
export type PostBatch = (
  messages: readonly OutgoingMessage[],
  attempt: number,
  signal: AbortSignal,
) => Promise<DeliveryOutcome>;

export interface DeliveryParts {
  readonly post: PostBatch;
  readonly pacer: Pacer;
  /** Shared by all batches of the run. */
  readonly gate: Gate;
  /** Milliseconds before the n-th retry, n from 1. */
  readonly backoff: (retry: number) => number;
  /** Give up after this long without any success in the whole run (`--max-wait`). */
  readonly maxWaitMs: number;
  readonly monotonic: () => number;
  readonly sleep: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  /** Ends waiting between tries: what is not in flight is not begun. */
  readonly stopping: AbortSignal;
  /** Ends requests in flight as well. */
  readonly abandon: AbortSignal;
  readonly report: DeliveryReporter;
  readonly counts: DeliveryCounts;
}

export interface DeliveryCounts {
  acknowledged: number;
  requests: number;
  retries: number;
  /** Bytes of messages sent, without envelopes, before compression; resends included. */
  bytes: number;
  /** Monotonic milliseconds of the last acknowledgement, or of the start. */
  lastSuccess: number;
}

/** Told of what a person may want to see while it happens. */
export interface DeliveryReporter {
  onBatch(messages: number, requests: number): void;
  onRetry(reason: string, waitMs: number, retry: number): void;
  onSplit(reason: string, messages: number): void;
}

/** A message the API refused when it stood alone. */
export interface Refusal {
  readonly message: OutgoingMessage;
  readonly reason: string;
  readonly status: number;
}

export type BatchResult =
  /** Everything in it is settled: acknowledged, or refused alone. */
  | { readonly kind: 'settled'; readonly refusals: readonly Refusal[] }
  /** The run must end; the batch stays unacknowledged. */
  | { readonly kind: 'failed'; readonly error: CliError }
  /** The run is ending for another reason. */
  | { readonly kind: 'abandoned' };

/**
 * Sends one batch until every message in it is settled. A batch that the API finds too large or
 * unreadable is halved until the culprit stands alone; when all of it is refused, the API and not
 * the data is at fault, and nothing is rejected (DESIGN §3).
 */
export async function deliverBatch(
  messages: readonly OutgoingMessage[],
  parts: DeliveryParts,
): Promise<BatchResult> {
  const refusals: Refusal[] = [];
  let refusal: CliError | undefined;
  const pending: (readonly OutgoingMessage[])[] = [messages];
  let acknowledged = 0;

  for (let part = pending.pop(); part !== undefined; part = pending.pop()) {
    const outcome = await postUntilAnswered(part, parts);
    if (outcome === 'abandoned') return { kind: 'abandoned' };
    if (outcome.kind === 'acknowledged') {
      acknowledged += part.length;
      parts.counts.acknowledged += part.length;
      parts.counts.lastSuccess = parts.monotonic();
      parts.report.onBatch(part.length, parts.counts.requests);
      continue;
    }
    if (outcome.kind !== 'split') return { kind: 'failed', error: outcome.error };

    refusal ??= outcome.error;
    const [only] = part;
    if (part.length === 1 && only !== undefined) {
      refusals.push({ message: only, reason: outcome.reason, status: outcome.status });
    } else {
      parts.report.onSplit(outcome.reason, part.length);
      const middle = Math.ceil(part.length / 2);
      // A stack: the first half is sent first, so the order of the input is kept.
      pending.push(part.slice(middle), part.slice(0, middle));
    }
  }
  // A last batch may hold one line only. When the API has taken others in this run, that line is the culprit.
  const apiTakesOthers = acknowledged > 0 || (messages.length === 1 && parts.counts.acknowledged > 0);
  if (refusal !== undefined && !apiTakesOthers) return { kind: 'failed', error: refusal };
  return { kind: 'settled', refusals };
}

type Answer = Exclude<DeliveryOutcome, { kind: 'retry' }>;

/** Posts again and again until the answer is final, the run ends, or nothing has gone through for too long. */
async function postUntilAnswered(
  messages: readonly OutgoingMessage[],
  parts: DeliveryParts,
): Promise<Answer | 'abandoned'> {
  for (let attempt = 0; ; attempt += 1) {
    if (!(await waitForTurn(messages.length, parts))) return 'abandoned';
    parts.counts.requests += 1;
    if (attempt > 0) parts.counts.retries += 1;
    for (const message of messages) parts.counts.bytes += message.size;

    const outcome = await parts.post(messages, attempt, parts.abandon);
    if (parts.abandon.aborted && outcome.kind !== 'acknowledged') return 'abandoned';
    if (outcome.kind !== 'retry') return outcome;

    const waited = parts.monotonic() - parts.counts.lastSuccess;
    if (waited >= parts.maxWaitMs) return { kind: 'stop', error: gaveUp(outcome.error, waited) };
    const wait = outcome.retryAfterMs ?? parts.backoff(attempt + 1);
    // A time the server named holds everybody; a backoff of ours holds this batch alone.
    if (outcome.retryAfterMs !== undefined) parts.gate.hold(parts.monotonic() + wait);
    parts.report.onRetry(outcome.reason, wait, attempt + 1);
    if (!(await pause(wait, parts))) return 'abandoned';
  }
}

/** Waits for the gate and the pace; false when the run is ending. */
async function waitForTurn(messages: number, parts: DeliveryParts): Promise<boolean> {
  if (!(await pause(parts.pacer.book(parts.monotonic(), messages), parts))) return false;
  // While one waits at the gate another may close it for longer.
  for (
    let hold = parts.gate.remaining(parts.monotonic());
    hold > 0;
    hold = parts.gate.remaining(parts.monotonic())
  ) {
    if (!(await pause(hold, parts))) return false;
  }
  return !parts.stopping.aborted;
}

async function pause(milliseconds: number, parts: DeliveryParts): Promise<boolean> {
  if (parts.stopping.aborted) return false;
  if (milliseconds <= 0) return true;
  try {
    await parts.sleep(milliseconds, parts.stopping);
    return true;
  } catch (error) {
    if (parts.stopping.aborted) return false;
    throw error;
  }
}

function gaveUp(cause: CliError, waitedMs: number): TemporaryError {
  const minutes = Math.round(waitedMs / 60_000);
  const time = minutes >= 1 ? `${minutes} min` : `${Math.round(waitedMs / 1000)} s`;
  return new TemporaryError(
    `Nothing has been accepted for ${time}, the most that --max-wait allows. Last: ${cause.message}`,
    {
      code: 'max_wait_exceeded',
      hint: 'Run the same command again later: lines already accepted keep their messageIds.',
      status: cause.status,
      cause,
    },
  );
}
