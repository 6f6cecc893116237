import { setMaxListeners } from 'node:events';
import type { CliError } from '../errors.ts';
import type { Checkpoint } from './checkpoint/checkpoint.ts';
import type { ProgressRecord } from './checkpoint/progress-record.ts';
import type { BackfillCounts, Counters } from './counters.ts';
import type { Input } from './reading/input.ts';
import type { InputNotes, ReadRules, SpanReader } from './reading/read-spans.ts';
import { type DeliveryDeps, type DeliveryReporter, deliverBatch, type PostBatch } from './sending/deliver.ts';
import { createPacer, createRateGate, type RateGate, type Rates } from './sending/pace.ts';
import { createRecorder, type Recorder } from './sending/record-in-order.ts';
import { createSemaphore } from './sending/semaphore.ts';
import type { Span } from './span.ts';
import { createStopReason, type StopReason } from './stop-reason.ts';

export interface BackfillRequest {
  readonly inputs: readonly Input[];
  readonly rules: ReadRules;
  readonly concurrency: number;
  readonly rates: Rates;
  readonly maxWaitMs: number;
  /** Where an earlier run of the job stopped: this one resumes there. */
  readonly from?: Checkpoint | undefined;
}

export interface BackfillDeps {
  readonly post: PostBatch;
  readonly read: SpanReader;
  /** Its counters may be looked at any time, for a progress line. */
  readonly record: ProgressRecord;
  /** Told of the inputs as they are sent; left out when nobody wants to know. */
  readonly watch?: InputWatch | undefined;
  readonly backoff: (retry: number) => number;
  readonly now: () => Date;
  readonly monotonic: () => number;
  readonly sleep: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
  readonly report: BackfillReporter;
  /** Aborted by the first signal: stop reading, let what is in flight end. */
  readonly stopping: AbortSignal;
  /** Aborted by the second signal, or when what is in flight takes too long. */
  readonly abandon: AbortSignal;
}

/** Learns how the inputs begin, and which of them were sent. */
export interface InputWatch extends Pick<InputNotes, 'firstLine'> {
  /** Messages were acknowledged, of the inputs up to this one. */
  acknowledged(upTo: number): Promise<void>;
}

export type BackfillReporter = Omit<DeliveryReporter, 'onHold'>;

export interface BackfillResult {
  readonly counts: BackfillCounts;
  readonly durationMs: number;
  readonly rejectGroups: Counters['rejectGroups'];
  readonly warnings: Counters['read']['warnings'];
  /** True when the input was read to its end and every line is acknowledged, rejected or skipped. */
  readonly isFinished: boolean;
  /** Why the run ended before its input did. */
  readonly error: CliError | undefined;
}

/** Reads the inputs, sends them in batches, and accounts for every line. Never rejects for what the API or the data did. */
export async function runBackfill(request: BackfillRequest, deps: BackfillDeps): Promise<BackfillResult> {
  setMaxListeners(0, deps.abandon);
  return accounted(deps, (stopReason) => sendAll(request, deps, stopReason), request.from?.durationMs);
}

export interface DryRunDeps
  extends Pick<BackfillDeps, 'read' | 'record' | 'monotonic' | 'sleep' | 'stopping'> {
  /** Shown each span while its messages are there. */
  readonly look?: ((span: Span) => Promise<void>) | undefined;
}

/** Reads and judges the inputs like a backfill, and sends nothing. Never rejects for what the data did. */
export async function runDry(
  { inputs, rules }: Pick<BackfillRequest, 'inputs' | 'rules'>,
  deps: DryRunDeps,
): Promise<BackfillResult> {
  const { read, record, sleep, look } = deps;
  return accounted(deps, async (stopReason) => {
    const { signal } = stopReason;
    const reading = { counts: record.counters.read, sleep, signal, notes: undefined };
    try {
      for await (const span of read(inputs, rules, reading)) {
        if (signal.aborted) break;
        record.counters.noteUnsent(span);
        await record.finished([{ span, rejects: span.rejects }]);
        await look?.(span);
        span.messages.release();
        span.rejects.release();
      }
    } catch (error) {
      stopReason.fail(error);
    }
  });
}

/** What became of the lines once `work` is over. */
async function accounted(
  { record, monotonic, stopping }: Pick<BackfillDeps, 'record' | 'monotonic' | 'stopping'>,
  work: (stopReason: StopReason) => Promise<void>,
  earlierMs = 0,
): Promise<BackfillResult> {
  const startedAt = monotonic();
  const { counters } = record;
  const stopReason = createStopReason(stopping);
  await work(stopReason);
  let isFinished = stopReason.error === undefined && !counters.read.isLimited;
  try {
    await record.end(isFinished);
  } catch (error) {
    // Everything was sent, but the receipt could not be written: the last checkpoint still stands.
    isFinished = false;
    stopReason.fail(error);
  }
  return {
    counts: counters.counts(),
    durationMs: earlierMs + Math.round(monotonic() - startedAt),
    rejectGroups: counters.rejectGroups,
    warnings: counters.read.warnings,
    isFinished,
    error: stopReason.error,
  };
}

