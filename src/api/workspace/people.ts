import type { ApiObject } from '../api-object.ts';
import { apiPath } from '../api-path.ts';
import { getObject, listPages, type Page, type WorkspaceApi } from './client.ts';

/** The users of the workspace (docs/segment-api/public.md#users-and-groups). They may come without their permissions. */
export function listUsers(api: WorkspaceApi, limit?: number): AsyncGenerator<Page> {
  return listPages(api, { path: apiPath`/users`, key: 'users', limit });
}

/** One user by their id, with permissions. Throws NotFoundError. */
export function getUser(api: WorkspaceApi, id: string): Promise<ApiObject> {
  return getObject(api, { path: apiPath`/users/${id}` }, 'user');
}

/** The user groups of the workspace. */
export function listGroups(api: WorkspaceApi, limit?: number): AsyncGenerator<Page> {
  return listPages(api, { path: apiPath`/groups`, key: 'userGroups', limit });
}

/** One user group by its id, with permissions. Throws NotFoundError. */
export function getGroup(api: WorkspaceApi, id: string): Promise<ApiObject> {
  return getObject(api, { path: apiPath`/groups/${id}` }, 'userGroup');
}

/** The users that are in a group. */
export function listGroupUsers(api: WorkspaceApi, id: string, limit?: number): AsyncGenerator<Page> {
  return listPages(api, { path: apiPath`/groups/${id}/users`, key: 'users', limit });
}
