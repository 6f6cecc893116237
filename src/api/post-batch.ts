import { trackingEndpoints } from '../segment/endpoints/tracking.ts';
import { isLoopback } from '../spec/url.ts';
import { fillPath } from './api-path.ts';
import { createCompressor } from './compress.ts';
import type { SendOutcome } from './retry.ts';
import type { Tracking } from './tracking.ts';

export interface PostBatchOptions<Messages> {
  /** The body for these messages, sent at this moment. */
  readonly wrap: (messages: Messages, sentAt: Date) => Buffer;
  /** Undefined compresses, but not for this machine. */
  readonly gzip: boolean | undefined;
  readonly timeoutMs: number;
  readonly now: () => Date;
  /** Called once, when everything that sending needs has been loaded. */
  readonly onFirstReply: () => void;
  /** Receives the `Date` header of each reply that acknowledges. */
  readonly onServerDate: (date: string | undefined) => void;
}

/** One POST of one batch. The body is made for each attempt: `sentAt` is the time of that attempt. */
export function batchPoster<Messages>(
  {
    tracking,
    describe: { url },
  }: { readonly tracking: Tracking; readonly describe: { readonly url: string } },
  { wrap, gzip, timeoutMs, now, onFirstReply, onServerDate }: PostBatchOptions<Messages>,
): (messages: Messages, attempt: number, signal: AbortSignal) => Promise<SendOutcome> {
  let hasReply = false;
  const isCompressed = gzip ?? !isLoopback(new URL(url));
  const compress = createCompressor();
  return async (messages, attempt, signal) => {
    const body = wrap(messages, now());
    const outcome = await tracking.post({
      path: fillPath(trackingEndpoints.batch.path, {}),
      body: isCompressed ? await compress(body) : body,
      gzip: isCompressed,
      attempt,
      timeoutMs,
      signal,
    });
    if (!hasReply) onFirstReply();
    hasReply = true;
    if (outcome.kind === 'acknowledged') onServerDate(outcome.serverDate);
    return outcome;
  };
}
