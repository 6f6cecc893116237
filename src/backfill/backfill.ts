import { setMaxListeners } from 'node:events';
import type { CliError } from '../errors.ts';
import { type Account, type BackfillCounts, createAccount } from './account.ts';
import { type DeliveryParts, type DeliveryReporter, deliverBatch, type PostBatch } from './deliver.ts';
import { createEnding, type Ending } from './ending.ts';
import type { MessageIds } from './message-id.ts';
import { createGate, createPacer, type Rates } from './pace.ts';
import { type Input, type ReadRules, readSpans } from './read-spans.ts';
import type { RejectsFile } from './rejects-file.ts';
import { createSettlement, type Settlement } from './settle.ts';
import type { Span } from './span.ts';

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

export interface BackfillResult {
  readonly counts: BackfillCounts;
  readonly durationMs: number;
  readonly rejectGroups: Account['rejectGroups'];
  readonly warnings: Account['read']['warnings'];
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
  const startedAt = parts.monotonic();
  const account = createAccount(parts.rejects, startedAt);
  return {
    counts: account.counts,
    inputBytes: () => account.read.inputBytes,
    async run() {
      const ending = createEnding(parts.stopping);
      setMaxListeners(0, parts.abandon);
      await sendAll(request, parts, account, ending);
      return {
        counts: account.counts(),
        durationMs: Math.round(parts.monotonic() - startedAt),
        rejectGroups: account.rejectGroups,
        warnings: account.read.warnings,
        error: ending.error,
      };
    },
  };
}

/** Keeps as many spans on their way as may run side by side, until the input or the run ends. */
async function sendAll(
  request: BackfillRequest,
  parts: BackfillParts,
  account: Account,
  ending: Ending,
): Promise<void> {
  const settlement = createSettlement(account.record);
  const send = sender(request, parts, account, ending, settlement);
  const { signal } = ending;
  const spans = readSpans(request.inputs, request.rules, {
    ids: parts.ids,
    counts: account.read,
    sleep: parts.sleep,
    signal,
  });
  const inFlight = new Set<Promise<void>>();
  try {
    while (!signal.aborted) {
      // The window is what a crash may send again: never more batches than run side by side.
      if (settlement.outstanding >= request.concurrency && inFlight.size > 0) {
        await Promise.race(inFlight);
        continue;
      }
      const next = await spans.next();
      if (next.done === true || signal.aborted) break;
      const sending = send(next.value).finally(() => inFlight.delete(sending));
      inFlight.add(sending);
    }
  } catch (error) {
    ending.fail(error);
  }
  await Promise.all(inFlight);
  if (signal.aborted) await spans.return(undefined).catch(() => {});
}

/** Sends one span and settles it. What goes wrong ends the run; it never rejects. */
function sender(
  request: BackfillRequest,
  { post, ...parts }: BackfillParts,
  account: Account,
  ending: Ending,
  settlement: Settlement,
): (span: Span) => Promise<void> {
  const delivery: DeliveryParts | undefined = post && {
    ...parts,
    post,
    pacer: createPacer(request.rates),
    gate: createGate(),
    maxWaitMs: request.maxWaitMs,
    stopping: ending.signal,
    counts: account.sent,
  };
  const deliver = async (span: Span): Promise<void> => {
    const ticket = settlement.open(span);
    if (delivery === undefined) account.noteUnsent(span);
    const isSent = delivery !== undefined && span.messages.length > 0;
    const result = isSent ? await deliverBatch(span.messages, delivery) : nothingToSend;
    if (result.kind === 'failed') ending.fail(result.error);
    if (result.kind === 'settled') await settlement.settle(ticket, span, result.refusals);
  };
  return (span) => deliver(span).catch((error: unknown) => ending.fail(error));
}

const nothingToSend = { kind: 'settled', refusals: [] } as const;
