import { UsageError } from '../../errors.ts';
import type { Envelope } from './envelope.ts';

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
