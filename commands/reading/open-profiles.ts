import type { App } from '../../src/app.ts';
import { type OpenProfiles, openProfiles as open } from '../../src/clients/open-profiles.ts';
import type { Settings } from '../../src/store/settings.ts';
import { clientDeps } from './client-deps.ts';

/** The Profile API of `--space`, or of the active space; of the `settings` that were read already if they are given. */
export async function openProfiles(app: App, spaceFlag?: string, given?: Settings): Promise<OpenProfiles> {
  return open(clientDeps(app), given ?? (await app.settings()), spaceFlag);
}
