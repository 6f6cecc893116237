import { setMaxListeners } from 'node:events';
import { CancelledError, CliError } from '../errors.ts';
import type { RejectCode } from '../spec/verdict.ts';
import {
  type BatchResult,
  type DeliveryCounts,
  type DeliveryParts,
  type DeliveryReporter,
  deliverBatch,
  type PostBatch,
  type Refusal,
} from './deliver.ts';
import { createLedger } from './ledger.ts';
import type { MessageIds } from './message-id.ts';
import { createGate, createPacer, type Rates } from './pace.ts';
import { type Input, type ReadRules, readSpans } from './read-spans.ts';
import type { Reject } from './reject.ts';
import type { RejectsFile } from './rejects-file.ts';
import type { ReadCounts, Span } from './span.ts';

/** What a backfill is asked to do. */
export interface BackfillRequest {
  readonly inputs: readonly Input[];
  readonly rules: ReadRules;
  readonly concurrency: number;
  readonly rates: Rates;
  readonly maxWaitMs: number;
}

/** What it works with. */
export interface BackfillParts {
  /** Undefined in a dry run: everything is read and judged, nothing is sent. */
  readonly post: PostBatch | undefined;
  readonly ids: MessageIds;
  /** Undefined when rejects are counted only. */
  readonly rejects: RejectsFile | undefined;
  readonly backoff: (retry: number) => number;
  readonly monotonic: () => number;
  readonly sleep: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
  readonly report: DeliveryReporter;
  /** Aborted by the first signal: stop reading, let what is in flight end. */
  readonly stopping: AbortSignal;
  /** Aborted by the second signal, or when what is in flight takes too long. */
  readonly abandon: AbortSignal;
}

/** The rejects of one code. */
export interface RejectGroup {
  count: number;
  readonly first: { readonly file: string; readonly line: number; readonly message: string };
}

/** Every line of the input in one place: read = acknowledged + rejected + blank + filtered + unacknowledged (rule R17). */
export interface BackfillCounts {
  readonly read: number;
  readonly acknowledged: number;
  readonly rejected: number;
  readonly blank: number;
  readonly filtered: number;
  readonly unacknowledged: number;
  readonly requests: number;
  readonly retries: number;
  /** Bytes of messages sent, before compression; resends included. */
  readonly bytes: number;
}

export interface BackfillResult {
  readonly counts: BackfillCounts;
  readonly durationMs: number;
  readonly rejectGroups: ReadonlyMap<RejectCode, RejectGroup>;
  readonly warnings: ReadCounts['warnings'];
  /** Why the run ended before its input did. */
  readonly error: CliError | undefined;
}

/** A backfill under way: `counts` and `inputBytes` may be looked at any time, for a progress line. */
export interface Backfill {
  counts(): BackfillCounts;
  inputBytes(): number;
  run(): Promise<BackfillResult>;
}

