import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { trackingEndpoints } from '../segment/endpoints/tracking.ts';
import { isLoopback } from '../spec/url.ts';
import { fillPath } from './api-path.ts';
import type { SendOutcome } from './retry.ts';
import type { Tracking } from './tracking.ts';

const compress = promisify(gzip);
/**
 * Level 2 with more memory for it is faster than level 1 on bodies of 480 KiB, and they become smaller. A full batch
 * comes out in one piece: each further piece takes another turn through a worker thread.
 */
const compression = { level: 2, memLevel: 9, chunkSize: 128 * 1024 };

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
  return async (messages, attempt, signal) => {
    const body = wrap(messages, now());
    const outcome = await tracking.post({
      path: fillPath(trackingEndpoints.batch.path, {}),
      body: isCompressed ? await compress(body, compression) : body,
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
