import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type BackfillDeps, type BackfillRequest, runBackfill, runDry } from '../../src/backfill/backfill.ts';
import {
  type BatchBuilder,
  createBatchBuilder,
  createKernelBuilder,
} from '../../src/backfill/batches/batch-builder.ts';
import { createProgressRecord, type ProgressRecord } from '../../src/backfill/checkpoint/progress-record.ts';
import type { Input } from '../../src/backfill/reading/input.ts';
import { createMessageIds } from '../../src/backfill/reading/message-id.ts';
import { createSpanReader } from '../../src/backfill/reading/read-spans.ts';
import type { RejectsFile } from '../../src/backfill/rejects/rejects-file.ts';
import type { DeliveryOutcome } from '../../src/backfill/sending/deliver.ts';
import { ApiError, AuthError, CancelledError, TemporaryError } from '../../src/errors.ts';
import { createKernel } from '../../src/ndjson/kernel/kernel.ts';
import { messagesOf } from '../helpers/batch.ts';
import { type ToldReject, toldRejects } from '../helpers/told-rejects.ts';

const unlimited = {
  requestsPerSecond: Number.POSITIVE_INFINITY,
  messagesPerSecond: Number.POSITIVE_INFINITY,
};

function inputOf(name: string, text: string, chunkBytes = 1000): Input {
  const bytes = Buffer.from(text);
  return {
    name,
    path: `/${name}`,
    size: bytes.length,
    async *open() {
      for (let from = 0; from < bytes.length; from += chunkBytes)
        yield bytes.subarray(from, from + chunkBytes);
    },
  };
}

function requestOf(
  inputs: readonly Input[],
  changed: Partial<BackfillRequest['rules']> = {},
): BackfillRequest {
  return {
    inputs,
    rules: {
      maxMessageBytes: 32_768,
      defaults: new Map(),
      coerceIds: false,
      replay: false,
      onInvalid: 'reject',
      limit: Number.POSITIVE_INFINITY,
      lingerMs: 1000,
      ...changed,
    },
    concurrency: 3,
    rates: unlimited,
    maxWaitMs: 60_000,
  };
}

const limits = { maxBytes: 491_520, maxMessages: 5, envelopeBytes: 50 };

/** The kernel's, in which nothing of this file may differ. */
function kernelBuilder(): BatchBuilder {
  const limits = { maxMessageBytes: 32_768, maxBodyBytes: 491_470, maxMessages: 5 };
  const kernel = createKernel(limits, { batches: 4, before: 48, after: 2 });
  if (kernel === undefined) throw new Error('this machine cannot run the kernel');
  return createKernelBuilder(kernel, 48);
}

function recordOf(rejects: RejectsFile | undefined): ProgressRecord {
  return createProgressRecord({
    rejects,
    job: undefined,
    now: () => new Date(),
    monotonic: () => performance.now(),
  });
}

/** What the API acknowledged and what was written as rejected, in the order in which it happened. */
async function world(
  answer: (lines: string[], attempt: number) => DeliveryOutcome | Promise<DeliveryOutcome>,
  builder = kernelBuilder,
) {
  const acknowledged: string[] = [];
  const rejects: ToldReject[] = [];
  const stopping = new AbortController();
  const parts: BackfillDeps = {
    post: async (messages, attempt) => {
      const ids = messagesOf(messages).map(({ bytes }) => String(JSON.parse(bytes.toString()).userId));
      const outcome = await answer(ids, attempt);
      if (outcome.kind === 'acknowledged') acknowledged.push(...ids);
      return outcome;
    },
    read: createSpanReader(await createMessageIds({ writeKey: 'k' }), builder()),
    record: recordOf({
      path: 'r',
      state: undefined,
      append: async (written) => void rejects.push(...written.flatMap(toldRejects)),
      sync: async () => {},
      close: async () => {},
    }),
    backoff: () => 0,
    now: () => new Date(),
    monotonic: () => performance.now(),
    sleep: (_milliseconds, signal) =>
      new Promise((done, fail) => void setImmediate(() => (signal?.aborted ? fail(signal.reason) : done()))),
    report: { onBatch: () => {}, onRetry: () => {}, onSplit: () => {} },
    stopping: stopping.signal,
    abandon: new AbortController().signal,
  };
  return { parts, acknowledged, rejects, stopping };
}

const message = (id: string) => `{"type":"track","event":"E","userId":"${id}"}`;
const retry: DeliveryOutcome = {
  kind: 'retry',
  reason: 'busy',
  status: 503,
  retryAfterMs: undefined,
  error: new TemporaryError('busy'),
};
const split: DeliveryOutcome = {
  kind: 'split',
  reason: 'too large',
  status: 413,
  error: new ApiError('too large'),
};

