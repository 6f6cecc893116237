import { UsageError } from '../../errors.ts';
import type { Batch } from './batch.ts';

/** What stands around the messages of a batch body (docs/segment-api/tracking.md#batch). */
export interface Envelope {
  /** Bytes of a body without messages: those before and those after them. */
  readonly bytes: number;
  readonly before: number;
  readonly after: number;
  /** The whole body. `sentAt` is the clock at this very attempt: Segment corrects timestamps with it (rule R19). */
  wrap(batch: Batch, sentAt: Date): Buffer;
}

const tail = Buffer.from(']}');

/** @param writeKey put into the body when the header carries an OAuth token (docs/segment-api/tracking.md#write-keys) */
export function createEnvelope(writeKey: string | undefined): Envelope {
  const head = (sentAt: Date) => {
    const key = writeKey === undefined ? '' : `"writeKey":${JSON.stringify(writeKey)},`;
    return Buffer.from(`{${key}"sentAt":"${sentAt.toISOString()}","batch":[`);
  };
  const before = head(new Date(0)).length;
  return {
    bytes: before + tail.length,
    before,
    after: tail.length,
    wrap: (batch, sentAt) => batch.wrap(head(sentAt), tail),
  };
}

/** Throws UsageError where the largest message that is let through would fit into no batch. */
export function checkLimits(
  { maxEventBytes, maxBatchBytes }: { readonly maxEventBytes: number; readonly maxBatchBytes: number },
  envelope: Pick<Envelope, 'bytes'>,
): void {
  const least = maxEventBytes + envelope.bytes;
  if (least <= maxBatchBytes) return;
  throw new UsageError(
    `A message of ${maxEventBytes} bytes (--max-event-bytes) would not fit into a batch of ${maxBatchBytes} (--max-batch-bytes).`,
    {
      code: 'limits_conflict',
      hint: `Give --max-batch-bytes at least ${least}, or --max-event-bytes less.`,
    },
  );
}
