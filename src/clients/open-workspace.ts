import { createWorkspaceApi, type WorkspaceApi } from '../api/workspace/client.ts';
import { AuthError } from '../errors.ts';
import type { Settings } from '../store/settings.ts';
import type { ClientWorld } from './client-world.ts';

/** The Public API of the active workspace, and the settings that decided it. */
export interface OpenWorkspace {
  readonly api: WorkspaceApi;
  readonly context: Settings;
}

/** The sandbox takes any token that is not empty. */
const sandboxToken = 'sandbox';

/** Opens the Public API with the active token. Sends nothing yet. Throws AuthError when there is no token. */
export async function openWorkspace(world: ClientWorld, context: Settings): Promise<OpenWorkspace> {
  const token = context.token?.value ?? (context.sandbox ? sandboxToken : undefined);
  if (token === undefined) {
    const where = context.workspace === undefined ? '' : ` in workspace ${context.workspace.value}`;
    throw new AuthError(`There is no Public API token${where}.`, {
      code: 'token_missing',
      hint: 'Store one with: segment auth login, set SEGMENT_TOKEN, or try it on this machine with: -w sandbox',
    });
  }
  const api = createWorkspaceApi({
    ...world,
    http: await world.http({ connections: 4 }),
    baseUrl: context.urls.api.value,
    token,
    region: context.region.value,
    tokenOrigin: context.token?.origin.name ?? 'workspace sandbox',
  });
  return { api, context };
}
