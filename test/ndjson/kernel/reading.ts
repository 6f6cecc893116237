import {
  type BatchBuilder,
  createBatchBuilder,
  createKernelBuilder,
} from '../../../src/backfill/batches/batch-builder.ts';
import { createMessageIds } from '../../../src/backfill/reading/message-id.ts';
import { type ReadRules, readSpans } from '../../../src/backfill/reading/read-spans.ts';
import { createInShard, type Shard } from '../../../src/backfill/reading/shard.ts';
import type { ReadCounts, Span } from '../../../src/backfill/span.ts';
import { createKernel } from '../../../src/ndjson/kernel/kernel.ts';

/** Everything that reading an input comes to: what would be sent, in which batches, and what is told of the rest. */
export interface Reading {
  readonly bodies: readonly string[];
  readonly messages: readonly string[];
  readonly rejects: readonly string[];
  readonly counts: string;
  readonly ends: readonly string[];
}

const smallLimits = { maxMessageBytes: 2_000, maxBodyBytes: 6_000, maxMessages: 7 };
const envelope = { before: 10, after: 2 };

export function kernelBuilder(limits = smallLimits): BatchBuilder {
  const kernel = createKernel(limits, { batches: 2, ...envelope });
  if (kernel === undefined) throw new Error('this machine cannot run the kernel');
  return createKernelBuilder(kernel, envelope.before);
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
  const size = chunks.reduce((sum, { length }) => sum + length, 0);
  const input = {
    name: 'in',
    path: '/in',
    size,
    async *open() {
      yield* chunks;
    },
  };
  const spans = readSpans([input], rules, {
    ids: await createMessageIds({ writeKey: 'k' }),
    counts,
    builder,
    sleep: () => new Promise(() => {}),
    signal: new AbortController().signal,
    notes: { firstLine: () => {}, end: () => {} },
  });
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
    rejects: rejects.map(({ bytes, ...rest }) => JSON.stringify({ ...rest, bytes: latin1(bytes) })),
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
