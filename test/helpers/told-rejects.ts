import { readReject, type WrittenReject } from '../../src/backfill/rejects/reject.ts';
import type { RejectEntry, Rejects } from '../../src/backfill/rejects/rejects.ts';

export interface ToldReject extends WrittenReject, Omit<RejectEntry, 'end'> {
  readonly bytes: Buffer | undefined;
}

/** What rejects say of themselves, in their text and beside it. */
export function toldRejects(rejects: Rejects): ToldReject[] {
  return Array.from({ length: rejects.length }, (_, index) => {
    const { end: _end, ...entry } = rejects.entry(index);
    const written = rejects.read(index);
    return { ...written, ...entry, bytes: readReject(written)?.bytes };
  });
}
