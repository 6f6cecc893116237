import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { fillPath } from '../../src/api/api-path.ts';
import type { App } from '../../src/app.ts';
import type { BackfillReporter } from '../../src/backfill/backfill.ts';
import type { Envelope } from '../../src/backfill/batches/envelope.ts';
import type { Shard } from '../../src/backfill/reading/shard.ts';
import type { PostBatch } from '../../src/backfill/sending/deliver.ts';
import type { Rates } from '../../src/backfill/sending/pace.ts';
import type { Target } from '../../src/clients/target.ts';
import { trackingEndpoints } from '../../src/segment/endpoints/tracking.ts';
import { isLoopback } from '../../src/spec/url.ts';
import { formatCount, formatDuration } from '../../src/terminal/numbers.ts';
import type { Progress } from '../../src/terminal/progress.ts';
import type { BatchFlags } from './options.ts';

/** Requests a second on Segment's hosts unless told otherwise; well under its 1,000 (docs/rules.md#numbers, docs/segment-api/tracking.md#limits). */
const politeRate = 50;
const compress = promisify(gzip);
/** A full batch comes out in one piece: each piece more is a way to another thread and back. */
const compression = { level: 1, chunkSize: 128 * 1024 };

/**
 * On Segment's hosts a polite pace, on this machine as fast as the answers come. What is said is said of the
 * whole job: each shard takes its part (docs/rules.md#numbers).
 */
export function chooseRates(flags: BatchFlags, target: Target | undefined, shard: Shard | undefined): Rates {
  const parts = shard?.count ?? 1;
  const isLocal = target === undefined || isLoopback(new URL(target.describe.url));
  return {
    requestsPerSecond: (flags.rate ?? (isLocal ? Number.POSITIVE_INFINITY : politeRate)) / parts,
    messagesPerSecond: (flags.eventRate ?? Number.POSITIVE_INFINITY) / parts,
  };
}

/** One POST of one batch. The body is made anew for each attempt: `sentAt` is the clock at that attempt (rule R19). */
export function postTo(
  { tracking, describe }: Target,
  envelope: Envelope,
  flags: BatchFlags,
  { now, onFirstAnswer, onServerDate }: PostParts,
): PostBatch {
  let isAnswered = false;
  const isCompressed = flags.gzip ?? !isLoopback(new URL(describe.url));
  return async (messages, attempt, signal) => {
    const body = envelope.wrap(messages, now());
    const outcome = await tracking.post({
      path: fillPath(trackingEndpoints.batch.path, {}),
      body: isCompressed ? await compress(body, compression) : body,
      gzip: isCompressed,
      attempt,
      timeoutMs: flags.requestTimeout,
      signal,
    });
    if (!isAnswered) onFirstAnswer();
    isAnswered = true;
    if (outcome.kind === 'acknowledged') onServerDate(outcome.serverDate);
    return outcome;
  };
}

export interface PostParts {
  readonly now: () => Date;
  /** Told once, when all that is needed to send has been loaded. */
  readonly onFirstAnswer: () => void;
  /** Told the `Date` header of each reply that acknowledges. */
  readonly onServerDate: (date: string | undefined) => void;
}

/** How far two clocks may differ before it is told, in milliseconds (rule R19). */
const toleratedSkewMs = 5_000;

/** Warns once when this machine's clock and the server's differ: Segment corrects timestamps by `sentAt`. */
export function watchClocks(now: () => Date, warn: (sentence: string) => void): PostParts['onServerDate'] {
  let hasWarned = false;
  return (date) => {
    const server = Date.parse(date ?? '');
    if (hasWarned || Number.isNaN(server)) return;
    // The header leaves out what is below a second.
    const ahead = now().getTime() - server;
    if (ahead >= -toleratedSkewMs && ahead <= toleratedSkewMs + 1_000) return;
    hasWarned = true;
    const by = formatDuration(Math.abs(ahead));
    warn(
      `The clock of this machine is ${by} ${ahead > 0 ? 'ahead of' : 'behind'} the server’s: Segment will shift the timestamps by that.`,
    );
  };
}

/** A wait this long, in milliseconds, is told to everybody: it must not look like a hang. */
const longWaitMs = 5_000;

/** Tells of requests, retries and halvings as they happen. */
export function reportDelivery(app: App, progress: () => Progress | undefined): BackfillReporter {
  return {
    onBatch: (messages, requests) =>
      app.print.verbose(`request ${requests}: ${formatCount(messages)} messages accepted`),
    onRetry(reason, waitMs, retry) {
      const line = `${reason.replace(/\.$/, '')}; next try in ${formatDuration(waitMs)} (retry ${retry})`;
      if (waitMs >= longWaitMs) progress()?.say(`${app.print.style.symbols.warning} ${line}`);
      else app.print.verbose(line);
    },
    onSplit: (reason, messages) =>
      app.print.verbose(`${reason}: halving a batch of ${formatCount(messages)} messages`),
  };
}
