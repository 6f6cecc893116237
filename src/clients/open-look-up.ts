import type { KnownIds } from '../api/workspace/client.ts';
import { createKnownIds } from '../store/known-ids.ts';
import type { Settings } from '../store/settings.ts';
import type { CredentialDeps } from './client-deps.ts';
import { type OpenWorkspace, openWorkspace } from './open-workspace.ts';

/** As {@link openWorkspace}, for what only looks something up: what a name meant a moment ago is asked for first. */
export async function openLookUp(deps: CredentialDeps, settings: Settings): Promise<OpenWorkspace> {
  const { api } = await openWorkspace(deps, settings);
  return { api: { ...api, known: await openKnownIds(deps, settings) }, settings };
}

/** As {@link openWorkspace}, for what changes something: every name is looked up again, and what it meant is forgotten. */
export async function openForChange(deps: CredentialDeps, settings: Settings): Promise<OpenWorkspace> {
  const { api } = await openWorkspace(deps, settings);
  const { forget } = await openKnownIds(deps, settings);
  return { api: { ...api, known: { get: async () => undefined, set: forget, forget } }, settings };
}

/** The ids that names had a moment ago, for the token and the API of these settings. */
async function openKnownIds(
  { store, platform, now, verbose }: CredentialDeps,
  settings: Settings,
): Promise<KnownIds> {
  const { cache } = (await store()).folders;
  const opener = { token: settings.token?.value ?? '', apiUrl: settings.urls.api.value };
  return createKnownIds(cache, opener, { platform, now, report: verbose });
}
