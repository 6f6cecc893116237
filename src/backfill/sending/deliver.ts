import type { CliError } from '../../errors.ts';
import { TemporaryError } from '../../errors.ts';
import type { Batch } from '../batches/batch.ts';
import type { OutgoingMessage } from '../span.ts';
import type { Pacer, RateGate } from './pace.ts';
import type { Semaphore, Slot } from './semaphore.ts';

/** What became of one request: the Tracking client's answers, as far as a backfill tells them apart. */
export type DeliveryOutcome =
  | { readonly kind: 'acknowledged' }
  | {
      readonly kind: 'retry';
      readonly reason: string;
      readonly status: number | undefined;
      readonly retryAfterMs: number | undefined;
      /** Worth it only after something was acknowledged. */
      readonly onceTaking?: boolean;
      readonly error: CliError;
    }
  | { readonly kind: 'split'; readonly reason: string; readonly status: number; readonly error: CliError }
  | { readonly kind: 'renew_token' | 'stop'; readonly error: CliError };

/** Posts one batch, once. `attempt` counts from 0. */
export type PostBatch = (batch: Batch, attempt: number, signal: AbortSignal) => Promise<DeliveryOutcome>;

export interface DeliveryDeps {
  readonly post: PostBatch;
  readonly pacer: Pacer;
  /** Shared by all batches of the run, like the two below. */
  readonly gate: RateGate;
  readonly slots: Semaphore;
  /** Only one batch is halved at a time: when the API refuses everything, the others need not find out too. */
  readonly halving: Semaphore;
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
  /** True once the API has acknowledged something in this run: what it refuses then is at fault itself. */
  isApiTaking: boolean;
}

/** Told of what a person may want to see while it happens. */
export interface DeliveryReporter {
  onBatch(messages: number, requests: number): void;
  onRetry(reason: string, waitMs: number, retry: number): void;
  onSplit(reason: string, messages: number): void;
  /** The API asked everybody to wait until then (monotonic milliseconds). */
  onHold(until: number): void;
}

/** A message the API refused when it stood alone. */
export interface Refusal {
  readonly message: OutgoingMessage;
  readonly reason: string;
  readonly status: number;
}

export type BatchResult =
  /** Every message in it is acknowledged, or was refused alone. */
  | { readonly kind: 'finished'; readonly refusals: readonly Refusal[] }
  /** The run must end; the batch stays unacknowledged. */
  | { readonly kind: 'failed'; readonly error: CliError }
  /** The run is ending for another reason. */
  | { readonly kind: 'abandoned' };

/**
 * Sends one batch until every message in it is acknowledged or refused. A batch that the API finds too large or
 * unreadable is halved until the culprit stands alone; when all of it is refused, the API and not
 * the data is at fault, and nothing is rejected (docs/rules.md#numbers).
 */
export async function deliverBatch(messages: Batch, deps: DeliveryDeps): Promise<BatchResult> {
  const whole = await postUntilAnswered(messages, deps);
  if (whole === 'abandoned') return { kind: 'abandoned' };
  if (whole.kind === 'acknowledged') {
    acknowledge(messages, deps);
    return { kind: 'finished', refusals: [] };
  }
  if (whole.kind !== 'split') return { kind: 'failed', error: whole.error };
  // Before its turn the batch ahead may find that the API refuses everything; then the run ends.
  const turn = await deps.halving.take();
  if (turn === undefined) return { kind: 'abandoned' };
  try {
    return await halve(messages, whole, deps);
  } finally {
    turn.end('other');
  }
}

type Split = Extract<DeliveryOutcome, { kind: 'split' }>;

async function halve(messages: Batch, whole: Split, deps: DeliveryDeps): Promise<BatchResult> {
  const refusals: Refusal[] = [];
  const pending: Batch[] = [];
  let acknowledged = 0;
  const divide = (part: Batch, { reason, status }: Split): void => {
    if (part.length === 1) {
      refusals.push({ message: part.at(0), reason, status });
      return;
    }
    deps.report.onSplit(reason, part.length);
    const middle = Math.ceil(part.length / 2);
    // A stack: the first half is sent first, so the order of the input is kept.
    pending.push(part.slice(middle, part.length), part.slice(0, middle));
  };

  divide(messages, whole);
  for (let part = pending.pop(); part !== undefined; part = pending.pop()) {
    const outcome = await postUntilAnswered(part, deps);
    if (outcome === 'abandoned') return { kind: 'abandoned' };
    if (outcome.kind === 'split') divide(part, outcome);
    else if (outcome.kind !== 'acknowledged') return { kind: 'failed', error: outcome.error };
    else {
      acknowledged += part.length;
      acknowledge(part, deps);
    }
  }
  // A last batch may hold one line only. When the API has taken others in this run, that line is the culprit.
  const apiTakesOthers = acknowledged > 0 || (messages.length === 1 && deps.counts.isApiTaking);
  return apiTakesOthers ? { kind: 'finished', refusals } : { kind: 'failed', error: whole.error };
}

