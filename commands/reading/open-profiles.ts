import type { App } from '../../src/app.ts';
import { type OpenProfiles, openProfiles as open } from '../../src/clients/open-profiles.ts';
import type { Settings } from '../../src/store/settings.ts';
import { clientWorld } from './client-world.ts';

/** The Profile API of `--space`, or of the space in force; of the `context` that was read already if there is one. */
export async function openProfiles(app: App, spaceFlag?: string, given?: Settings): Promise<OpenProfiles> {
  return open(clientWorld(app), given ?? (await app.context()), spaceFlag);
}
