import { NotFoundError } from '../../errors.ts';
import { isNullText } from '../../spec/json-text.ts';
import type { ApiObject } from '../api-object.ts';
import { apiPath } from '../api-path.ts';
import { listPages, type Page, type WorkspaceApi } from './client.ts';
import { callPublic, takeMember, takeObject } from './reply.ts';

/** The spaces of the workspace (docs/segment-api/public.md#spaces). */
export function listSpaces(api: WorkspaceApi, limit?: number): AsyncGenerator<Page> {
  return listPages(api, { path: apiPath`/spaces`, key: 'spaces', limit });
}

/** One space by its id. Throws NotFoundError, also for the `null` that the API may answer with. */
export async function getSpace(api: WorkspaceApi, id: string): Promise<ApiObject> {
  const reply = await callPublic(api, { path: apiPath`/spaces/${id}` });
  if (isNullText(takeMember(reply, 'space')))
    throw new NotFoundError(`There is no space with the id “${id}”.`);
  return takeObject(reply, 'space');
}

/** The audiences of a space; only those that `search` finds, where it is given. 60 calls a minute (docs/segment-api/public.md#rate-limits). */
export function listAudiences(
  api: WorkspaceApi,
  spaceId: string,
  { search, limit }: { readonly search?: string | undefined; readonly limit?: number } = {},
): AsyncGenerator<Page> {
  const path = apiPath`/spaces/${spaceId}/audiences`;
  return listPages(api, { path, key: 'audiences', query: { search }, limit });
}

/** The computed traits of a space. 25 calls a minute (docs/segment-api/public.md#rate-limits). */
export function listComputedTraits(api: WorkspaceApi, spaceId: string, limit?: number): AsyncGenerator<Page> {
  const path = apiPath`/spaces/${spaceId}/computed-traits`;
  return listPages(api, { path, key: 'computedTraits', limit });
}
