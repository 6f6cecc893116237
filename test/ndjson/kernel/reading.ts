import { expect } from 'vitest';
import {
  type BatchBuilder,
  createBatchBuilder,
  createKernelBuilder,
  type KernelBuilder,
} from '../../../src/backfill/batches/batch-builder.ts';
import { createMessageIds } from '../../../src/backfill/reading/message-id.ts';
import { type ReadRules, readSpans } from '../../../src/backfill/reading/read-spans.ts';
import { createInShard, type Shard } from '../../../src/backfill/reading/shard.ts';
import type { Place, ReadCounts, Span } from '../../../src/backfill/span.ts';
import { createKernel, type KernelRun } from '../../../src/ndjson/kernel/kernel.ts';
import { toldRejects } from '../../helpers/told-rejects.ts';

/** Everything that reading an input comes to: what would be sent, in which batches, and what is told of the rest. */
export interface Reading {
  readonly bodies: readonly string[];
  readonly messages: readonly string[];
  readonly rejects: readonly string[];
  readonly counts: string;
  readonly ends: readonly string[];
}

export const smallLimits = { maxMessageBytes: 2_000, maxBodyBytes: 6_000, maxMessages: 7 };
const envelope = { before: 10, after: 2 };
/** Made once, as for all the inputs of a run: its WebAssembly takes longer to load than a few lines to read. */
const ids = await createMessageIds({ writeKey: 'k' });

/** @param onRun told what the kernel itself has taken */
export function kernelBuilder(
  limits = smallLimits,
  onRun: (run: KernelRun) => void = () => {},
): KernelBuilder {
  const kernel = createKernel(limits, { batches: 2, ...envelope });
  if (kernel === undefined) throw new Error('this machine cannot run the kernel');
  const builder = createKernelBuilder(kernel, envelope.before);
  const run: KernelBuilder['run'] = (...args) => {
    const result = builder.run(...args);
    onRun(result);
    return result;
  };
  return Object.assign(Object.create(builder), { run });
}

export function referenceBuilder(limits = smallLimits): BatchBuilder {
  return createBatchBuilder({
    maxBytes: limits.maxBodyBytes + envelope.before + envelope.after,
    maxMessages: limits.maxMessages,
    envelopeBytes: envelope.before + envelope.after,
  });
}

/** Reads chunks as one input through a builder. */
export async function readWith(
  builder: BatchBuilder,
  chunks: readonly Buffer[],
  shard?: Shard,
  limits = smallLimits,
  from?: Place,
): Promise<Reading> {
  const counts = countsFromZero();
  const rules: ReadRules = {
    maxMessageBytes: limits.maxMessageBytes,
    defaults: new Map(),
    coerceIds: false,
    replay: false,
    shard,
    isInShard: shard && (await createInShard(shard)),
    onInvalid: 'reject',
    limit: Number.POSITIVE_INFINITY,
    lingerMs: 60_000,
  };
  // Not as a file: then a place is known by everything that stands before it.
  const input = {
    name: 'in',
    path: undefined,
    size: undefined,
    async *open() {
      yield* chunks;
    },
  };
  const deps = {
    ids,
    counts,
    builder,
    sleep: () => new Promise<void>(() => {}),
    signal: new AbortController().signal,
    notes: { firstLine: () => {}, end: () => {} },
  };
  const spans = readSpans([input], rules, deps, from);
  return { ...(await gather(spans)), counts: textOf(counts) };
}

/** Everything that spans come to. */
export async function gather(spans: AsyncIterable<Span>): Promise<Omit<Reading, 'counts'>> {
  const reading: { [part in keyof Omit<Reading, 'counts'>]: string[] } = {
    bodies: [],
    messages: [],
    rejects: [],
    ends: [],
  };
  for await (const span of spans) {
    const told = tell(span);
    for (const part of ['bodies', 'messages', 'rejects', 'ends'] as const) reading[part].push(...told[part]);
  }
  return reading;
}

/** What one span comes to. */
export function tell({ messages, rejects, end, totals, warnings }: Span): Omit<Reading, 'counts'> {
  const latin1 = (bytes: Buffer) => bytes.toString('latin1');
  return {
    bodies: [latin1(messages.wrap(Buffer.from('{"batch":['), Buffer.from(']}')))],
    messages: Array.from({ length: messages.length }, (_, index) => {
      const { bytes, source, ...rest } = messages.at(index);
      return JSON.stringify({ ...rest, bytes: latin1(bytes), source: latin1(source) });
    }),
    rejects: toldRejects(rejects).map((reject) => JSON.stringify(reject)),
    ends: [JSON.stringify({ end, totals, warnings: [...warnings].sort() })],
  };
}

export function countsFromZero(): ReadCounts {
  return {
    lines: 0,
    blank: 0,
    filtered: 0,
    replayed: 0,
    inputBytes: 0,
    warnings: new Map(),
    isLimited: false,
  };
}

export function textOf(counts: ReadCounts): string {
  return JSON.stringify({ ...counts, warnings: [...counts.warnings].sort() });
}

const kernels = new Map<string, KernelBuilder>();

/** A kernel for each shard, as a run has one for all its inputs: to make one takes longer than to read a few lines. */
function kernelFor(shard: Shard | undefined): KernelBuilder {
  const name = JSON.stringify(shard ?? null);
  const kernel = kernels.get(name) ?? kernelBuilder();
  kernels.set(name, kernel);
  return kernel;
}

/** Reads with the kernel and with the reference, which must come to the same; a disagreement prints the bytes. */
export async function expectAgreement(
  chunks: readonly Buffer[],
  shard?: Shard,
  { kernel = kernelFor(shard), from }: { kernel?: KernelBuilder; from?: Place } = {},
): Promise<Reading> {
  const [ours, reference] = await Promise.all([
    readWith(kernel, chunks, shard, smallLimits, from),
    readWith(referenceBuilder(), chunks, shard, smallLimits, from),
  ]);
  try {
    expect(ours).toEqual(reference);
  } catch (error) {
    const bytes = Buffer.concat(chunks);
    process.stdout.write(
      `disagreement on ${bytes.length} bytes: ${bytes.toString('base64')}\n${bytes.toString('latin1')}\n`,
    );
    throw error;
  }
  return ours;
}

export function inChunks(bytes: Buffer, size: number): Buffer[] {
  const chunks: Buffer[] = [];
  for (let from = 0; from < bytes.length; from += size) chunks.push(bytes.subarray(from, from + size));
  return chunks;
}
