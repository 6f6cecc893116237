import type { App } from '../../src/app.ts';
import { UsageError } from '../../src/errors.ts';
import type { Stored, StoredWorkspace } from '../../src/store/stored.ts';
import { envValue } from '../../src/terminal/io.ts';
import type { LoginRequest } from './login-request.ts';
import { secretLabels } from './read-secret.ts';
import { updateStored, variableInForce } from './stored-workspace.ts';
import type { VerifiedLogin } from './verify-login.ts';

export interface LoginOutcome {
  readonly result: Record<string, unknown>;
  readonly lines: readonly string[];
}

/** Stores what was asked for and makes the workspace the active one. */
export async function addWorkspace(
  app: App,
  request: LoginRequest,
  verified: VerifiedLogin | undefined,
): Promise<LoginOutcome> {
  const now = app.io.now().toISOString();
  await updateStored(app, (stored) => {
    put(stored, request, verified, now);
    stored.activeWorkspace = request.name;
  });
  const { credentialsFile } = await app.store();
  const { name, region, source } = request;
  const kinds = storedKinds(request);
  const what = kinds.map((kind) =>
    kind === 'write_key' ? `the write key of source ${source?.alias}` : kindLabels[kind],
  );
  const lines = [
    `Stored ${what.join(', ')} in workspace ${name} (${region})${verified === undefined ? ', unchecked' : ', checked with Segment'}.`,
    ...(verified?.workspaceName === undefined
      ? []
      : [`Segment calls the workspace “${verified.workspaceName}”.`]),
  ];
  const variable = variableInForce(app, ['SEGMENT_WORKSPACE']);
  if (variable !== undefined && envValue(app.io.env, variable) !== name) {
    lines.push(`${variable} is set: it names another workspace, which goes before this one.`);
  }
  if (source !== undefined)
    lines.push(`Next: segment track "Test Event" -u user_1 -w ${name} --source ${source.alias}`);
  return {
    result: {
      workspace: name,
      region,
      source: source?.alias ?? null,
      stored: kinds,
      verified: verified !== undefined,
      file: credentialsFile,
    },
    lines,
  };
}

type StoredKind = 'write_key' | 'token' | 'profile_token' | 'space_id' | 'oauth';
const kindLabels: Readonly<Record<Exclude<StoredKind, 'write_key'>, string>> = {
  token: `the ${secretLabels.token}`,
  profile_token: `the ${secretLabels.profile_token}`,
  space_id: 'the space id',
  oauth: 'the OAuth application',
};

function storedKinds({ source, token, profileToken, spaceId, oauth }: LoginRequest): StoredKind[] {
  return [
    ...(source === undefined ? [] : (['write_key'] as const)),
    ...(token === undefined ? [] : (['token'] as const)),
    ...(profileToken === undefined ? [] : (['profile_token'] as const)),
    ...(spaceId === undefined ? [] : (['space_id'] as const)),
    ...(oauth === undefined ? [] : (['oauth'] as const)),
  ];
}

function put(stored: Stored, request: LoginRequest, verified: VerifiedLogin | undefined, now: string): void {
  const { name, region, source, token, profileToken, spaceId, oauth } = request;
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
  if (source !== undefined)
    putSource(workspace, source.alias, { writeKey: source.writeKey, slug: verified?.sourceSlug }, now);
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
