import type { Endpoint, ParameterOf, PathParameters } from '../../segment/endpoints/endpoint.ts';
import { isNullText } from '../../spec/json-text.ts';
import type { Region } from '../../spec/region.ts';
import type { ApiObject } from '../api-object.ts';
import { fillPath } from '../api-path.ts';
import { bearerAuthorization } from '../authorization.ts';
import { followPages } from '../follow-pages.ts';
import { type ApiRequest, createJsonApi, type JsonApi, type JsonApiOptions } from '../json-api.ts';
import { publicPageEnd } from '../paging.ts';
import type { Query, QueryValue } from '../query.ts';
import { explainRefusal } from './refusal.ts';
import {
  callPublic,
  callPublicBytes,
  type ItemBytes,
  objectsOf,
  takeBeside,
  takeData,
  takeItems,
  takeMember,
  takeObject,
} from './reply.ts';

/** The ids that names of things had a moment ago, by the noun of their kind. */
export interface KnownIds {
  get(noun: string, name: string): Promise<string | undefined>;
  set(noun: string, name: string, id: string): Promise<void>;
  forget(noun: string, name: string): Promise<void>;
}

export type WorkspaceApi = JsonApi & {
  /** Only for what looks something up: whoever changes something, or sends, finds what it is about again. */
  readonly known?: KnownIds;
};

/** The same API for calls that somebody may end. */
export function withSignal(api: WorkspaceApi, signal: AbortSignal): WorkspaceApi {
  return { ...api, call: (request) => api.call({ ...request, signal }) };
}

export type WorkspaceApiOptions = Omit<JsonApiOptions, 'authorization' | 'concurrency' | 'explain'> & {
  readonly token: string;
  readonly region: Region;
  /** Where the token came from, in the words of a person: `SEGMENT_TOKEN`, `workspace prod`. */
  readonly tokenOrigin: string;
};

/** As many as the API takes well from one token (docs/rules.md#numbers). */
const concurrency = 4;

export function createWorkspaceApi(options: WorkspaceApiOptions): WorkspaceApi {
  const { token, region, tokenOrigin, ...rest } = options;
  return createJsonApi({
    ...rest,
    authorization: bearerAuthorization(token),
    concurrency,
    explain: (reply, request) => explainRefusal(reply, { request, region, tokenOrigin }),
  });
}

/** A page of a list, and how many there are in all where the API says so. */
export interface Page {
  readonly items: readonly ApiObject[];
  readonly total: number | undefined;
  readonly hasMore: boolean;
  /** What stands at `sum` of the request, as it is spelled; undefined where the reply leaves it out. */
  readonly sum?: string | undefined;
}

/** What a call of an endpoint takes: each parameter of its path, and those of the query that it cannot do without. */
export type CallOptions<E extends Endpoint> = PathOptions<E['path']> &
  QueryOptions<E> & { readonly signal?: AbortSignal | undefined };

type PathOptions<Path extends string> = [ParameterOf<Path>] extends [never]
  ? { readonly params?: undefined }
  : { readonly params: PathParameters<Path> };

type QueryOptions<E extends Endpoint> = E extends {
  readonly required: readonly (infer Name extends string)[];
}
  ? { readonly query: Query & Readonly<Record<Name, QueryValue>> }
  : { readonly query?: Query };

export type ListOptions<E extends Endpoint> = CallOptions<E> & {
  /** Pages are no larger than this, so that a few items cost no full page. */
  readonly limit?: number | undefined;
  /** What stands beside the list and is wanted too: a number that counts all of them together. */
  readonly sum?: string;
};

/** An endpoint that answers with a list, or with one object. */
export type ListEndpoint = Endpoint & { readonly list: string };
export type ObjectEndpoint = Endpoint & { readonly object: string };

/** An endpoint that takes an id and nothing else: its path names at most one thing, and no parameter is required. */
type ById<E extends Endpoint> = E['path'] extends `${string}{${string}{${string}`
  ? never
  : E extends { readonly required: readonly string[] }
    ? never
    : E;

/** A call of an endpoint, for what reads the answer itself, or sends a body. */
export function requestOf<E extends Endpoint>(
  endpoint: E,
  options: CallOptions<E>,
  body?: ApiRequest['body'],
): ApiRequest {
  return { ...requestTo(endpoint, options), ...(body && { body }) };
}

function requestById(endpoint: Endpoint, id: string): ApiRequest {
  const [, name = ''] = /\{(\w+)\}/.exec(endpoint.path) ?? [];
  return requestTo(endpoint, { params: { [name]: id } });
}

/** What fills the path and the query of an endpoint that is only known by its record. */
export interface RecordCall {
  readonly params?: Readonly<Record<string, string>> | undefined;
  readonly query?: Query;
  readonly signal?: AbortSignal | undefined;
}

function requestTo({ method, path }: Endpoint, { params = {}, query, signal }: RecordCall): ApiRequest {
  return {
    method,
    thing: thingAt(path),
    path: fillPath<string>(path, params),
    ...(query && { query }),
    ...(signal && { signal }),
  };
}

