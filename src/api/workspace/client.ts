import { type CliError, UsageError } from '../../errors.ts';
import type { Region } from '../../spec/region.ts';
import { type ApiObject, numberAt, objectAt, objectsIn, stringAt, textAt } from '../api-object.ts';
import type { ApiPath } from '../api-path.ts';
import { type ApiRequest, createJsonApi, type JsonApi, type JsonApiParts } from '../json-api.ts';
import type { Query } from '../query.ts';
import { explainRefusal } from './refusal.ts';

/** The Public API of one workspace. */
export type WorkspaceApi = JsonApi;

export type WorkspaceApiParts = Omit<JsonApiParts, 'authorization' | 'concurrency' | 'explain'> & {
  readonly token: string;
  readonly region: Region;
  /** Where the token came from, in the words of a person: `SEGMENT_TOKEN`, `workspace prod`. */
  readonly tokenOrigin: string;
};

/** As many as the API takes well from one token (DESIGN §3). */
const concurrency = 4;
/** What other clients ask for as well; the limit is 200 or 1,000, depending on the page that is read (contract §8). */
const pageSize = 200;

export function createWorkspaceApi({
  token,
  region,
  tokenOrigin,
  ...parts
}: WorkspaceApiParts): WorkspaceApi {
  return createJsonApi({
    ...parts,
    authorization: `Bearer ${token}`,
    concurrency,
    explain: (reply, request) => explainRefusal(reply, { request, region, tokenOrigin }),
  });
}

/** A page of a list, and how many there are in all where the API says so. */
export interface Page {
  readonly items: readonly ApiObject[];
  readonly total: number | undefined;
  readonly hasMore: boolean;
}

export interface ListRequest {
  readonly path: ApiPath;
  /** Where the items are below `data`. */
  readonly key: string;
  readonly query?: Query;
  /** Pages are no larger than this, so that a few items cost no full page. */
  readonly limit?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * The pages of a list, one by one, as they are asked for. Ends at the last page, and at a cursor that was there
 * before: an API that goes round in circles must not fill the disk (contract §1.10).
 */
export async function* listPages(
  api: WorkspaceApi,
  { path, key, query = {}, limit = Number.POSITIVE_INFINITY, signal }: ListRequest,
): AsyncGenerator<Page> {
  const seen = new Set<string>();
  let cursor: string | undefined;
  for (let left = limit; left > 0; ) {
    const pagination = { count: Math.min(pageSize, left), cursor };
    const text = await api.call({ path, query: { ...query, pagination }, signal });
    const items = objectsIn(textAt(text, 'data', key) ?? '[]');
    const about: unknown = JSON.parse(textAt(text, 'data', 'pagination') ?? 'null');
    const next = stringAt(about, 'next');
    const hasMore = next !== '' && !seen.has(next);
    const total = numberAt(about, 'totalEntries');
    left -= items.length;
    yield { items, total: total > 0 ? total : undefined, hasMore };
    if (!hasMore) return;
    seen.add(next);
    cursor = next;
  }
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

/** The object at `data.<key>` of one call; without `key`, `data` itself. Throws UsageError when the answer has none. */
export async function getObject(api: WorkspaceApi, request: ApiRequest, key?: string): Promise<ApiObject> {
  const text = await api.call(request);
  const object = objectAt(text, 'data', ...(key === undefined ? [] : [key]));
  if (object === undefined) throw notThePublicApi(request.path);
  return object;
}

/** The error for an answer without the object that was asked for. */
export function notThePublicApi(path: string): CliError {
  return new UsageError(`What answered ${path} is not Segment’s Public API.`, {
    code: 'reply_unexpected',
    hint: 'Check SEGMENT_API_URL, and look at the answer with --debug.',
  });
}
