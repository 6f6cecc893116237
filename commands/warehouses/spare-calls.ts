import type { WorkspaceApi } from '../../src/api/workspace/client.ts';
import { keepReplies } from '../../src/api/workspace/keep-replies.ts';
import type { App } from '../../src/app.ts';
import { formatDuration } from '../../src/terminal/numbers.ts';

/** The endpoints for syncs and schedules allow two calls in this time, in milliseconds (docs/segment-api/public.md#rate-limits). */
const keptForMs = 60_000;

/** What `--help` says of it. */
export const sparingHelp = `
Segment allows two of these calls a minute, so each response is cached for a minute in the cache folder.
A third call within a minute waits, and says so.`;

/** The API for calls that may be made twice a minute: what it said in the last minute is used again, and told. */
export async function spareCalls(app: App, api: WorkspaceApi): Promise<WorkspaceApi> {
  const { io, print } = app;
  const { createReplyCache } = await import('../../src/store/reply-cache.ts');
  const { folders } = await app.store();
  const cache = createReplyCache(folders.cache, {
    platform: io.platform,
    now: io.now,
    maxAgeMs: keptForMs,
    report: (line) => print.verbose(line),
  });
  return keepReplies(api, cache, ({ ageMs }) => {
    const rest = formatDuration(keptForMs - ageMs);
    print.note(`As of ${formatDuration(ageMs)} ago: Segment answers this twice a minute. New in ${rest}.`);
  });
}