/** What an endpoint is about, by its path: `connected destinations`. The root is the workspace itself. */
function thingAt(path: string): string {
  const words = path.split('/').filter((part) => part !== '' && !part.startsWith('{'));
  // Of figures by day the first word says more: `usage`.
  const word = words.at(-1) === 'daily' ? words[0] : words.at(-1);
  return (word ?? 'workspace').replaceAll('-', ' ');
}

/**
 * The pages of a list, one by one, as they are asked for. A reply without the list throws `reply_unexpected`; a list
 * that cannot be followed to its end throws as {@link followPages} says.
 */
export function listOf<E extends ListEndpoint>(
  api: WorkspaceApi,
  endpoint: E,
  options: ListOptions<E>,
): AsyncGenerator<Page> {
  return readList(api, endpoint, requestOf(endpoint, options), options);
}

/** The same for a command that only names its endpoint: `pagesOf(endpoints.listUsers)`. `id` is that of the thing in the path. */
export function pagesOf<E extends ListEndpoint>(
  endpoint: E & ById<E>,
): (api: WorkspaceApi, limit?: number, id?: string) => AsyncGenerator<Page> {
  return (api, limit, id = '') => readList(api, endpoint, requestById(endpoint, id), { limit });
}

async function* readList(
  api: WorkspaceApi,
  endpoint: ListEndpoint,
  request: ApiRequest,
  { limit, sum }: Pick<ListOptions<Endpoint>, 'limit' | 'sum'>,
): AsyncGenerator<Page> {
  for await (const { list, reply, ...page } of replyPages(api, endpoint, request, { limit }))
    yield {
      ...page,
      items: objectsOf(list),
      sum: sum === undefined ? undefined : takeBeside(reply, sum),
    };
}

/** The replies of a list, page by page, none of its items looked into yet. */
function replyPages(
  api: WorkspaceApi,
  { list: name, paging, path }: ListEndpoint,
  request: ApiRequest,
  { limit, call = callPublic }: { readonly limit?: number | undefined; readonly call?: typeof callPublic },
) {
  let given = 0;
  return followPages({
    list: api.prepare({ path: request.path }).url,
    limit,
    async read(cursor, left) {
      const ask = (pagination?: Query) =>
        call(api, { ...request, soFar: given, query: { ...request.query, pagination } });
      const reply =
        paging === 'none'
          ? await ask()
          : await api.pageSizes.read(path, left, (count) => ask({ count, cursor }));
      const list = takeItems(reply, name);
      const count = list.items.length;
      given += count;
      const { total, ...end } = publicPageEnd(takeBeside(reply, 'pagination'), given);
      return { page: { list, reply, total }, count, text: list.bytes, end };
    },
  });
}

/**
 * What an endpoint answers, page by page, as the bytes that came; one object is a page of its own, and none is a page
 * without any. For whoever copies a million of them, and looks at a few.
 */
export async function* readEndpoint(
  api: WorkspaceApi,
  endpoint: ListEndpoint | ObjectEndpoint,
  call: RecordCall,
): AsyncGenerator<ItemBytes> {
  const request = requestTo(endpoint, call);
  if (isListEndpoint(endpoint)) {
    const pages = replyPages(api, endpoint, request, { call: callPublicBytes });
    for await (const { list } of pages) yield list;
    return;
  }
  const reply = await callPublic(api, request);
  if (isNullText(takeMember(reply, endpoint.object))) yield { bytes: Buffer.alloc(0), items: [] };
  else yield onlyItem(takeObject(reply, endpoint.object));
}

function onlyItem({ text }: ApiObject): ItemBytes {
  const bytes = Buffer.from(text, 'utf8');
  return { bytes, items: [{ start: 0, end: bytes.length }] };
}

function isListEndpoint(endpoint: Endpoint): endpoint is ListEndpoint {
  return endpoint.list !== undefined;
}

export async function allItems(pages: AsyncIterable<Page>): Promise<ApiObject[]> {
  const all: ApiObject[] = [];
  for await (const { items } of pages) all.push(...items);
  return all;
}

/** The one object that an endpoint answers with. An answer without it throws `reply_unexpected`. */
export async function objectOf<E extends ObjectEndpoint>(
  api: WorkspaceApi,
  endpoint: E,
  options: CallOptions<E>,
): Promise<ApiObject> {
  return takeObject(await callPublic(api, requestOf(endpoint, options)), endpoint.object);
}

/** The object with an id. Throws NotFoundError. */
export async function objectById<E extends ObjectEndpoint>(
  api: WorkspaceApi,
  endpoint: E & ById<E>,
  id: string,
): Promise<ApiObject> {
  return takeObject(await callPublic(api, requestById(endpoint, id)), endpoint.object);
}

/** `data` itself, of an endpoint without an object of its own. An answer without the `member` it should have throws. */
export async function dataOf<E extends Endpoint>(
  api: WorkspaceApi,
  endpoint: E,
  options: CallOptions<E> & { readonly member: string },
): Promise<ApiObject> {
  return takeData(await callPublic(api, requestOf(endpoint, options)), options.member);
}
