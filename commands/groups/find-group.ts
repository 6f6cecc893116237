import { type ApiObject, stringAt, valueAt } from '../../src/api/api-object.ts';
import { allItems, type WorkspaceApi } from '../../src/api/workspace/client.ts';
import { getGroup, listGroups } from '../../src/api/workspace/people.ts';
import { resolveNamed } from '../reading/resolve-named.ts';

/** The user group that a person means by id or name, with permissions. */
export async function findGroup(api: WorkspaceApi, said: string): Promise<ApiObject> {
  const found = await resolveNamed(said, {
    noun: 'user group',
    names: ['id', 'name'],
    get: (id) => getGroup(api, id),
    list: () => allItems(listGroups(api)),
    listCommand: 'segment groups list',
  });
  // Lists may come without permissions (docs/segment-api/public.md#users-and-groups).
  return valueAt(found.value, 'permissions') === undefined
    ? getGroup(api, stringAt(found.value, 'id'))
    : found;
}
