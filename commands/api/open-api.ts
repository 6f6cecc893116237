import { basicAuthorization } from '../../src/api/authorization.ts';
import type { HttpReply } from '../../src/api/http.ts';
import { createJsonApi, type JsonApi, notJson, type SentRequest } from '../../src/api/json-api.ts';
import { failureOf } from '../../src/api/outcome.ts';
import { explainProfileRefusal } from '../../src/api/profiles/refusal.ts';
import { isHtml } from '../../src/api/refusal.ts';
import { explainRefusal } from '../../src/api/workspace/refusal.ts';
import type { App } from '../../src/app.ts';
import type { CliError } from '../../src/errors.ts';
import { parseJson } from '../../src/spec/parse-json.ts';
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
      isAnswer(reply, request, 'json')
        ? undefined
        : refusalOf(reply, request, () => explainRefusal(reply, { ...facts, request })),
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
    authorization: basicAuthorization(token),
    concurrency: 1,
    explain,
  });
  return {
    api,
    body: (text) => text,
    // What it answers to a change is not documented.
    refusal: (reply, request) =>
      isAnswer(reply, request, 'any') ? undefined : refusalOf(reply, request, () => explain(reply, request)),
  };
}

/** The space that a path is about (docs/segment-api/profile.md#routes). */
function spaceOf(path: string): string {
  return /^\/v1\/(?:spaces|namespaces)\/([^/?]+)/.exec(path)?.[1] ?? 'unknown';
}

/** True for a success that the API itself has answered; a page for a browser is none, whatever its status. */
function isAnswer(reply: HttpReply, { method }: SentRequest, toChange: 'json' | 'any'): boolean {
  if (!isSuccess(reply)) return false;
  if (method === 'GET' || toChange === 'any') return !isHtml(reply);
  return reply.status === 204 || parseJson(reply.body) !== undefined;
}

function refusalOf(reply: HttpReply, request: SentRequest, explain: () => CliError): CliError {
  return failureOf(isSuccess(reply) ? notJson(reply, request) : explain(), request.method);
}

function isSuccess({ status }: HttpReply): boolean {
  return status >= 200 && status <= 299;
}
