import type { App } from '../../src/app.ts';
import { openForChange as openAnew, openLookUp } from '../../src/clients/open-look-up.ts';
import { type OpenWorkspace, openWorkspace as open } from '../../src/clients/open-workspace.ts';
import { clientDeps } from './client-deps.ts';

/** The Public API of the workspace that the flags and the environment name, for a command that looks something up. */
export async function openWorkspace(app: App): Promise<OpenWorkspace> {
  return (app.globals.cache ? openLookUp : open)(clientDeps(app), await app.settings());
}

/** The same for a command that changes something. */
export async function openForChange(app: App): Promise<OpenWorkspace> {
  return openAnew(clientDeps(app), await app.settings());
}
