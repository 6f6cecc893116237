import type { WorkspaceApi } from '../../src/api/workspace/client.ts';
import type { App } from '../../src/app.ts';
import { callSparingly } from '../../src/clients/call-sparingly.ts';
import { formatDuration } from '../../src/terminal/numbers.ts';
import { clientDeps } from '../reading/client-deps.ts';

export const sparingHelp = `Segment allows two of these calls a minute, so each response is cached for a minute in the cache folder.
A third call within a minute waits, and says so.`;

/** The API for calls that may be made twice a minute, with a note for a response that is used again. */
export async function spareCalls(app: App, api: WorkspaceApi): Promise<WorkspaceApi> {
  if (!app.globals.cache) return api;
  return callSparingly(clientDeps(app), api, (ageMs, restMs) =>
    app.print.note(
      `As of ${formatDuration(ageMs)} ago: Segment allows two of these calls a minute. Next in ${formatDuration(restMs)}.`,
    ),
  );
}
