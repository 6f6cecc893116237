import { createWorkspaceApi, type WorkspaceApi } from '../api/workspace/client.ts';
import { AuthError } from '../errors.ts';
import type { Settings } from '../store/settings.ts';
import type { ClientDeps } from './client-deps.ts';

/** The Public API of the active workspace, and the settings that decided it. */
export interface OpenWorkspace {
  readonly api: WorkspaceApi;
  readonly settings: Settings;
}

/** The sandbox takes any token that is not empty. */
const sandboxToken = 'sandbox';

/** Opens the Public API with the active token. Sends nothing yet. Throws AuthError when there is no token. */
export async function openWorkspace(deps: ClientDeps, settings: Settings): Promise<OpenWorkspace> {
  const token = settings.token?.value ?? (settings.sandbox ? sandboxToken : undefined);
  if (token === undefined) {
    const where = settings.workspace === undefined ? '' : ` in workspace ${settings.workspace.value}`;
    throw new AuthError(`There is no Public API token${where}.`, {
      code: 'token_missing',
      hint: 'Store one with: segment auth login, set SEGMENT_TOKEN, or try it on this machine with: -w sandbox',
    });
  }
  const api = createWorkspaceApi({
    ...deps,
    http: await deps.http({ connections: 4 }),
    baseUrl: settings.urls.api.value,
    token,
    region: settings.region.value,
    tokenOrigin: settings.token?.origin.name ?? 'workspace sandbox',
  });
  return { api, settings };
}
