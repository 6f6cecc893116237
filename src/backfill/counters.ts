import type { RejectCode } from '../spec/verdict.ts';
import type { WrittenReject } from './rejects/reject.ts';
import type { Rejects } from './rejects/rejects.ts';
import type { DeliveryCounts } from './sending/deliver.ts';
import type { FinishedSpan } from './sending/record-in-order.ts';
import type { Place, ReadCounts, Span, StoredRange } from './span.ts';

export interface RejectGroup {
  count: number;
  readonly first: Pick<WrittenReject, 'file' | 'member' | 'line' | 'message'>;
}

/** What a checkpoint holds of a job, since its first line. */
export interface Totals {
  readonly read: number;
  readonly acknowledged: number;
  readonly rejected: number;
  readonly blank: number;
  readonly filtered: number;
  readonly replayed: number;
  readonly requests: number;
  readonly retries: number;
  /** Bytes of messages sent, before compression; resends included. */
  readonly bytes: number;
}

/** Every line of the input in one place: read = acknowledged + rejected + blank + filtered + unacknowledged (rule R17). */
export interface BackfillCounts extends Totals {
  readonly unacknowledged: number;
}

/** Adds what is left of the lines that were read. */
export function withUnacknowledged(totals: Totals): BackfillCounts {
  const { read, acknowledged, rejected, blank, filtered, ...rest } = totals;
  const unacknowledged = read - acknowledged - rejected - blank - filtered;
  return { read, acknowledged, rejected, blank, filtered, unacknowledged, ...rest };
}

/** What an earlier run of the job recorded, and what a later one resumes from. */
export interface Recorded {
  /** Undefined before anything was recorded. */
  readonly place: Place | undefined;
  readonly totals: Totals;
  readonly rejectGroups: ReadonlyMap<RejectCode, Readonly<RejectGroup>>;
  readonly warnings: Span['warnings'];
}

/** The counters of one backfill. Reading and sending count in `read` and `sent` themselves. */
export interface Counters {
  readonly read: ReadCounts;
  readonly sent: DeliveryCounts;
  readonly rejectGroups: ReadonlyMap<RejectCode, RejectGroup>;
  counts(): BackfillCounts;
  /** From where to where in the inputs this run has recorded; undefined before it has recorded anything. */
  recordedRange(): StoredRange | undefined;
  /** Counts finished spans, in the order of the input. Their rejects are in the file already. */
  record(spans: readonly FinishedSpan[]): void;
  recorded(): Recorded;
  /** What is recorded is in the checkpoint as well: the next run resumes after it. */
  keep(): void;
  /** The checkpoint could not be written: what it lacks is sent again by the next run, and counts no longer. */
  loseUnkept(): void;
  /** A dry run counts what would be sent. */
  noteUnsent(span: Span): void;
}

const nothing: Recorded = {
  place: undefined,
  totals: {
    read: 0,
    acknowledged: 0,
    rejected: 0,
    blank: 0,
    filtered: 0,
    replayed: 0,
    requests: 0,
    retries: 0,
    bytes: 0,
  },
  rejectGroups: new Map(),
  warnings: new Map(),
};

/** @param base what an earlier run recorded: all counts are of the whole job */
export function createCounters(startedAt: number, base: Recorded = nothing): Counters {
  const { read: lines, acknowledged, rejected, requests, retries, bytes, ...skipped } = base.totals;
  const warnings: ReadCounts['warnings'] = copyOf(base.warnings);
  const read: ReadCounts = { lines, ...skipped, inputBytes: 0, warnings, isLimited: false };
  const sent = { acknowledged, requests, retries, bytes, lastSuccess: startedAt, isApiTaking: false };
  const rejectGroups: Map<RejectCode, RejectGroup> = copyOf(base.rejectGroups);
  let recorded: Omit<Recorded, 'rejectGroups' | 'totals'> = base;
  /** Of the lines that are recorded; requests are counted as they are made. */
  let lineTotals = { read: lines, acknowledged, rejected, ...skipped };
  let kept = lineTotals;
  let range: StoredRange | undefined;
  let isUnkeptLost = false;
  const requestTotals = () => ({ requests: sent.requests, retries: sent.retries, bytes: sent.bytes });

  return {
    read,
    sent,
    rejectGroups,
    counts() {
      const { blank, filtered, replayed } = read;
      const current = {
        acknowledged: sent.acknowledged,
        rejected: lineTotals.rejected,
        blank,
        filtered,
        replayed,
      };
      const lines = isUnkeptLost ? kept : current;
      return withUnacknowledged({ ...lines, read: read.lines, ...requestTotals() });
    },
    recordedRange: () => range,
    record(spans) {
      for (const { span, rejects } of spans) {
        const { lines: linesRead, blank, filtered, replayed } = span.totals;
        const rejectedSoFar = lineTotals.rejected + rejects.length;
        lineTotals = {
          read: linesRead,
          acknowledged: linesRead - blank - filtered - rejectedSoFar,
          rejected: rejectedSoFar,
          blank,
          filtered,
          replayed,
        };
        addToGroups(rejectGroups, rejects);
        recorded = { place: span.end, warnings: span.warnings };
        range = { start: range?.start ?? span.stored.start, end: span.stored.end };
      }
    },
    recorded: () => ({
      place: recorded.place,
      totals: { ...lineTotals, ...requestTotals() },
      rejectGroups,
      warnings: recorded.warnings,
    }),
    keep() {
      kept = lineTotals;
    },
    loseUnkept() {
      isUnkeptLost = true;
    },
    noteUnsent({ messages }) {
      if (messages.length > 0) sent.requests += 1;
      sent.bytes += messages.bytes;
    },
  };
}

function copyOf<K, V extends object>(map: ReadonlyMap<K, V>): Map<K, V> {
  return new Map([...map].map(([key, value]) => [key, { ...value }]));
}

function addToGroups(groups: Map<RejectCode, RejectGroup>, rejects: Rejects): void {
  for (let index = 0; index < rejects.length; index += 1) {
    const { code } = rejects.entry(index);
    const group = groups.get(code);
    if (group !== undefined) group.count += 1;
    else {
      const { file, member, line, message } = rejects.read(index);
      groups.set(code, { count: 1, first: { file, member, line, message } });
    }
  }
}
