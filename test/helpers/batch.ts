import type { Batch } from '../../src/backfill/batches/batch.ts';
import type { OutgoingMessage } from '../../src/backfill/span.ts';

/** The messages of a batch, one by one. */
export function messagesOf(batch: Batch): OutgoingMessage[] {
  return Array.from({ length: batch.length }, (_, index) => batch.at(index));
}
