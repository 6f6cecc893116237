import { isJsonObject } from '../../../spec/message.ts';

/** What the page needs of the sandbox's counts. */
export interface Stats {
  readonly startedAt: string;
  readonly resets: number;
  /** Requests to any of the APIs that were answered 4xx. */
  readonly refused: number;
}

/** Reads the answer of `GET /_/stats`. */
export function readStats(value: unknown): Stats {
  const stats = isJsonObject(value) ? value : {};
  const journal = isJsonObject(stats.journal) ? stats.journal : {};
  const requests = isJsonObject(stats.requests) ? stats.requests : {};
  return {
    startedAt: String(stats.startedAt),
    resets: Number(journal.resets ?? 0),
    refused: Number(requests.refused ?? 0),
  };
}
