import { basicAuthorization } from '../api/authorization.ts';
import type { Http, HttpReply } from '../api/http.ts';
import {
  createJsonApi,
  type JsonApi,
  type JsonApiOptions,
  notJson,
  type SentRequest,
} from '../api/json-api.ts';
import type { TokenSource } from '../api/oauth.ts';
import { failureOf } from '../api/outcome.ts';
import { explainProfileRefusal } from '../api/profiles/refusal.ts';
import { isHtml } from '../api/refusal.ts';
import { isRefusedToken, judgeReply } from '../api/retry.ts';
import { sendWithToken } from '../api/send-with-token.ts';
import { explainRefusal } from '../api/workspace/refusal.ts';
import type { CliError } from '../errors.ts';
import { parseJson } from '../spec/parse-json.ts';
import type { Region } from '../spec/region.ts';
import { withWriteKey } from './write-keys.ts';

/** An API that calls can be made to. */
export interface OpenApi {
  readonly api: JsonApi;
  /** The error for a reply that is no success; undefined for one that is. */
  readonly refusal: (reply: HttpReply, request: SentRequest) => CliError | undefined;
  /** The body with what the API wants in it besides: the write key, with OAuth. */
  readonly body: (text: string) => string;
}

/** The way to an API: where it is, and the clock, chance and waiting of its client. */
export type Way = Pick<
  JsonApiOptions,
  'http' | 'baseUrl' | 'now' | 'monotonic' | 'random' | 'sleep' | 'onWait' | 'onCall'
>;

/** For the wording of a refusal. */
interface TokenFacts {
  readonly region: Region;
  /** In the words of a person: `SEGMENT_TOKEN`, `workspace prod`. */
  readonly tokenOrigin: string;
}

/** The Public API over the client that every command has of it. */
export function openPublic(api: JsonApi, facts: TokenFacts): OpenApi {
  return {
    api,
    body: (text) => text,
    refusal: (reply, request) =>
      isAnswer(reply, request, 'json')
        ? undefined
        : refusalOf(reply, request, () => explainRefusal(reply, { ...facts, request })),
  };
}

/** The Profile API of whichever space the path names. */
export function openProfile(way: Way, token: string, facts: TokenFacts): OpenApi {
  const explain = (reply: HttpReply, request: SentRequest) =>
    explainProfileRefusal(reply, { ...facts, request, spaceId: spaceOf(request.path) });
  const api = createJsonApi({ ...way, authorization: basicAuthorization(token), concurrency: 1, explain });
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

/** What opens the Tracking API of one source. */
export interface TrackingKey {
  readonly writeKey: string;
  /** In the words of a person. */
  readonly keyOrigin: string | undefined;
  readonly region: Region;
  /** With OAuth: the token goes into the header, and the key into the body (docs/segment-api/tracking.md#write-keys). */
  readonly tokens: TokenSource | undefined;
}

/** Opens the Tracking API. Sends nothing yet. */
export function openTracking(way: Way, { writeKey, keyOrigin, region, tokens }: TrackingKey): OpenApi {
  const facts = { oauth: tokens !== undefined, region, keyOrigin };
  const refusal = (reply: HttpReply, { url }: SentRequest): CliError | undefined => {
    const outcome = judgeReply(reply, { ...facts, now: way.now(), url });
    return outcome.kind === 'acknowledged' ? undefined : outcome.error;
  };
  const api = createJsonApi({
    ...way,
    http: tokens === undefined ? way.http : withTokens(way.http, tokens),
    authorization: basicAuthorization(writeKey),
    concurrency: 1,
    mayRepeat: true,
    explain: (reply, request) => {
      const error = refusal(reply, request);
      if (error === undefined) throw new Error(`a reply of status ${reply.status} is a success`);
      return error;
    },
  });
  return {
    api,
    refusal,
    body: (text) => (tokens === undefined ? text : withWriteKey(text, writeKey)),
  };
}

/** With the token in place of the key. */
function withTokens(http: Pick<Http, 'send'>, tokens: TokenSource): Pick<Http, 'send'> {
  return {
    send: (request) =>
      sendWithToken(tokens, {
        send: (authorization) => http.send({ ...request, headers: { ...request.headers, authorization } }),
        isRefused: ({ status }) => isRefusedToken(status),
        noToken: ({ error }) => {
          throw error;
        },
        signal: request.signal,
      }),
  };
}
