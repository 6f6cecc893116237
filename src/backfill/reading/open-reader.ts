import { availableParallelism } from 'node:os';
import { createKernel } from '../../ndjson/kernel/kernel.ts';
import { createBatchBuilder, createKernelBuilder } from '../batches/batch-builder.ts';
import type { Envelope } from '../batches/envelope.ts';
import { tuneForDatabase, tuneForKernel, tuneForRows } from '../tune-engine.ts';
import type { Input } from './input.ts';
import { createMessageIds, type MessageIdOptions } from './message-id.ts';
import { createSpanReader, leavesLinesAlone, type ReadRules, type SpanReader } from './read-spans.ts';
import { type ReadingThread, startReadingThread } from './thread/worker-reader.ts';

/** What decides how a call reads, by the names of its options. */
export interface ReadingOptions {
  readonly dryRun?: boolean;
  readonly concurrency: number;
  readonly maxEventBytes: number;
  readonly maxBatchBytes: number;
  readonly maxBatchEvents: number;
}

/** Bytes as stored, below which a thread costs as much as it saves (20 MB: 0.19 instead of 0.20 s). */
const leastForThread = 16_000_000;

/**
 * Starts a thread that reads while this one sends, where that pays: for files of some size that the kernel may read,
 * on more than one processor. It comes up while the way to the API is opened.
 */
export function startReading(
  inputs: readonly Input[],
  rules: ReadRules,
  { dryRun }: Pick<ReadingOptions, 'dryRun'>,
): ReadingThread | undefined {
  const sizes = inputs.map(({ size }) => size ?? Number.NaN);
  // A pipe makes the sum no number.
  const isLarge = sizes.reduce((sum, size) => sum + size, 0) >= leastForThread;
  // DuckDB has a thread of its own.
  const isParquet = inputs.some(({ parquet }) => parquet !== undefined);
  if (isParquet) tuneForDatabase();
  const pays =
    isLarge && !isParquet && leavesLinesAlone(rules) && dryRun !== true && availableParallelism() > 1;
  if (!pays) return undefined;
  // The thread has the flags of its start.
  if (inputs.some(({ table }) => table !== undefined)) tuneForRows();
  return startReadingThread();
}

export interface OpenReader {
  readonly read: SpanReader;
  /** In a thread of its own. */
  readonly usesWorker: boolean;
}

/** Reads in that thread; where there is none, in this one, with the kernel or, where the machine cannot run it, without. */
export async function openReader(
  thread: ReadingThread | undefined,
  options: ReadingOptions,
  envelope: Envelope,
  ids: MessageIdOptions,
): Promise<OpenReader> {
  const { before, after, bytes: envelopeBytes } = envelope;
  const limits = {
    maxMessageBytes: options.maxEventBytes,
    maxBodyBytes: options.maxBatchBytes - envelopeBytes,
    maxMessages: options.maxBatchEvents,
  };
  tuneForKernel();
  // Those that are sent concurrently, and one that waits to be sent.
  const room = { batches: options.concurrency + 1, before, after };
  const worker = await thread?.open({ ids, limits, room });
  if (worker !== undefined) return { read: worker, usesWorker: true };
  // And one that is being filled.
  const kernel = createKernel(limits, { ...room, batches: room.batches + 1 });
  const builder =
    kernel === undefined
      ? createBatchBuilder({
          maxBytes: options.maxBatchBytes,
          maxMessages: options.maxBatchEvents,
          envelopeBytes,
        })
      : createKernelBuilder(kernel, before);
  return { read: createSpanReader(await createMessageIds(ids), builder), usesWorker: false };
}
