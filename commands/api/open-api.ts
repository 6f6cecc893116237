import type { HttpReply } from '../../src/api/http.ts';
import { createJsonApi, type JsonApi, type SentRequest } from '../../src/api/json-api.ts';
import { explainProfileRefusal } from '../../src/api/profiles/refusal.ts';
import { explainRefusal } from '../../src/api/workspace/refusal.ts';
import type { App } from '../../src/app.ts';
import type { CliError } from '../../src/errors.ts';
import { apiWorld } from '../reading/api-world.ts';
import { readProfileToken } from '../reading/open-profiles.ts';
import { openWorkspaceOf } from '../reading/open-workspace.ts';
import type { TargetFlags } from '../target.ts';
import type { ApiPlace } from './api-place.ts';
import { openTracking } from './open-tracking.ts';

/** An API that calls can be made to. */
export interface OpenApi {
  readonly api: JsonApi;
  /** The error for a reply that is no success; undefined for one that is. */
  readonly refusal: (reply: HttpReply, request: SentRequest) => CliError | undefined;
  /** The body with what the API wants in it besides: the write key, with OAuth. */
  readonly body: (text: string) => string;
}

/** Opens an API with the credential in force. Sends nothing yet. Throws AuthError when there is none. */
export async function openApi(app: App, place: ApiPlace, flags: TargetFlags): Promise<OpenApi> {
  switch (place.name) {
    case 'public':
      return openPublic(app, place);
    case 'profile':
      return openProfile(app, place);
    case 'tracking':
      return openTracking(app, place, flags);
  }
}

async function openPublic(app: App, { context }: ApiPlace): Promise<OpenApi> {
  const { api } = await openWorkspaceOf(app, context);
  const facts = {
    region: context.region.value,
    tokenOrigin: context.token?.origin.name ?? 'workspace sandbox',
  };
  return {
    api,
    body: (text) => text,
    refusal: (reply, request) =>
      isSuccess(reply) ? undefined : explainRefusal(reply, { ...facts, request }),
  };
}

async function openProfile(app: App, { baseUrl, context }: ApiPlace): Promise<OpenApi> {
  const { token, origin } = readProfileToken(context);
  const region = context.region.value;
  const explain = (reply: HttpReply, request: SentRequest) =>
    explainProfileRefusal(reply, { request, region, tokenOrigin: origin, spaceId: spaceOf(request.path) });
  const api = createJsonApi({
    ...apiWorld(app),
    http: await app.http(),
    baseUrl,
    authorization: `Basic ${Buffer.from(`${token}:`, 'utf8').toString('base64')}`,
    concurrency: 1,
    explain,
  });
  return {
    api,
    body: (text) => text,
    refusal: (reply, request) => (isSuccess(reply) ? undefined : explain(reply, request)),
  };
}

/** The space that a path is about (profile contract §8.1). */
function spaceOf(path: string): string {
  return /^\/v1\/(?:spaces|namespaces)\/([^/?]+)/.exec(path)?.[1] ?? 'unknown';
}

function isSuccess({ status }: HttpReply): boolean {
  return status >= 200 && status <= 299;
}