/** Keeps as many spans on their way as may be sent concurrently, until the input or the run ends. */
async function sendAll(request: BackfillRequest, deps: BackfillDeps, stopReason: StopReason): Promise<void> {
  const { record } = deps;
  const { counters } = record;
  const recorder = createRecorder({
    async record(spans) {
      const before = counters.recorded().totals.acknowledged;
      await record.finished(spans);
      for (const { span } of spans) span.rejects.release();
      const { place, totals } = counters.recorded();
      if (place !== undefined && totals.acknowledged > before) await deps.watch?.acknowledged(place.input);
    },
    // While half of the window is recorded the other half is on its way.
    enough: Math.ceil(request.concurrency / 2),
    sleep: deps.sleep,
  });
  const send = sender(request, deps, stopReason, recorder);
  const { signal } = stopReason;
  const reading = {
    counts: counters.read,
    sleep: deps.sleep,
    signal,
    notes: notesFor(record.notes, deps.watch),
  };
  const spans = deps.read(request.inputs, request.rules, reading, request.from?.place);
  const inFlight = new Set<Promise<void>>();
  let wake = (): void => {};
  const pull = (): ReturnType<typeof spans.next> => {
    const pulled = spans.next();
    // It is awaited below, unless the run ends before.
    pulled.catch(() => {});
    return pulled;
  };
  try {
    // One span is read ahead: it is ready when the window opens, and is sent by nobody before.
    for (let upcoming = pull(); !signal.aborted; upcoming = pull()) {
      const next = await upcoming;
      // The window is what a crash may send again: never more batches than are sent concurrently.
      while (recorder.outstanding >= request.concurrency && inFlight.size > 0 && !signal.aborted) {
        // Until one of them has ended. A race between promises costs more the more there are.
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      if (next.done === true || signal.aborted) break;
      const sending = send(next.value).then(() => {
        inFlight.delete(sending);
        wake();
      });
      inFlight.add(sending);
    }
  } catch (error) {
    // Reading has failed; what was read before that is still sent.
    await Promise.all(inFlight);
    stopReason.fail(error);
  }
  await Promise.all(inFlight);
  if (signal.aborted) await spans.return(undefined).catch(() => {});
}

/** A watch alone needs no place to resume from. */
function notesFor(notes: InputNotes | undefined, watch: InputWatch | undefined): InputNotes | undefined {
  if (watch === undefined) return notes;
  return {
    isUntraced: notes === undefined,
    firstLine(input, line) {
      watch.firstLine(input, line);
      notes?.firstLine(input, line);
    },
    end: (input, stored) => notes?.end(input, stored),
  };
}

/** Sends one span and has it recorded. What goes wrong ends the run; it never rejects. */
function sender(
  request: BackfillRequest,
  { post, record, ...deps }: BackfillDeps,
  stopReason: StopReason,
  recorder: Recorder,
): (span: Span) => Promise<void> {
  const { counters } = record;
  const gate = createRateGate();
  if (request.from !== undefined) holdAgain(gate, request.from, deps);
  const remember = (until: number): void => {
    recorder.between(() => record.hold(until)).catch((error: unknown) => stopReason.fail(error));
  };
  const delivery: DeliveryDeps = {
    ...deps,
    report: { ...deps.report, onHold: remember },
    post,
    pacer: createPacer(request.rates),
    gate,
    slots: createSemaphore(request.concurrency, stopReason.signal),
    halving: createSemaphore(1, stopReason.signal),
    maxWaitMs: request.maxWaitMs,
    stopping: stopReason.signal,
    counts: counters.sent,
  };
  const deliver = async (span: Span): Promise<void> => {
    const opened = recorder.open(span);
    record.opened();
    const result = span.messages.length > 0 ? await deliverBatch(span.messages, delivery) : nothingToSend;
    if (result.kind === 'failed') stopReason.fail(result.error);
    if (result.kind !== 'finished') return;
    await recorder.finish(opened, result.refusals);
    span.messages.release();
  };
  return (span) => deliver(span).catch((error: unknown) => stopReason.fail(error));
}

const nothingToSend = { kind: 'finished', refusals: [] } as const;

/** A server that asked for more is heard for five minutes (docs/segment-api/tracking.md#retry-after), also when the clock has jumped. */
const longestHoldMs = 300_000;

/** What the API asked for before the last run ended still holds (rule R11). */
function holdAgain(
  gate: RateGate,
  { heldUntil }: Checkpoint,
  { now, monotonic, report }: Pick<BackfillDeps, 'now' | 'monotonic' | 'report'>,
): void {
  const left = heldUntil === null ? 0 : Math.min(longestHoldMs, Date.parse(heldUntil) - now().getTime());
  if (!(left > 0)) return;
  gate.hold(monotonic() + left);
  report.onRetry('The API asked for a pause', left, 0);
}
