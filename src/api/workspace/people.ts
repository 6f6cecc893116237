import { peopleEndpoints as endpoints } from '../../segment/endpoints/people.ts';
import type { ApiObject } from '../api-object.ts';
import { listOf, objectOf, type Page, type WorkspaceApi } from './client.ts';

/** The users of the workspace (docs/segment-api/public.md#users-and-groups). They may come without their permissions. */
export function listUsers(api: WorkspaceApi, limit?: number): AsyncGenerator<Page> {
  return listOf(api, endpoints.listUsers, { limit });
}

/** One user by their id, with permissions. Throws NotFoundError. */
export function getUser(api: WorkspaceApi, id: string): Promise<ApiObject> {
  return objectOf(api, endpoints.getUser, { params: { userId: id } });
}

/** The user groups of the workspace. */
export function listGroups(api: WorkspaceApi, limit?: number): AsyncGenerator<Page> {
  return listOf(api, endpoints.listGroups, { limit });
}

/** One user group by its id, with permissions. Throws NotFoundError. */
export function getGroup(api: WorkspaceApi, id: string): Promise<ApiObject> {
  return objectOf(api, endpoints.getGroup, { params: { userGroupId: id } });
}

/** The users that are in a group. */
export function listGroupUsers(api: WorkspaceApi, id: string, limit?: number): AsyncGenerator<Page> {
  return listOf(api, endpoints.listGroupUsers, { params: { userGroupId: id }, limit });
}
