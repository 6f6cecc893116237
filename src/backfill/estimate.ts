import { CliError } from '../errors.ts';
import { maxBatchBytes, maxBatchMessages } from '../spec/limits.ts';
import { createBatchBuilder } from './batches/batch-builder.ts';
import type { BatchLimits } from './batches/chunk.ts';
import { type BackfillCounts, createCounters } from './counters.ts';
import type { Input } from './reading/input.ts';
import type { MessageIds } from './reading/message-id.ts';
import { type ReadRules, readSpans } from './reading/read-spans.ts';
import { type Rates, secondsAt } from './sending/pace.ts';

/** How much a run sends, and how long that takes at its pace alone. */
export interface Estimate {
  readonly messages: number;
  readonly requests: number;
  readonly seconds: number;
}

/** What a dry run has read is no guess; only how long it takes to send is. */
export function estimateOf(
  { unacknowledged, requests }: Pick<BackfillCounts, 'unacknowledged' | 'requests'>,
  rates: Rates,
): Estimate {
  return withSeconds(unacknowledged, requests, rates);
}

export interface EstimatedRun {
  readonly inputs: readonly Input[];
  readonly rules: ReadRules;
  readonly limits: BatchLimits;
  readonly rates: Rates;
  /** What earlier runs of the job have sent. */
  readonly acknowledged: number;
}

/** However many files there are, so many are looked into, and so much is read of them together: a batch of one. */
const sampledFiles = 8;
const sampledBytes = 512 * 1024;

/**
 * Guesses what a run sends by the beginnings of some of its files: what is after them counts as the same, byte for stored
 * byte. Undefined where the size of an input is not known, or where nothing can be told from the beginnings.
 */
export async function estimateRun(run: EstimatedRun): Promise<Estimate | undefined> {
  const { inputs, rules, limits, rates, acknowledged } = run;
  const sizes = inputs.map(({ size }) => size ?? Number.NaN);
  // A pipe makes the sum no number.
  const storedBytes = sizes.reduce((sum, size) => sum + size, 0);
  if (Number.isNaN(storedBytes)) return undefined;
  const every = Math.ceil(inputs.length / sampledFiles);
  const sampled = inputs.filter((_input, index) => index % every === 0);
  const seen = { messages: 0, bytes: 0, storedBytes: 0 };
  for (const input of sampled) {
    const sample = await readSample(input, sampledBytes / sampled.length, run);
    seen.messages += sample.messages;
    seen.bytes += sample.bytes;
    seen.storedBytes += sample.storedBytes;
  }
  if (seen.messages === 0 || seen.storedBytes === 0) return undefined;
  const inFiles = Math.round((seen.messages * storedBytes) / seen.storedBytes);
  const messages = Math.max(0, Math.min(inFiles, rules.limit) - acknowledged);
  // Commas stand between the messages of a batch.
  const room = (limits.maxBytes - limits.envelopeBytes + 1) / (seen.bytes / seen.messages + 1);
  const perRequest = Math.max(1, Math.min(limits.maxMessages, Math.floor(room)));
  return withSeconds(messages, Math.ceil(messages / perRequest), rates);
}

function withSeconds(messages: number, requests: number, rates: Rates): Estimate {
  return { messages, requests, seconds: Math.round(1000 * secondsAt(rates, { messages, requests })) / 1000 };
}

/** The messages at the beginning of a file, and how many of its bytes they and what stands between them take. */
async function readSample(input: Input, mostBytes: number, { rules, limits }: EstimatedRun) {
  const sample = { messages: 0, bytes: 0, storedBytes: 0 };
  // A filter may leave nothing of a file, and nobody waits for all of it.
  const open: Input['open'] = (signal, options) => firstOf(input.open(signal, options), mostBytes);
  const onInvalid = rules.onInvalid === 'send' ? 'send' : 'reject';
  const spans = readSpans(
    [{ ...input, open }],
    { ...rules, onInvalid, isLookedAt: false },
    {
      counts: createCounters(0).read,
      ids: idsOfTheirLength,
      // Smaller batches tell less.
      builder: createBatchBuilder({
        maxBytes: Math.max(maxBatchBytes, limits.maxBytes),
        maxMessages: Math.max(maxBatchMessages, limits.maxMessages),
        envelopeBytes: limits.envelopeBytes,
      }),
      sleep: () => new Promise(() => {}),
      signal: new AbortController().signal,
      notes: undefined,
    },
  );
  try {
    for await (const { messages, stored } of spans) {
      sample.messages += messages.length;
      sample.bytes += messages.bytes;
      sample.storedBytes = stored.end;
      if (sample.messages > 0 && sample.storedBytes > 0) break;
    }
  } catch (error) {
    // Compressed data that ends here is damaged; the run itself will meet any other fault, and report it.
    if (!(error instanceof CliError)) throw error;
  }
  return sample;
}

async function* firstOf(chunks: AsyncIterable<Uint8Array>, bytes: number): AsyncGenerator<Uint8Array> {
  let left = bytes;
  for await (const chunk of chunks) {
    yield chunk.subarray(0, left);
    left -= chunk.length;
    if (left <= 0) return;
  }
}

/** Ids as long as those that the messages will have. */
const idsOfTheirLength: MessageIds = {
  seed: '',
  forInput: () => ({
    prefix: '',
    derive: (offset) => `sc1-${'0'.repeat(16)}-${offset.toString(36)}-${'0'.repeat(16)}`,
  }),
};
