import type { Region } from '../../spec/region.ts';
import type { ApiObject } from '../api-object.ts';
import type { ApiPath } from '../api-path.ts';
import { bearerAuthorization } from '../authorization.ts';
import { followPages } from '../follow-pages.ts';
import { type ApiRequest, createJsonApi, type JsonApi, type JsonApiParts } from '../json-api.ts';
import { publicPageEnd } from '../paging.ts';
import type { Query } from '../query.ts';
import { explainRefusal } from './refusal.ts';
import { callPublic, takeBeside, takeData, takeList, takeObject } from './reply.ts';

/** The Public API of one workspace. */
export type WorkspaceApi = JsonApi;

export type WorkspaceApiParts = Omit<JsonApiParts, 'authorization' | 'concurrency' | 'explain'> & {
  readonly token: string;
  readonly region: Region;
  /** Where the token came from, in the words of a person: `SEGMENT_TOKEN`, `workspace prod`. */
  readonly tokenOrigin: string;
};

/** As many as the API takes well from one token (docs/rules.md#numbers). */
const concurrency = 4;
/** What other clients ask for as well; the limit is 200 or 1,000, depending on the page that is read (docs/segment-api/public.md#open-points). */
const pageSize = 200;

export function createWorkspaceApi({
  token,
  region,
  tokenOrigin,
  ...parts
}: WorkspaceApiParts): WorkspaceApi {
  return createJsonApi({
    ...parts,
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

export interface ListRequest {
  readonly path: ApiPath;
  /** Where the items are below `data`. */
  readonly key: string;
  /** What stands beside the list and is wanted too: a number that counts all of them together. */
  readonly sum?: string;
  readonly query?: Query;
  /** Pages are no larger than this, so that a few items cost no full page. */
  readonly limit?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * The pages of a list, one by one, as they are asked for. A reply without the list throws `reply_unexpected`; a list
 * that cannot be followed to its end throws as {@link followPages} says.
 */
export function listPages(
  api: WorkspaceApi,
  { path, key, sum, query = {}, limit, signal }: ListRequest,
): AsyncGenerator<Page> {
  let given = 0;
  return followPages({
    list: api.prepare({ path }).url,
    limit,
    async read(cursor, left) {
      const pagination = { count: Math.min(pageSize, left), cursor };
      const reply = await callPublic(api, { path, query: { ...query, pagination }, signal });
      const { items, text } = takeList(reply, key);
      given += items.length;
      const { total, ...end } = publicPageEnd(takeBeside(reply, 'pagination'), given);
      const page = { items, total, sum: sum === undefined ? undefined : takeBeside(reply, sum) };
      return { page, count: items.length, text, end };
    },
  });
}

/** Every item of a list, for what has to see them all. */
export function listAll(api: WorkspaceApi, request: ListRequest): Promise<ApiObject[]> {
  return allItems(listPages(api, request));
}

/** What is on the pages, all together. */
export async function allItems(pages: AsyncIterable<Page>): Promise<ApiObject[]> {
  const all: ApiObject[] = [];
  for await (const { items } of pages) all.push(...items);
  return all;
}

/** The object at `data.<key>` of one call. An answer without it throws `reply_unexpected`. */
export async function getObject(api: WorkspaceApi, request: ApiRequest, key: string): Promise<ApiObject> {
  return takeObject(await callPublic(api, request), key);
}

/** `data` itself of one call, for an answer without an object of its own. One without the `member` it should have throws. */
export async function getData(api: WorkspaceApi, request: ApiRequest, member: string): Promise<ApiObject> {
  return takeData(await callPublic(api, request), member);
}
