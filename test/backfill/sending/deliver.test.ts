import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Batch, batchOf } from '../../../src/backfill/batches/batch.ts';
import {
  type DeliveryDeps,
  type DeliveryOutcome,
  deliverBatch,
} from '../../../src/backfill/sending/deliver.ts';
import { createPacer, createRateGate } from '../../../src/backfill/sending/pace.ts';
import { createSemaphore } from '../../../src/backfill/sending/semaphore.ts';
import type { OutgoingMessage } from '../../../src/backfill/span.ts';
import { ApiError, TemporaryError } from '../../../src/errors.ts';
import { messagesOf } from '../../helpers/batch.ts';

const ok: DeliveryOutcome = { kind: 'acknowledged' };
const split: DeliveryOutcome = {
  kind: 'split',
  reason: 'too large (413)',
  status: 413,
  error: new ApiError('too large'),
};
const retry = (retryAfterMs?: number): DeliveryOutcome => ({
  kind: 'retry',
  reason: 'the server answered 503',
  status: 503,
  retryAfterMs,
  error: new TemporaryError('unavailable', { status: 503 }),
});

function batchOfLines(count: number): Batch {
  const messages = Array.from({ length: count }, (_, line) => {
    const bytes = Buffer.from(`{"line":${line}}`);
    return {
      bytes,
      size: bytes.length,
      messageId: `m${line}`,
      input: 0,
      file: 'a',
      line,
      offset: line,
      source: bytes,
    };
  });
  return batchOf(messages);
}

/** A world in which waiting takes no time and every request is written down. */
function world(
  answer: (messages: readonly OutgoingMessage[], attempt: number, request: number) => DeliveryOutcome,
) {
  let clock = 1000;
  const requests: { at: number; lines: number[]; attempt: number }[] = [];
  const waits: number[] = [];
  const stopping = new AbortController();
  const parts: DeliveryDeps = {
    post: async (messages, attempt) => {
      const list = messagesOf(messages);
      requests.push({ at: clock, lines: list.map(({ line }) => line), attempt });
      return answer(list, attempt, requests.length);
    },
    pacer: createPacer({
      requestsPerSecond: Number.POSITIVE_INFINITY,
      messagesPerSecond: Number.POSITIVE_INFINITY,
    }),
    gate: createRateGate(),
    slots: createSemaphore(8, stopping.signal),
    halving: createSemaphore(1, stopping.signal),
    backoff: (n) => 100 * n,
    maxWaitMs: 60_000,
    monotonic: () => clock,
    sleep: async (milliseconds) => {
      waits.push(milliseconds);
      clock += milliseconds;
    },
    stopping: stopping.signal,
    abandon: new AbortController().signal,
    report: { onBatch: () => {}, onRetry: () => {}, onSplit: () => {}, onHold: () => {} },
    counts: { acknowledged: 0, requests: 0, retries: 0, bytes: 0, lastSuccess: clock, isApiTaking: false },
  };
  return { parts, requests, waits, stopping };
}

