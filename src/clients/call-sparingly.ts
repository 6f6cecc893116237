import type { WorkspaceApi } from '../api/workspace/client.ts';
import { keepReplies } from '../api/workspace/keep-replies.ts';
import type { CredentialDeps } from './client-deps.ts';

/** The endpoints for syncs and schedules allow two calls in this time, in milliseconds (docs/segment-api/public.md#rate-limits). */
const keptForMs = 60_000;

/** The API for calls that may be made twice a minute: what came in the last minute is used again, with a note of its age. */
export async function callSparingly(
  { platform, now, store, verbose }: CredentialDeps,
  api: WorkspaceApi,
  onKept: (ageMs: number, restMs: number) => void,
): Promise<WorkspaceApi> {
  const { createReplyCache } = await import('../store/reply-cache.ts');
  const { cache: folder } = (await store()).folders;
  const cache = createReplyCache(folder, {
    name: 'replies',
    platform,
    now,
    maxAgeMs: keptForMs,
    report: verbose,
  });
  return keepReplies(api, cache, ({ ageMs }) => onKept(ageMs, keptForMs - ageMs));
}
