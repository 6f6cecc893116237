import { AuthError, type CliError } from '../errors.ts';
import type { Settings } from '../store/settings.ts';
import type { StoredWorkspace } from '../store/stored.ts';
import { type Credential, listCredentials } from './active-credentials.ts';
import {
  type CredentialCheck,
  checkOAuth,
  checkProfileToken,
  checkToken,
  checkWriteKey,
} from './check-credential.ts';
import type { CredentialDeps } from './client-deps.ts';

export type CredentialState = CredentialCheck['state'] | 'unchecked';

/** A credential, and whether it works. */
export interface CredentialStatus {
  readonly credential: Credential;
  readonly state: CredentialState;
  /** What Segment calls the thing it opens. */
  readonly name: string | undefined;
  readonly error: CliError | undefined;
}

/** Every credential that is stored or set. Checks each with Segment, unless `deps` is undefined. */
export function readStatus(
  settings: Settings,
  workspace: StoredWorkspace | undefined,
  credentialsFile: string,
  deps: CredentialDeps | undefined,
): Promise<CredentialStatus[]> {
  const read = async (credential: Credential): Promise<CredentialStatus> => {
    const check = deps && (await checkOne(deps, settings, credential));
    return {
      credential,
      state: check?.state ?? 'unchecked',
      name: check?.state === 'works' ? check.name : undefined,
      error: check === undefined || check.state === 'works' ? undefined : check.error,
    };
  };
  // Concurrently: a server that never replies is waited for once, however many credentials there are.
  return Promise.all(listCredentials(settings, workspace, credentialsFile).map(read));
}

/** Undefined where there is no way to ask: a Profile token without its space. */
async function checkOne(
  deps: CredentialDeps,
  { urls, region, spaceId }: Settings,
  { kind, secret }: Credential,
): Promise<CredentialCheck | undefined> {
  if (typeof secret !== 'string')
    return checkOAuth(deps, { authServer: urls.oauth.value, application: secret });
  if (kind === 'write_key')
    return checkWriteKey(deps, { cdnUrl: urls.cdn.value, region: region.value, writeKey: secret });
  if (kind === 'token')
    return checkToken(deps, { apiUrl: urls.api.value, region: region.value, token: secret });
  if (spaceId === undefined) return undefined;
  return checkProfileToken(deps, { profileUrl: urls.profile.value, spaceId: spaceId.value, token: secret });
}

/** The status as JSON, without secrets. Field names are a contract. */
export function statusFacts(
  { workspace, region, source, spaceId }: Settings,
  found: readonly CredentialStatus[],
): Record<string, unknown> {
  return {
    workspace: workspace?.value ?? null,
    workspaceOrigin: workspace?.origin.name ?? null,
    region: region.value,
    regionOrigin: region.origin.name,
    source: source?.value ?? null,
    spaceId: spaceId?.value ?? null,
    credentials: found.map(({ credential, state, name, error }) => ({
      kind: credential.kind,
      source: credential.source ?? null,
      region: region.value,
      value: credential.shown,
      location: credential.location,
      active: credential.active,
      state,
      name: name ?? null,
      error:
        error === undefined ? null : { code: error.code, message: error.message, hint: error.hint ?? null },
    })),
  };
}

/** Exit 4 for a refusal before 7 for no reply: the first needs a person, the second only time. */
export function statusError(
  { writeKeyProblem }: Settings,
  found: readonly CredentialStatus[],
): CliError | undefined {
  const active = found.filter(({ credential }) => credential.active);
  const worst =
    active.find(({ state }) => state === 'refused') ?? active.find(({ state }) => state === 'unreachable');
  if (worst !== undefined) return worst.error;
  if (active.length > 0) return undefined;
  return new AuthError(writeKeyProblem?.message ?? 'No credential is active.', {
    code: 'not_logged_in',
    details: writeKeyProblem?.details,
    hint:
      writeKeyProblem?.hint ??
      'Log in with: segment auth login. To try things on this machine no login is needed: -w sandbox',
  });
}