describe('deliverBatch', () => {
  it('retries with a growing count until the answer is final', async () => {
    const { parts, requests, waits } = world((_messages, _attempt, request) => (request < 4 ? retry() : ok));
    expect(await deliverBatch(batchOfLines(2), parts)).toEqual({ kind: 'finished', refusals: [] });
    expect(requests.map(({ attempt }) => attempt)).toEqual([0, 1, 2, 3]);
    expect(waits).toEqual([100, 200, 300]);
    expect(parts.counts).toMatchObject({ acknowledged: 2, requests: 4, retries: 3 });
  });

  it('a Retry-After closes the gate for every batch of the run', async () => {
    const { parts, requests } = world((messages, attempt) =>
      messages.length === 3 && attempt === 0 ? retry(5000) : ok,
    );
    await Promise.all([
      deliverBatch(batchOfLines(3), parts),
      new Promise((done) => setImmediate(done)).then(() => deliverBatch(batchOfLines(2), parts)),
    ]);
    expect(requests.map(({ at }) => at)).toEqual([1000, 6000, 6000]);
  });

  it('gives up when nothing has gone through for too long, and says what the last answer was', async () => {
    const { parts, requests } = world(() => retry(25_000));
    const result = await deliverBatch(batchOfLines(1), parts);
    expect(result).toMatchObject({
      kind: 'failed',
      error: { code: 'max_wait_exceeded', exitCode: 7, status: 503 },
    });
    expect(requests.map(({ at }) => at)).toEqual([1000, 26_000, 51_000, 76_000]);
  });

  it('waits for a server on this machine only once it has taken something', async () => {
    const nobody: DeliveryOutcome = {
      kind: 'retry',
      reason: 'Nothing is listening.',
      status: undefined,
      retryAfterMs: undefined,
      onceTaking: true,
      error: new TemporaryError('Nothing is listening.', { code: 'network_connection', hint: 'Start it.' }),
    };
    const never = world(() => nobody);
    expect(await deliverBatch(batchOfLines(1), never.parts)).toMatchObject({
      kind: 'failed',
      error: { code: 'network_connection', hint: 'Start it.' },
    });
    expect([never.requests.length, never.waits]).toEqual([1, []]);

    const restarted = world((_messages, _attempt, request) => (request === 1 || request > 3 ? ok : nobody));
    expect(await deliverBatch(batchOfLines(1), restarted.parts)).toMatchObject({ kind: 'finished' });
    expect(await deliverBatch(batchOfLines(1), restarted.parts)).toMatchObject({ kind: 'finished' });
    expect([restarted.requests.length, restarted.waits]).toEqual([4, [100, 200]]);
  });

  it('stops at once at an answer that no retry can change', async () => {
    const refused = new ApiError('no such host', { status: 404 });
    const { parts, requests } = world(() => ({ kind: 'stop', error: refused }));
    expect(await deliverBatch(batchOfLines(4), parts)).toEqual({ kind: 'failed', error: refused });
    expect(requests).toHaveLength(1);
  });

  it('begins nothing once the run is ending', async () => {
    const { parts, requests, stopping } = world(() => {
      stopping.abort();
      return retry();
    });
    expect(await deliverBatch(batchOfLines(4), parts)).toEqual({ kind: 'abandoned' });
    expect(requests).toHaveLength(1);
  });

  it('halving finds exactly the refused ones; the others are acknowledged once each and in order', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 2, max: 70 }),
        fc.array(fc.nat(69), { maxLength: 8 }),
        async (count, culprits) => {
          const bad = new Set(culprits.filter((line) => line < count));
          fc.pre(bad.size < count);
          const accepted: number[] = [];
          const { parts } = world((messages) => {
            if (messages.some(({ line }) => bad.has(line))) return split;
            accepted.push(...messages.map(({ line }) => line));
            return ok;
          });
          const result = await deliverBatch(batchOfLines(count), parts);
          if (result.kind !== 'finished') throw new Error(result.kind);
          expect(result.refusals.map(({ message }) => message.line)).toEqual([...bad].sort((a, b) => a - b));
          expect(accepted).toEqual(
            Array.from({ length: count }, (_, line) => line).filter((line) => !bad.has(line)),
          );
          expect(parts.counts.acknowledged).toBe(accepted.length);
        },
      ),
    );
  });

  it('when all of a batch is refused the API is at fault: nothing is rejected', async () => {
    const { parts } = world(() => split);
    expect(await deliverBatch(batchOfLines(8), parts)).toMatchObject({
      kind: 'failed',
      error: { exitCode: 6 },
    });
    expect(await deliverBatch(batchOfLines(1), parts)).toMatchObject({ kind: 'failed' });
  });

  it('a last batch of one line is the culprit when the API has taken others', async () => {
    const { parts } = world((messages) => (messages.length === 1 ? split : ok));
    await deliverBatch(batchOfLines(3), parts);
    const result = await deliverBatch(batchOfLines(1), parts);
    expect(result).toMatchObject({ kind: 'finished', refusals: [{ status: 413 }] });
  });
});
