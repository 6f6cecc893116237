import { basicAuthorization } from '../api/authorization.ts';
import type { HttpReply } from '../api/http.ts';
import {
  createJsonApi,
  type JsonApi,
  type JsonApiOptions,
  notJson,
  type SentRequest,
} from '../api/json-api.ts';
import { failureOf } from '../api/outcome.ts';
import { explainProfileRefusal } from '../api/profiles/refusal.ts';
import { isHtml } from '../api/refusal.ts';
import { explainRefusal } from '../api/workspace/refusal.ts';
import type { CliError } from '../errors.ts';
import { parseJson } from '../spec/parse-json.ts';
import type { Region } from '../spec/region.ts';

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
  'http' | 'baseUrl' | 'now' | 'monotonic' | 'random' | 'sleep' | 'onWait'
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
