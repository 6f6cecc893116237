import type { App } from '../../src/app.ts';
import { type OpenWorkspace, openWorkspace as open } from '../../src/clients/open-workspace.ts';
import { clientDeps } from './client-deps.ts';

/** The Public API of the workspace that the flags and the environment name. */
export async function openWorkspace(app: App): Promise<OpenWorkspace> {
  return open(clientDeps(app), await app.settings());
}