describe('runBackfill', () => {
  it.each([
    ['with the kernel', kernelBuilder],
    ['without it', () => createBatchBuilder(limits)],
  ])(
    '%s every line ends in one place, whatever the data, the answers and their order',
    async (_name, builder) => {
      const line = fc.constantFrom('good', 'bad', 'blank', 'culprit');
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.array(line, { maxLength: 60 }), { minLength: 1, maxLength: 3 }),
          fc.infiniteStream(fc.nat(9)),
          async (files, dice) => {
            const texts = files.map((kinds, file) =>
              kinds.map((kind, index) =>
                kind === 'blank'
                  ? ''
                  : kind === 'bad'
                    ? `{"bad":${index}`
                    : message(`${kind}-${file}-${index}`),
              ),
            );
            const { parts, acknowledged, rejects } = await world(async (ids) => {
              const roll = dice.next().value ?? 0;
              for (let turn = 0; turn < roll; turn += 1) await Promise.resolve();
              if (roll < 3) return retry;
              return ids.some((id) => id.startsWith('culprit')) ? split : { kind: 'acknowledged' };
            }, builder);
            const inputs = texts.map((lines, file) =>
              inputOf(`file-${file}`, lines.join('\n') + (lines.length > 0 ? '\n' : ''), 37),
            );
            const result = await runBackfill(requestOf(inputs), parts);

            const { counts } = result;
            expect(counts.read).toBe(
              counts.acknowledged + counts.rejected + counts.blank + counts.filtered + counts.unacknowledged,
            );
            expect(counts.read).toBeLessThanOrEqual(files.flat().length);
            expect(new Set(acknowledged).size).toBe(acknowledged.length);
            // Rejects stand in the order of the input: a checkpoint can say how far they go.
            const places = rejects.map(({ input, line: number }) => input * 1000 + number);
            expect(places).toEqual([...places].sort((a, b) => a - b));
            if (result.error !== undefined) {
              // A batch of nothing but culprits: the API is held to be at fault.
              expect(result.error.exitCode).toBe(6);
              return;
            }
            // A run that came to its end has read everything.
            expect(counts.read).toBe(files.flat().length);
            expect(counts.unacknowledged).toBe(0);
            expect([...acknowledged].sort()).toEqual(
              files
                .flatMap((kinds, file) =>
                  kinds.flatMap((kind, index) => (kind === 'good' ? [`good-${file}-${index}`] : [])),
                )
                .sort(),
            );
            expect(rejects.map(({ code }) => code).sort()).toEqual(
              files
                .flat()
                .flatMap((kind) =>
                  kind === 'bad' ? ['invalid_json'] : kind === 'culprit' ? ['refused_by_server'] : [],
                )
                .sort(),
            );
          },
        ),
        { numRuns: 150 },
      );
    },
  );

  it('a refused write key stops the run: nothing is rejected, nothing more is sent', async () => {
    let requests = 0;
    const { parts, rejects } = await world(() => {
      requests += 1;
      return { kind: 'stop', error: new AuthError('refused', { code: 'write_key_invalid' }) };
    });
    const text = Array.from({ length: 500 }, (_, index) => message(`u${index}`)).join('\n');
    const { counts, error } = await runBackfill(requestOf([inputOf('a', text)]), parts);
    expect(error).toMatchObject({ exitCode: 4 });
    expect(requests).toBeLessThanOrEqual(3);
    expect(rejects).toEqual([]);
    expect(counts).toMatchObject({ acknowledged: 0, rejected: 0, unacknowledged: counts.read });
  });

  it('a stop lets what is in flight end and counts the rest as unacknowledged', async () => {
    const { parts, acknowledged, stopping } = await world(async () => {
      stopping.abort(new CancelledError('Interrupted.', { exitCode: 143 }));
      return { kind: 'acknowledged' };
    });
    const text = Array.from({ length: 500 }, (_, index) => message(`u${index}`)).join('\n');
    const { counts, error } = await runBackfill(requestOf([inputOf('a', text)]), parts);
    expect(error).toMatchObject({ exitCode: 143 });
    expect(counts.acknowledged).toBe(acknowledged.length);
    expect(counts.acknowledged).toBeGreaterThan(0);
    expect(counts.unacknowledged).toBe(counts.read - counts.acknowledged);
  });

  it('a dry run sends nothing and counts what would be sent', async () => {
    const { parts, rejects } = await world(() => ({ kind: 'acknowledged' }));
    const text = `${message('a')}\n\nbroken\n${message('b')}\n`;
    const { counts } = await runDry(requestOf([inputOf('a', text)]), {
      ...parts,
      record: recordOf(undefined),
    });
    expect(counts).toMatchObject({
      read: 4,
      acknowledged: 0,
      rejected: 1,
      blank: 1,
      unacknowledged: 2,
      requests: 1,
    });
    expect(rejects).toEqual([]);
  });

  it('--limit counts lines that are not blank', async () => {
    const { parts, acknowledged } = await world(() => ({ kind: 'acknowledged' }));
    const text = `\n${message('a')}\n\nbroken\n${message('b')}\n`;
    const { counts } = await runBackfill(
      requestOf([inputOf('a', text), inputOf('b', message('c'))], { limit: 2 }),
      parts,
    );
    expect(acknowledged).toEqual(['a']);
    expect(counts).toMatchObject({ read: 4, acknowledged: 1, rejected: 1, blank: 2 });
  });

  it('--on-invalid stop sends what stood before the line and names it', async () => {
    const { parts, acknowledged } = await world(() => ({ kind: 'acknowledged' }));
    const text = `${message('a')}\nbroken\n${message('b')}\n`;
    const { error, counts } = await runBackfill(
      requestOf([inputOf('a', text)], { onInvalid: 'stop' }),
      parts,
    );
    expect(acknowledged).toEqual(['a']);
    expect(error).toMatchObject({ exitCode: 3, code: 'invalid_json' });
    expect(error?.message).toContain('Line 2 of a');
    expect(counts.rejected).toBe(0);
  });

  it('a slow pipe gets its partial batch sent', async () => {
    const sent: string[][] = [];
    let release = (): void => {};
    const { parts } = await world((ids) => {
      sent.push(ids);
      release();
      return { kind: 'acknowledged' };
    });
    const slow: Input = {
      name: '-',
      path: undefined,
      size: undefined,
      async *open() {
        yield Buffer.from(`${message('a')}\n`);
        // The second line comes only after the first was sent: without the linger this would never end.
        await new Promise<void>((done) => {
          release = done;
        });
        yield Buffer.from(`${message('b')}\n`);
      },
    };
    await runBackfill(requestOf([slow]), parts);
    expect(sent).toEqual([['a'], ['b']]);
  });
});
