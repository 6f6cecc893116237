import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { fillPath } from '../../src/api/api-path.ts';
import type { App } from '../../src/app.ts';
import type { BackfillReporter } from '../../src/backfill/backfill.ts';
import type { Envelope } from '../../src/backfill/batches/envelope.ts';
import type { PostBatch } from '../../src/backfill/sending/deliver.ts';
import type { Target } from '../../src/clients/target.ts';
import { trackingEndpoints } from '../../src/segment/endpoints/tracking.ts';
import { isLoopback } from '../../src/spec/url.ts';
import { formatCount, formatDuration } from '../../src/terminal/numbers.ts';
import type { Progress } from '../../src/terminal/progress.ts';
import type { BatchFlags } from './options.ts';

const compress = promisify(gzip);
/** A full batch comes out in one piece: each piece more is a way to another thread and back. */
const compression = { level: 1, chunkSize: 128 * 1024 };

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

/** Warns that this machine's clock and the server's differ. */
export function tellClocks(aheadMs: number, warn: (sentence: string) => void): void {
  const by = formatDuration(Math.abs(aheadMs));
  warn(
    `The clock of this machine is ${by} ${aheadMs > 0 ? 'ahead of' : 'behind'} the server’s: Segment will shift the timestamps by that.`,
  );
}

/** A wait this long, in milliseconds, is told to everybody: it must not look like a hang. */
const longWaitMs = 5_000;

/** Tells of requests, retries and halvings as they happen. */
export function reportDelivery(app: App, progress: Pick<Progress, 'say'>): BackfillReporter {
  return {
    onBatch: (messages, requests) =>
      app.print.verbose(`request ${requests}: ${formatCount(messages)} messages accepted`),
    onRetry(reason, waitMs, retry) {
      const line = `${reason.replace(/\.$/, '')}; next try in ${formatDuration(waitMs)} (retry ${retry})`;
      if (waitMs >= longWaitMs) progress.say(`${app.print.style.symbols.warning} ${line}`);
      else app.print.verbose(line);
    },
    onSplit: (reason, messages) =>
      app.print.verbose(`${reason}: halving a batch of ${formatCount(messages)} messages`),
  };
}
