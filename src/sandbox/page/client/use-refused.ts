import { useEffect, useState } from 'preact/hooks';
import { fetchEvents } from './control.ts';
import { type RefusedRequest, readRefused } from './refused-request.ts';
import type { Stats } from './stats.ts';

/** As many as the sandbox keeps. */
const most = 1_000;

/** The newest refused requests, read again whenever the counts say that there are others. */
export function useRefused(stats: Stats | undefined): readonly RefusedRequest[] {
  const [requests, setRequests] = useState<readonly RefusedRequest[]>([]);
  const { refused = 0, resets = 0, startedAt = '' } = stats ?? {};
  useEffect(() => {
    const abort = new AbortController();
    const query = { outcome: 'refused', order: 'desc', limit: String(most) };
    fetchEvents(query, abort.signal).then(
      ({ lines }) => setRequests(lines.map(readRefused).filter((request) => request !== undefined)),
      // The next counts tell whether anybody answers.
      () => undefined,
    );
    return () => abort.abort();
  }, [refused, resets, startedAt]);
  return requests;
}
