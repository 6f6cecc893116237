import type { App } from '../../src/app.ts';
import { type OpenWorkspace, openWorkspace as open } from '../../src/clients/open-workspace.ts';
import type { Settings } from '../../src/store/settings.ts';
import { clientWorld } from './client-world.ts';

/** The Public API of the workspace that the flags and the environment name. */
export async function openWorkspace(app: App): Promise<OpenWorkspace> {
  return openWorkspaceOf(app, await app.context());
}

/** The same for settings that are decided already. */
export function openWorkspaceOf(app: App, context: Settings): Promise<OpenWorkspace> {
  return open(clientWorld(app), context);
}
