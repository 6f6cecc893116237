import { batchPoster } from '../api/post-batch.ts';
import { backoffMs } from '../api/retry.ts';
import type { Batch } from '../backfill/batches/batch.ts';
import { createBatchBuilder } from '../backfill/batches/batch-builder.ts';
import { createEnvelope } from '../backfill/batches/envelope.ts';
import { type BatchResult, deliverBatch } from '../backfill/sending/deliver.ts';
import { chooseRates, createPacer, createRateGate } from '../backfill/sending/pace.ts';
import { createSemaphore } from '../backfill/sending/semaphore.ts';
import type { OutgoingMessage } from '../backfill/span.ts';
import type { ClientDeps } from '../clients/client-deps.ts';
import type { Target } from '../clients/target.ts';
import { maxBatchBytes, maxBatchMessages, singleSendLimits } from '../spec/limits.ts';

/** What became of the messages of one request. */
export interface Delivered {
  readonly messages: Batch;
  readonly result: BatchResult;
}

/**
 * Sends messages in as few requests as they fit into, one after the other, as a backfill does: with retries, and halved
 * where Segment refuses one of them. When a request fails for good the others are not made: `abandoned`.
 */
export async function* deliverMessages(
  target: Target,
  messages: readonly OutgoingMessage[],
  { clients, signal }: { readonly clients: ClientDeps; readonly signal: AbortSignal },
): AsyncGenerator<Delivered> {
  const { now, monotonic, sleep, random, onWait } = clients;
  const envelope = createEnvelope(target.bodyWriteKey);
  const { totalTimeoutMs } = singleSendLimits;
  const posting = { wrap: envelope.wrap, gzip: undefined, timeoutMs: totalTimeoutMs, now };
  const deps = {
    post: batchPoster(target, { ...posting, onFirstReply() {}, onServerDate() {} }),
    pacer: createPacer(chooseRates({}, target.describe.url, undefined)),
    gate: createRateGate(),
    slots: createSemaphore(1, signal),
    halving: createSemaphore(1, signal),
    backoff: (retry: number) => backoffMs({ attempt: retry, baseMs: 500, capMs: 60_000, random: random() }),
    maxWaitMs: totalTimeoutMs,
    monotonic,
    sleep,
    stopping: signal,
    abandon: signal,
    report: { onBatch() {}, onRetry: onWait, onSplit() {}, onHold() {} },
    counts: {
      ...{ acknowledged: 0, requests: 0, retries: 0, bytes: 0 },
      lastSuccess: monotonic(),
      isApiTaking: false,
    },
  };
  let hasFailed = false;
  for (const batch of batchesOf(messages, envelope.bytes)) {
    const result: BatchResult = hasFailed ? { kind: 'abandoned' } : await deliverBatch(batch, deps);
    hasFailed ||= result.kind !== 'finished';
    yield { messages: batch, result };
  }
}

function batchesOf(messages: readonly OutgoingMessage[], envelopeBytes: number): Batch[] {
  const builder = createBatchBuilder({
    maxBytes: maxBatchBytes,
    maxMessages: maxBatchMessages,
    envelopeBytes,
  });
  const batches = messages.map((message) => builder.push(message));
  return [...batches, builder.flush()].filter((batch) => batch !== undefined);
}