function acknowledge(part: Batch, { counts, monotonic, report }: DeliveryDeps): void {
  counts.acknowledged += part.length;
  counts.isApiTaking = true;
  counts.lastSuccess = monotonic();
  report.onBatch(part.length, counts.requests);
}

type Answer = Exclude<DeliveryOutcome, { kind: 'retry' }>;

/** Posts again and again until the answer is final, the run ends, or nothing has gone through for too long. */
async function postUntilAnswered(messages: Batch, deps: DeliveryDeps): Promise<Answer | 'abandoned'> {
  for (let attempt = 0; ; attempt += 1) {
    const slot = await waitForTurn(messages.length, deps);
    if (slot === undefined) return 'abandoned';
    deps.counts.requests += 1;
    if (attempt > 0) deps.counts.retries += 1;
    deps.counts.bytes += messages.bytes;

    let outcome: DeliveryOutcome;
    try {
      outcome = await deps.post(messages, attempt, deps.abandon);
    } catch (error) {
      slot.end('other');
      throw error;
    }
    const isThrottled = outcome.kind === 'retry' && outcome.status === 429;
    // A time the server named holds everybody; a backoff of ours holds this batch alone. The gate closes
    // before the slot is free, or the next in line would slip through.
    const wait = outcome.kind === 'retry' ? (outcome.retryAfterMs ?? deps.backoff(attempt + 1)) : 0;
    if (outcome.kind === 'retry' && outcome.retryAfterMs !== undefined) hold(wait, deps);
    slot.end(outcome.kind === 'acknowledged' ? 'clean' : isThrottled ? 'throttled' : 'other');
    if (deps.abandon.aborted && outcome.kind !== 'acknowledged') return 'abandoned';
    if (outcome.kind !== 'retry') return outcome;
    // Before the first acknowledgement a server that is not there was never started; afterwards it is being restarted.
    if (outcome.onceTaking === true && !deps.counts.isApiTaking)
      return { kind: 'stop', error: outcome.error };

    const waited = deps.monotonic() - deps.counts.lastSuccess;
    if (waited >= deps.maxWaitMs) return { kind: 'stop', error: gaveUp(outcome.error, waited) };
    deps.report.onRetry(outcome.reason, wait, attempt + 1);
    if (!(await pause(wait, deps))) return 'abandoned';
  }
}

function hold(wait: number, { gate, monotonic, report }: DeliveryDeps): void {
  const until = monotonic() + wait;
  gate.hold(until);
  report.onHold(until);
}

/** Waits for the gate, a slot and the pace; undefined when the run is ending. */
async function waitForTurn(messages: number, deps: DeliveryDeps): Promise<Slot | undefined> {
  for (;;) {
    // While one waits at the gate another may close it for longer.
    for (let left = remaining(deps); left > 0; left = remaining(deps)) {
      if (!(await pause(left, deps))) return undefined;
    }
    const slot = await deps.slots.take();
    if (slot === undefined) return undefined;
    // Closed while this one waited in line: the slot is not held during the wait, for there may be fewer after it.
    const isPaced = remaining(deps) === 0 && (await pause(deps.pacer.book(deps.monotonic(), messages), deps));
    if (isPaced && remaining(deps) === 0 && !deps.stopping.aborted) return slot;
    slot.end('other');
    if (deps.stopping.aborted) return undefined;
  }
}

function remaining({ gate, monotonic }: DeliveryDeps): number {
  return gate.remaining(monotonic());
}

async function pause(milliseconds: number, deps: DeliveryDeps): Promise<boolean> {
  if (deps.stopping.aborted) return false;
  if (milliseconds <= 0) return true;
  try {
    await deps.sleep(milliseconds, deps.stopping);
    return true;
  } catch (error) {
    if (deps.stopping.aborted) return false;
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
      hint: cause.hint,
      status: cause.status,
      cause,
    },
  );
}
