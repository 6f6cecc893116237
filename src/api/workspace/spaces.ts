import { NotFoundError } from '../../errors.ts';
import { audienceEndpoints } from '../../segment/endpoints/audiences.ts';
import { spaceEndpoints as endpoints } from '../../segment/endpoints/spaces.ts';
import { isNullText } from '../../spec/json-text.ts';
import type { ApiObject } from '../api-object.ts';
import { listOf, type Page, requestOf, type WorkspaceApi } from './client.ts';
import { callPublic, takeMember, takeObject } from './reply.ts';

/** The spaces of the workspace (docs/segment-api/public.md#spaces). */
export function listSpaces(api: WorkspaceApi, limit?: number): AsyncGenerator<Page> {
  return listOf(api, endpoints.listSpaces, { limit });
}

/** One space by its id. Throws NotFoundError, also for the `null` that the API may answer with. */
export async function getSpace(api: WorkspaceApi, id: string): Promise<ApiObject> {
  const reply = await callPublic(api, requestOf(endpoints.getSpace, { params: { spaceId: id } }));
  if (isNullText(takeMember(reply, endpoints.getSpace.object)))
    throw new NotFoundError(`There is no space with the id “${id}”.`);
  return takeObject(reply, endpoints.getSpace.object);
}

/** The audiences of a space; only those that `search` finds, where it is given. 60 calls a minute (docs/segment-api/public.md#rate-limits). */
export function listAudiences(
  api: WorkspaceApi,
  spaceId: string,
  { search, limit }: { readonly search?: string | undefined; readonly limit?: number } = {},
): AsyncGenerator<Page> {
  return listOf(api, audienceEndpoints.listAudiences, { params: { spaceId }, query: { search }, limit });
}

/** The computed traits of a space. 25 calls a minute (docs/segment-api/public.md#rate-limits). */
export function listComputedTraits(api: WorkspaceApi, spaceId: string, limit?: number): AsyncGenerator<Page> {
  return listOf(api, endpoints.listComputedTraits, { params: { spaceId }, limit });
}