/** Reads the inputs, sends them in batches, and accounts for every line. */
export function createBackfill(request: BackfillRequest, parts: BackfillParts): Backfill {
  const read: ReadCounts = { lines: 0, blank: 0, filtered: 0, inputBytes: 0, warnings: new Map() };
  const startedAt = parts.monotonic();
  const sent: DeliveryCounts = { acknowledged: 0, requests: 0, retries: 0, bytes: 0, lastSuccess: startedAt };
  const rejectGroups = new Map<RejectCode, RejectGroup>();
  let rejected = 0;

  const counts = (): BackfillCounts => ({
    read: read.lines,
    acknowledged: sent.acknowledged,
    rejected,
    blank: read.blank,
    filtered: read.filtered,
    unacknowledged: read.lines - sent.acknowledged - rejected - read.blank - read.filtered,
    requests: sent.requests,
    retries: sent.retries,
    bytes: sent.bytes,
  });

  const record = async (rejects: readonly Reject[]): Promise<void> => {
    await parts.rejects?.append(rejects);
    rejected += rejects.length;
    for (const { code, file, line, message } of rejects) {
      const group = rejectGroups.get(code);
      if (group === undefined) rejectGroups.set(code, { count: 1, first: { file, line, message } });
      else group.count += 1;
    }
  };

  const run = async (): Promise<BackfillResult> => {
    // Ends when the caller stops, and also when a batch fails.
    const ending = new AbortController();
    const stopping = AbortSignal.any([parts.stopping, ending.signal]);
    // As many listeners as batches side by side is no leak.
    setMaxListeners(0, stopping, parts.abandon);
    const ledger = createLedger<{ rejects: readonly Reject[] }>();
    let failure: CliError | undefined;
    const fail = (error: CliError): void => {
      failure ??= error;
      ending.abort();
    };
    const { post } = parts;
    const delivery: DeliveryParts | undefined = post && {
      post,
      pacer: createPacer(request.rates),
      gate: createGate(),
      backoff: parts.backoff,
      maxWaitMs: request.maxWaitMs,
      monotonic: parts.monotonic,
      sleep: parts.sleep,
      stopping,
      abandon: parts.abandon,
      report: parts.report,
      counts: sent,
    };

    // Prefixes are recorded one after the other, in the order in which they became complete.
    let recording: Promise<void> = Promise.resolve();
    const settle = (
      ticket: number,
      entry: { rejects: readonly Reject[] },
      rejects: readonly Reject[],
    ): Promise<void> => {
      entry.rejects = rejects;
      const done = ledger.settle(ticket);
      recording = recording.then(async () => {
        for (const span of done) await record(span.rejects);
      });
      return recording;
    };

    const work = async (span: Span, ticket: number, entry: { rejects: readonly Reject[] }): Promise<void> => {
      const isSent = delivery !== undefined && span.messages.length > 0;
      const result = isSent ? await deliverBatch(span.messages, delivery) : noteUnsent(span, sent);
      if (result.kind === 'failed') fail(result.error);
      if (result.kind === 'settled') await settle(ticket, entry, inLineOrder(span.rejects, result.refusals));
    };

    const inFlight = new Set<Promise<void>>();
    const launch = (span: Span): void => {
      const entry: { rejects: readonly Reject[] } = { rejects: [] };
      const ticket = ledger.open(entry);
      const working = work(span, ticket, entry)
        .catch((error: unknown) => fail(asCliError(error)))
        .finally(() => inFlight.delete(working));
      inFlight.add(working);
    };

    const spans = readSpans(request.inputs, request.rules, {
      ids: parts.ids,
      counts: read,
      sleep: parts.sleep,
      signal: stopping,
    });
    try {
      for (;;) {
        // The window is what a crash may send again: never more batches than run side by side.
        while (ledger.outstanding >= request.concurrency && inFlight.size > 0 && !stopping.aborted)
          await Promise.race(inFlight);
        if (stopping.aborted) break;
        const next = await spans.next();
        if (next.done === true || stopping.aborted) break;
        launch(next.value);
      }
    } catch (error) {
      // Our own abort ends the reading with an error of its own; the reason is already known.
      if (!stopping.aborted) failure ??= asCliError(error);
    }
    await Promise.all(inFlight);
    await recording.catch((error: unknown) => fail(asCliError(error)));
    if (stopping.aborted) await spans.return(undefined).catch(() => {});

    const error = failure ?? (parts.stopping.aborted ? interrupted(parts.stopping.reason) : undefined);
    return {
      counts: counts(),
      durationMs: Math.round(parts.monotonic() - startedAt),
      rejectGroups,
      warnings: read.warnings,
      error,
    };
  };

  return { counts, inputBytes: () => read.inputBytes, run };
}

/** A dry run counts what would go out; a span of rejects alone has nothing to send. */
function noteUnsent(span: Span, sent: DeliveryCounts): BatchResult {
  if (span.messages.length > 0) sent.requests += 1;
  for (const message of span.messages) sent.bytes += message.size;
  return { kind: 'settled', refusals: [] };
}

/** The rejects of a span and the messages of its batch that the API refused, by line. */
function inLineOrder(rejects: readonly Reject[], refusals: readonly Refusal[]): readonly Reject[] {
  if (refusals.length === 0) return rejects;
  const refused = refusals.map(({ message, reason, status }): Reject => {
    const { input, file, line, offset, messageId, source } = message;
    const said = `the API refused it: ${reason}`;
    return {
      input,
      file,
      line,
      offset,
      code: 'refused_by_server',
      message: said,
      status,
      messageId,
      bytes: source,
      length: source.length,
    };
  });
  return [...rejects, ...refused].sort((a, b) => a.input - b.input || a.line - b.line);
}

function interrupted(reason: unknown): CliError {
  return reason instanceof CliError ? reason : new CancelledError('Interrupted.');
}

function asCliError(error: unknown): CliError {
  if (error instanceof CliError) return error;
  const reason = error instanceof Error ? error.message : String(error);
  return new CliError(
    { category: 'internal', exitCode: 1, code: 'unexpected' },
    `The backfill failed: ${reason}`,
    { cause: error },
  );
}
