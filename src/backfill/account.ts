import type { RejectCode } from '../spec/verdict.ts';
import type { DeliveryCounts } from './deliver.ts';
import type { Reject } from './reject.ts';
import type { RejectsFile } from './rejects-file.ts';
import type { ReadCounts, Span } from './span.ts';

/** The rejects of one code. */
export interface RejectGroup {
  count: number;
  readonly first: { readonly file: string; readonly line: number; readonly message: string };
}

/** Every line of the input in one place: read = acknowledged + rejected + blank + filtered + unacknowledged (rule R17). */
export interface BackfillCounts {
  readonly read: number;
  readonly acknowledged: number;
  readonly rejected: number;
  readonly blank: number;
  readonly filtered: number;
  readonly unacknowledged: number;
  readonly requests: number;
  readonly retries: number;
  /** Bytes of messages sent, before compression; resends included. */
  readonly bytes: number;
}

/** The books of one backfill. `read` and `sent` are written by those who read and send. */
export interface Account {
  readonly read: ReadCounts;
  readonly sent: DeliveryCounts;
  readonly rejectGroups: ReadonlyMap<RejectCode, RejectGroup>;
  counts(): BackfillCounts;
  /** Writes rejects to their file, then counts them: what is counted is on disk. */
  record(rejects: readonly Reject[]): Promise<void>;
  /** A dry run counts what would go out. */
  noteUnsent(span: Span): void;
}

/** @param rejects undefined when rejects are counted only */
export function createAccount(rejects: RejectsFile | undefined, startedAt: number): Account {
  const read: ReadCounts = { lines: 0, blank: 0, filtered: 0, inputBytes: 0, warnings: new Map() };
  const sent: DeliveryCounts = { acknowledged: 0, requests: 0, retries: 0, bytes: 0, lastSuccess: startedAt };
  const rejectGroups = new Map<RejectCode, RejectGroup>();
  let rejected = 0;

  return {
    read,
    sent,
    rejectGroups,
    counts: () => ({
      read: read.lines,
      acknowledged: sent.acknowledged,
      rejected,
      blank: read.blank,
      filtered: read.filtered,
      unacknowledged: read.lines - sent.acknowledged - rejected - read.blank - read.filtered,
      requests: sent.requests,
      retries: sent.retries,
      bytes: sent.bytes,
    }),
    async record(lines) {
      await rejects?.append(lines);
      rejected += lines.length;
      for (const reject of lines) addToGroup(rejectGroups, reject);
    },
    noteUnsent({ messages }) {
      if (messages.length > 0) sent.requests += 1;
      for (const { size } of messages) sent.bytes += size;
    },
  };
}

function addToGroup(groups: Map<RejectCode, RejectGroup>, { code, file, line, message }: Reject): void {
  const group = groups.get(code);
  if (group === undefined) groups.set(code, { count: 1, first: { file, line, message } });
  else group.count += 1;
}
