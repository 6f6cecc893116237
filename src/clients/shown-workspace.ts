import { mask } from '../redact.ts';
import type { Stored, StoredSource, StoredWorkspace } from '../store/stored.ts';

/** A stored workspace with its secrets masked. Field names are a contract. */
export function shownWorkspace(stored: Stored, name: string, workspace: StoredWorkspace) {
  const { region, token, profileToken, spaceId, oauth, addedAt } = workspace;
  return {
    name,
    active: stored.activeWorkspace === name,
    region,
    sources: shownSources(workspace),
    token: token === undefined ? null : mask(token),
    profileToken: profileToken === undefined ? null : mask(profileToken),
    spaceId: spaceId ?? null,
    oauthClientId: oauth?.clientId ?? null,
    addedAt,
  };
}

/** The sources of a workspace with their keys masked. Field names are a contract. */
export function shownSources({ sources, defaultSource }: StoredWorkspace) {
  return [...sources].map(([name, { writeKey, slug, id, addedAt }]: [string, StoredSource]) => ({
    name,
    default: name === defaultSource,
    writeKey: mask(writeKey),
    slug: slug ?? null,
    id: id ?? null,
    addedAt,
  }));
}

export type ShownWorkspace = ReturnType<typeof shownWorkspace>;

/** What is stored of a workspace, in words. */
export function credentialKinds(workspace: ShownWorkspace): string[] {
  return [
    ...(workspace.sources.length === 0 ? [] : ['write key']),
    ...(workspace.token === null ? [] : ['token']),
    ...(workspace.profileToken === null ? [] : ['profile token']),
    ...(workspace.oauthClientId === null ? [] : ['oauth']),
  ];
}
