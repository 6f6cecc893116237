import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { App } from '../../src/app.ts';
import type { DeliveryReporter, PostBatch } from '../../src/backfill/deliver.ts';
import type { Envelope } from '../../src/backfill/envelope.ts';
import type { Rates } from '../../src/backfill/pace.ts';
import { isLoopback } from '../../src/spec/url.ts';
import { formatCount, formatDuration } from '../../src/terminal/numbers.ts';
import type { Progress } from '../../src/terminal/progress.ts';
import type { Target } from '../target.ts';
import type { BatchFlags } from './options.ts';

/** Requests a second on Segment's hosts unless told otherwise; well under its 1,000 (DESIGN §2, contract §3.1). */
const politeRate = 50;
const compress = promisify(gzip);

/** On Segment's hosts a polite pace, on this machine as fast as the answers come. */
export function chooseRates(flags: BatchFlags, target: Target | undefined): Rates {
  const isLocal = target === undefined || isLoopback(new URL(target.describe.url));
  return {
    requestsPerSecond: flags.rate ?? (isLocal ? Number.POSITIVE_INFINITY : politeRate),
    messagesPerSecond: flags.eventRate ?? Number.POSITIVE_INFINITY,
  };
}

/** One POST of one batch. The body is made anew for each attempt: `sentAt` is the clock at that attempt (rule R19). */
export function postTo(
  { tracking, describe }: Target,
  envelope: Envelope,
  flags: BatchFlags,
  now: () => Date,
): PostBatch {
  const isCompressed = flags.gzip ?? !isLoopback(new URL(describe.url));
  return async (messages, attempt, signal) => {
    const body = envelope.wrap(messages, now());
    return tracking.post({
      path: '/v1/batch',
      body: isCompressed ? await compress(body, { level: 1 }) : body,
      gzip: isCompressed,
      attempt,
      timeoutMs: flags.requestTimeout,
      signal,
    });
  };
}

/** A wait this long, in milliseconds, is told to everybody: it must not look like a hang. */
const longWaitMs = 5_000;

/** Tells of requests, retries and halvings as they happen. */
export function reportDelivery(app: App, progress: () => Progress | undefined): DeliveryReporter {
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
