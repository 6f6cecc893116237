import type { RejectCode } from '../spec/verdict.ts';
import type { Reject } from './rejects/reject.ts';
import type { DeliveryCounts } from './sending/deliver.ts';
import type { FinishedSpan } from './sending/record-in-order.ts';
import type { Place, ReadCounts, Span, StoredRange, WarningCount } from './span.ts';

/** The rejects of one code. */
export interface RejectGroup {
  count: number;
  readonly first: { readonly file: string; readonly line: number; readonly message: string };
}

/** What is settled of a job and recorded, since its first line. */
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

/** What an earlier run of the job left, and what a later one goes on from. */
export interface Recorded {
  /** Undefined before anything was. */
  readonly place: Place | undefined;
  readonly totals: Totals;
  readonly rejectGroups: ReadonlyMap<RejectCode, Readonly<RejectGroup>>;
  readonly warnings: Span['warnings'];
}

/** The books of one backfill. `read` and `sent` are written by those who read and send. */
export interface Account {
  readonly read: ReadCounts;
  readonly sent: DeliveryCounts;
  readonly rejectGroups: ReadonlyMap<RejectCode, RejectGroup>;
  counts(): BackfillCounts;
  /** From where to where this run has settled the inputs so far; undefined before it has settled anything. */
  settled(): StoredRange | undefined;
  /** Counts settled spans, in the order of the input. Their rejects are in the file: what is counted is on disk. */
  record(spans: readonly FinishedSpan[]): void;
  /** Exactly what has been recorded, for a checkpoint. */
  recorded(): Recorded;
  /** What is recorded is written down as well: the next run goes on after it. */
  keep(): void;
  /** Acknowledged lines that could not be written down are sent again by the next run: they no longer count. */
  loseUnkept(): void;
  /** A dry run counts what would go out. */
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
export function createAccount(startedAt: number, base: Recorded = nothing): Account {
  const { totals } = base;
  const read: ReadCounts = {
    lines: totals.read,
    blank: totals.blank,
    filtered: totals.filtered,
    replayed: totals.replayed,
    inputBytes: 0,
    warnings: new Map(
      [...base.warnings].map(([code, seen]): [typeof code, WarningCount] => [code, { ...seen }]),
    ),
    isLimited: false,
  };
  const sent: DeliveryCounts = {
    acknowledged: totals.acknowledged,
    requests: totals.requests,
    retries: totals.retries,
    bytes: totals.bytes,
    lastSuccess: startedAt,
    isApiTaking: false,
  };
  const rejectGroups = new Map(
    [...base.rejectGroups].map(([code, group]): [RejectCode, RejectGroup] => [code, { ...group }]),
  );
  let { place, warnings } = base;
  let settled: Pick<Totals, 'read' | 'acknowledged' | 'rejected' | 'blank' | 'filtered' | 'replayed'> =
    totals;
  let kept = settled;
  let settledBytes: StoredRange | undefined;
  let isUnkeptLost = false;

  return {
    read,
    sent,
    rejectGroups,
    counts() {
      const seen = isUnkeptLost
        ? kept
        : { ...read, acknowledged: sent.acknowledged, rejected: settled.rejected };
      const { acknowledged, rejected, blank, filtered, replayed } = seen;
      return {
        read: read.lines,
        acknowledged,
        rejected,
        blank,
        filtered,
        unacknowledged: read.lines - acknowledged - rejected - blank - filtered,
        replayed,
        requests: sent.requests,
        retries: sent.retries,
        bytes: sent.bytes,
      };
    },
    settled: () => settledBytes,
    record(spans) {
      for (const { span, rejects: refused } of spans) {
        const { lines, blank, filtered, replayed } = span.totals;
        const rejected = settled.rejected + refused.length;
        const acknowledged = lines - blank - filtered - rejected;
        settled = { read: lines, acknowledged, rejected, blank, filtered, replayed };
        for (const reject of refused) addToGroup(rejectGroups, reject);
        ({ end: place, warnings } = span);
        settledBytes = { start: settledBytes?.start ?? span.stored.start, end: span.stored.end };
      }
    },
    recorded: () => ({
      place,
      totals: { ...settled, requests: sent.requests, retries: sent.retries, bytes: sent.bytes },
      rejectGroups,
      warnings,
    }),
    keep() {
      kept = settled;
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

function addToGroup(groups: Map<RejectCode, RejectGroup>, { code, file, line, message }: Reject): void {
  const group = groups.get(code);
  if (group === undefined) groups.set(code, { count: 1, first: { file, line, message } });
  else group.count += 1;
}
