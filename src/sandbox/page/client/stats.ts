import { isJsonObject } from '../../../spec/message.ts';

/** What the page needs of the sandbox's counts. */
export interface Stats {
  readonly startedAt: string;
  readonly resets: number;
  /** Requests answered 4xx as a whole. */
  readonly refused: number;
}

/** Reads the answer of `GET /_/stats`. */
export function readStats(value: unknown): Stats {
  const stats = isJsonObject(value) ? value : {};
  const journal = isJsonObject(stats.journal) ? stats.journal : {};
  const requests = isJsonObject(stats.requests) ? stats.requests : {};
  const byStatus = isJsonObject(requests.byStatus) ? requests.byStatus : {};
  const refused = Object.entries(byStatus).filter(([status]) => status.startsWith('4'));
  return {
    startedAt: String(stats.startedAt),
    resets: Number(journal.resets ?? 0),
    refused: refused.reduce((sum, [, count]) => sum + Number(count), 0),
  };
}
