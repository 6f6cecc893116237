import { AuthError, UsageError } from '../errors.ts';
import { sandboxName } from '../spec/built-in-sandbox.ts';
import { unknownWorkspace } from './settings.ts';
import type { Stored, StoredWorkspace } from './stored.ts';

/** The stored workspace of that name, or NotFoundError: under the lock, it may have been removed meanwhile. */
export function existing(stored: Stored, name: string): StoredWorkspace {
  const workspace = stored.workspaces.get(name);
  if (workspace === undefined) throw unknownWorkspace(name, stored);
  return workspace;
}

export function notLoggedIn(): AuthError {
  return new AuthError('No workspace is stored.', {
    code: 'not_logged_in',
    hint: 'Log in with: segment auth login. To try things on this machine no login is needed: -w sandbox',
  });
}

/** The workspace that a switch without a name is to; undefined where there is a choice. Throws AuthError where none is stored. */
export function onlyOther(stored: Stored): string | undefined {
  if (stored.workspaces.size === 0) throw notLoggedIn();
  const [first, ...more] = othersOf(stored);
  return more.length > 0 ? undefined : (first ?? stored.activeWorkspace);
}

/** There is a choice, and nobody to make it. */
export function severalStored(stored: Stored): UsageError {
  return new UsageError('Several workspaces are stored and prompts are disabled: name the one to use.', {
    code: 'workspace_missing',
    details: [`known: ${[...stored.workspaces.keys(), sandboxName].join(', ')}`],
    hint: `segment auth switch ${othersOf(stored)[0]}`,
  });
}

function othersOf({ workspaces, activeWorkspace }: Stored): string[] {
  return [...workspaces.keys()].filter((name) => name !== activeWorkspace);
}

/** The workspace that is to be forgotten: the active one if none is named. Throws where there is none of that name. */
export function nameToForget(stored: Stored, named: string | undefined): string {
  const name = named ?? stored.activeWorkspace;
  if (name === sandboxName) {
    throw new UsageError('The workspace “sandbox” is built in: there is nothing to forget.', {
      code: 'sandbox_is_built_in',
    });
  }
  if (name === undefined) throw notLoggedIn();
  if (!stored.workspaces.has(name)) throw unknownWorkspace(name, stored);
  return name;
}

/** A key is stored for the region of its workspace, whatever --region is in this call. Throws UsageError. */
export function checkRegion(name: string, region: string, given: string | undefined): void {
  if (given === undefined || given === region) return;
  throw new UsageError(
    `Workspace ${name} is stored for region ${region}: a write key of ${given} does not belong in it.`,
    {
      code: 'region_differs',
      hint: `Store it in a workspace of its own: segment auth login --name ${name}-${given} --region ${given} --with-write-key < file`,
    },
  );
}
