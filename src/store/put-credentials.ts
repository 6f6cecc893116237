import { UsageError } from '../errors.ts';
import type { Region } from '../spec/region.ts';
import type { Stored, StoredOAuth, StoredWorkspace } from './stored.ts';

/** What is to be stored of a workspace. Undefined: not given, and left as it is. */
export interface GivenCredentials {
  readonly name: string;
  readonly region: Region;
  readonly source:
    | { readonly alias: string; readonly writeKey: string; readonly slug: string | undefined }
    | undefined;
  readonly token: string | undefined;
  readonly profileToken: string | undefined;
  readonly spaceId: string | undefined;
  readonly oauth: StoredOAuth | undefined;
}

/** Puts credentials into a workspace, which is made where there is none. Throws UsageError for one of another region. */
export function putCredentials(
  stored: Stored,
  { name, region, source, token, profileToken, spaceId, oauth }: GivenCredentials,
  now: string,
): void {
  const workspace: StoredWorkspace = stored.workspaces.get(name) ?? {
    region,
    sources: new Map(),
    addedAt: now,
  };
  // Another login may have made it meanwhile.
  if (workspace.region !== region) {
    throw new UsageError(`Workspace ${name} was just stored for region ${workspace.region}.`, {
      code: 'region_differs',
    });
  }
  stored.workspaces.set(name, workspace);
  if (source !== undefined) putSource(workspace, source.alias, source, now);
  if (token !== undefined) workspace.token = token;
  if (profileToken !== undefined) workspace.profileToken = profileToken;
  if (spaceId !== undefined) workspace.spaceId = spaceId;
  if (oauth !== undefined) workspace.oauth = oauth;
}

/** Sets the key of a source. Names that are not given stay as they are; the first source becomes the default. */
export function putSource(
  workspace: StoredWorkspace,
  alias: string,
  source: { readonly writeKey: string; readonly slug?: string | undefined; readonly id?: string | undefined },
  now: string,
): void {
  const before = workspace.sources.get(alias);
  workspace.sources.set(alias, {
    writeKey: source.writeKey,
    slug: source.slug ?? before?.slug,
    id: source.id ?? before?.id,
    addedAt: before?.addedAt ?? now,
  });
  workspace.defaultSource ??= alias;
}
