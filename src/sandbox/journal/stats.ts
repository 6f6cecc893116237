import { sumOf } from '../refused/refused-requests.ts';
import type { Journal } from './journal.ts';
import type { Scope } from './scope.ts';

/** Everything that is counted, as `GET /_/stats` answers it. Totals since the start or the last reset. */
export interface SandboxStats {
  readonly startedAt: string;
  readonly messages: { readonly stored: number; readonly duplicates: number; readonly discarded: number };
  readonly byType: Readonly<Record<string, number>>;
  readonly bySource: Readonly<Record<string, number>>;
  /** Discard code to count; an empty batch counts here although it holds no message. */
  readonly discards: Readonly<Record<string, number>>;
  readonly requests: {
    /** Those to the Tracking API. */
    readonly total: number;
    readonly byStatus: Readonly<Record<string, number>>;
    /** Those to any of the APIs that were answered 4xx. */
    readonly refused: number;
    readonly refusedByStatus: Readonly<Record<string, number>>;
  };
  /** Requests that a rule of the fault plan had a part in, by its name. */
  readonly faults: Readonly<Record<string, number>>;
  /** Requests refused with 429 because of `--rate-limit` or `--event-rate-limit`. */
  readonly rateLimited: number;
  readonly bytes: { readonly wire: number; readonly body: number };
  /** What is still held; older messages were dropped. */
  readonly journal: {
    readonly held: number;
    readonly heldBytes: number;
    readonly dropped: number;
    readonly maxMessages: number;
    readonly maxBytes: number;
    readonly idsForgotten: number;
    readonly resets: number;
  };
}

/** Reads the counts; with a scope those of its sources alone. What is held is always that of all sources. */
export function readStats(journal: Journal, startedAt: Date, scope?: Scope): SandboxStats {
  const { messages, idsForgotten, resets } = journal;
  const counts = scope === undefined ? journal.counts : journal.countsOf(scope);
  const refused = journal.refused.byStatus(scope);
  return {
    startedAt: startedAt.toISOString(),
    messages: { stored: counts.stored, duplicates: counts.duplicates, discarded: counts.discarded },
    byType: Object.fromEntries(counts.byType),
    bySource: Object.fromEntries(counts.bySource),
    discards: Object.fromEntries(counts.discards),
    requests: {
      total: counts.requests,
      byStatus: Object.fromEntries(counts.byStatus),
      refused: sumOf(refused),
      refusedByStatus: Object.fromEntries(refused),
    },
    faults: Object.fromEntries(counts.faults),
    rateLimited: counts.rateLimited,
    bytes: { wire: counts.wireBytes, body: counts.bodyBytes },
    journal: {
      held: messages.length,
      heldBytes: messages.bytes,
      dropped: messages.dropped,
      maxMessages: messages.limits.maxCount,
      maxBytes: messages.limits.maxBytes,
      idsForgotten,
      resets,
    },
  };
}
