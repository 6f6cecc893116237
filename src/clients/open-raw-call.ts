import { stringAt } from '../api/api-object.ts';
import type { JsonApi } from '../api/json-api.ts';
import { watchHttp } from '../api/watch-http.ts';
import type { ApiPlace } from '../raw-call/api-place.ts';
import { type OpenApi, openProfile, openPublic, openTracking } from '../raw-call/open-api.ts';
import type { PlaceholderValues } from '../raw-call/placeholders.ts';
import type { Settings } from '../store/settings.ts';
import type { Stored } from '../store/stored.ts';
import type { CredentialDeps } from './client-deps.ts';
import { readProfileToken, sandboxSpace } from './open-profiles.ts';
import { openWorkspace } from './open-workspace.ts';
import { openTarget, openTokens } from './target.ts';

/** Opens an API for single calls with the active credential. Sends nothing yet. Throws AuthError where there is none. */
export async function openRawCall(
  deps: CredentialDeps,
  { name, baseUrl }: ApiPlace,
  settings: Settings,
): Promise<OpenApi> {
  const region = settings.region.value;
  if (name === 'public') {
    const { api } = await openWorkspace(deps, settings);
    return openPublic(api, { region, tokenOrigin: settings.token?.origin.name ?? 'workspace sandbox' });
  }
  const { now, monotonic, random, sleep, onWait, onCall } = deps;
  const clock = { now, monotonic, random, sleep, onWait, ...(onCall && { onCall }) };
  if (name === 'profile') {
    const { token, origin } = readProfileToken(settings);
    const way = { ...clock, http: await deps.http(), baseUrl };
    return openProfile(way, token, { region, tokenOrigin: origin });
  }
  // Finds the key as every sending command does, and throws where there is none.
  const { settings: found } = await openTarget(deps, settings);
  const { writeKey, oauth } = found;
  const http = await deps.http();
  return openTracking(
    { ...clock, http, baseUrl },
    {
      writeKey: writeKey?.value ?? '',
      keyOrigin: writeKey?.origin.name,
      region: found.region.value,
      tokens: oauth && (await openTokens(deps, found, oauth.value, watchHttp(http, onCall))),
    },
  );
}

/** The active workspace, for the placeholders of a path. Without `api` no source is looked up. */
export function placeholderValues(
  { spaceId, source, workspace, sandbox }: Settings,
  readStored: () => Promise<Stored>,
  api: JsonApi | undefined,
): Omit<PlaceholderValues, 'onName'> {
  return {
    workspace: workspace?.value,
    spaceId: spaceId?.value ?? (sandbox ? sandboxSpace : undefined),
    source: source?.value,
    // Of a call that brings its own credential, and of the sandbox, nothing need be stored.
    async storedSource(name) {
      if (workspace === undefined || sandbox) return undefined;
      return (await readStored()).workspaces.get(workspace.value)?.sources.get(name);
    },
    findSourceId:
      api &&
      (async (name) => {
        const { findSource } = await import('../workspace/names/find.ts');
        return stringAt((await findSource(api, name)).value, 'id');
      }),
  };
}
