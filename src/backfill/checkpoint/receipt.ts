import type { BackfillResult } from '../backfill.ts';
import { withUnacknowledged } from '../counters.ts';
import type { Checkpoint } from './checkpoint.ts';

/** The result of the run that left a receipt, and the path of its rejects file: as that run would have reported them. */
export function readReceipt({ totals, ...receipt }: Checkpoint): {
  readonly result: BackfillResult;
  readonly rejects: string | undefined;
} {
  const { durationMs, rejectGroups, warnings, rejects } = receipt;
  const result = {
    counts: withUnacknowledged(totals),
    durationMs,
    rejectGroups: new Map(rejectGroups),
    warnings: new Map(warnings),
    isFinished: true,
    error: undefined,
  };
  // A file that was announced and then not needed was never made.
  return { result, rejects: rejects !== null && rejects.bytes > 0 ? rejects.path : undefined };
}
