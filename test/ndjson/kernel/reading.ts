import {
  type BatchBuilder,
  createBatchBuilder,
  createKernelBuilder,
} from '../../../src/backfill/batch-builder.ts';
import { createMessageIds } from '../../../src/backfill/message-id.ts';
import { type ReadRules, readSpans } from '../../../src/backfill/read-spans.ts';
import { createInShard, type Shard } from '../../../src/backfill/shard.ts';
import type { ReadCounts } from '../../../src/backfill/span.ts';
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
  const counts: ReadCounts = {
    lines: 0,
    blank: 0,
    filtered: 0,
    replayed: 0,
    inputBytes: 0,
    warnings: new Map(),
    isLimited: false,
  };
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
  const bodies: string[] = [];
  const messages: string[] = [];
  const rejects: string[] = [];
  const ends: string[] = [];
  const spans = readSpans([input], rules, {
    ids: await createMessageIds({ writeKey: 'k' }),
    counts,
    builder,
    sleep: () => new Promise(() => {}),
    signal: new AbortController().signal,
    notes: { firstLine: () => {}, end: async () => {} },
  });
  for await (const span of spans) {
    const head = Buffer.from('{"batch":[');
    bodies.push(span.messages.wrap(head, Buffer.from(']}')).toString('latin1'));
    for (let index = 0; index < span.messages.length; index += 1) {
      const { bytes, source, ...rest } = span.messages.at(index);
      messages.push(
        JSON.stringify({ ...rest, bytes: bytes.toString('latin1'), source: source.toString('latin1') }),
      );
    }
    for (const { bytes, ...rest } of span.rejects)
      rejects.push(JSON.stringify({ ...rest, bytes: bytes.toString('latin1') }));
    ends.push(JSON.stringify({ end: span.end, totals: span.totals, warnings: [...span.warnings].sort() }));
  }
  return {
    bodies,
    messages,
    rejects,
    ends,
    counts: JSON.stringify({ ...counts, warnings: [...counts.warnings].sort() }),
  };
}
