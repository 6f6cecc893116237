import { valueAt } from '../api/api-object.ts';
import { fillPath } from '../api/api-path.ts';
import { basicAuthorization, bearerAuthorization } from '../api/authorization.ts';
import { type HttpReply, TransportError } from '../api/http.ts';
import type { TokenKeeper } from '../api/oauth.ts';
import { watchHttp } from '../api/watch-http.ts';
import { AuthError, type CliError, TemporaryError } from '../errors.ts';
import { profileEndpoints } from '../segment/endpoints/profiles.ts';
import { parseJson } from '../spec/parse-json.ts';
import type { Region } from '../spec/region.ts';
import type { StoredOAuth } from '../store/stored.ts';
import type { CredentialDeps } from './client-deps.ts';

/** Whether a credential works. `name`: what Segment calls the thing it opens, where it says so. */
export type CredentialCheck =
  | { readonly state: 'works'; readonly name: string | undefined }
  | { readonly state: 'refused' | 'unreachable'; readonly error: CliError };

const timeoutMs = 10_000;
const tryAgain = 'Check the network and try again.';

/** What Segment calls the thing the credential opens. Throws when it does not work, or when nobody could say. */
export function nameIfWorking(check: CredentialCheck): string | undefined {
  if (check.state === 'works') return check.name;
  if (check.state === 'refused') throw check.error;
  const { message, code, status, cause, hint = tryAgain } = check.error;
  throw new TemporaryError(message, {
    code,
    status,
    cause,
    hint: `Nothing was stored. ${hint.replace(/\.$/, '')}, or store it unchecked with --no-verify.`,
  });
}

/** Asks Segment whether it knows the write key and whether its source lives in `region` (docs/segment-api/tracking.md#endpoints). */
export async function checkWriteKey(
  deps: CredentialDeps,
  asked: { readonly cdnUrl: string; readonly region: Region; readonly writeKey: string },
): Promise<CredentialCheck> {
  const { checkWriteKey: askSettings } = await import('../api/write-key-check.ts');
  const check = await askSettings(watchHttp(await deps.http(), deps.onCall), asked);
  if (check.kind === 'unchecked')
    return unreachable(`The write key could not be checked: ${check.reason.replace(/\.$/, '')}.`, check);
  if (check.kind === 'unknown') {
    return refused(
      'Segment does not know this write key.',
      'write_key_unknown',
      'Copy it from the page of the source: Settings, API Keys.',
    );
  }
  if (check.region !== undefined && check.region !== asked.region) {
    return refused(
      `This write key belongs to a source in region ${check.region}, not ${asked.region}.`,
      'write_key_wrong_region',
      `Use: --region ${check.region}`,
    );
  }
  return { state: 'works', name: check.name };
}

/** Asks the Public API for the workspace the token opens. */
export async function checkToken(
  deps: CredentialDeps,
  { apiUrl, region, token }: { readonly apiUrl: string; readonly region: Region; readonly token: string },
): Promise<CredentialCheck> {
  const reply = await get(deps, `${apiUrl}/`, bearerAuthorization(token));
  if ('state' in reply) return reply;
  if (reply.status === 401 || reply.status === 403) {
    return refused(
      `The Public API token was refused (${reply.status}).`,
      'token_refused',
      `Make a new one in Settings, Access Management, Tokens. A workspace in the other region needs: --region ${region === 'us' ? 'eu' : 'us'}`,
      reply.status,
    );
  }
  if (reply.status !== 200) return unreachable(`The Public API answered ${reply.status}.`, reply);
  const workspace = workspaceName(reply);
  return workspace === undefined
    ? unreachable(`${new URL(apiUrl).host} did not answer as the Public API does.`, reply)
    : { state: 'works', name: workspace };
}

/** Looks up a profile that nobody has: 404 shows that the token may look. */
export async function checkProfileToken(
  deps: CredentialDeps,
  asked: { readonly profileUrl: string; readonly spaceId: string; readonly token: string },
): Promise<CredentialCheck> {
  const path = fillPath(profileEndpoints.getUserMetadata.path, {
    space: asked.spaceId,
    id_type: 'user_id',
    id: 'segment-cli-check',
  });
  const reply = await get(deps, asked.profileUrl + path, basicAuthorization(asked.token));
  if ('state' in reply) return reply;
  if (reply.status === 401 || reply.status === 403) {
    return refused(
      `The Profile API token was refused for space ${asked.spaceId} (${reply.status}).`,
      'profile_token_refused',
      'The token is made in Unify, Unify settings, API access; it belongs to one space and one region.',
      reply.status,
    );
  }
  return reply.status === 200 || reply.status === 404
    ? { state: 'works', name: undefined }
    : unreachable(`The Profile API answered ${reply.status}.`, reply);
}

/** Asks the auth server for a token, and keeps it: the next command will want one. */
export async function checkOAuth(
  deps: CredentialDeps,
  { authServer, application }: { readonly authServer: string; readonly application: StoredOAuth },
): Promise<CredentialCheck> {
  const { tokens } = await deps.store();
  // A kept token would answer in place of the server that is to be asked.
  const cache: TokenKeeper = { get: async () => undefined, set: (name, token) => tokens.set(name, token) };
  const { createTokenSource } = await import('../api/oauth.ts');
  const source = createTokenSource(watchHttp(await deps.http(), deps.onCall), {
    ...application,
    authServer,
    scope: 'tracking_api:write',
    cache,
    now: deps.now,
    onToken: deps.addSecret,
  });
  const result = await source.token();
  if (result.kind === 'token') return { state: 'works', name: undefined };
  return { state: result.kind === 'stop' ? 'refused' : 'unreachable', error: result.error };
}

async function get(
  deps: CredentialDeps,
  url: string,
  authorization: string,
): Promise<HttpReply | CredentialCheck> {
  try {
    const http = watchHttp(await deps.http(), deps.onCall);
    return await http.send({
      method: 'GET',
      url,
      headers: { authorization, accept: 'application/json' },
      timeoutMs,
    });
  } catch (error) {
    if (!(error instanceof TransportError) || error.kind === 'aborted') throw error;
    return unreachable(error.message.endsWith('.') ? error.message : `${error.message}.`, error);
  }
}

/** `data.workspace.name` of the Public API's root (docs/segment-api/public.md#workspace). */
function workspaceName({ body }: HttpReply): string | undefined {
  const name = valueAt(parseJson(body), 'data.workspace.name');
  return typeof name === 'string' ? name : undefined;
}

function refused(message: string, code: string, hint: string, status?: number): CredentialCheck {
  return { state: 'refused', error: new AuthError(message, { code, hint, status }) };
}

function unreachable(
  message: string,
  { status, hint = tryAgain }: { readonly status?: number; readonly hint?: string | undefined },
): CredentialCheck {
  const error = new TemporaryError(message, { code: 'credential_unchecked', hint, status });
  return { state: 'unreachable', error };
}
