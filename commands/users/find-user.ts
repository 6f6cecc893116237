import { type ApiObject, stringAt, valueAt } from '../../src/api/api-object.ts';
import { allItems, type WorkspaceApi } from '../../src/api/workspace/client.ts';
import { getUser, listUsers } from '../../src/api/workspace/people.ts';
import { resolveNamed } from '../reading/resolve-named.ts';

/** The user that a person means by id, e-mail address or name, with permissions. */
export async function findUser(api: WorkspaceApi, said: string): Promise<ApiObject> {
  const found = await resolveNamed(said, {
    noun: 'user',
    names: ['id', 'email', 'name'],
    get: (id) => getUser(api, id),
    list: () => allItems(listUsers(api)),
    listCommand: 'segment users list',
  });
  // Lists come without permissions (docs/segment-api/public.md#users-and-groups).
  return valueAt(found.value, 'permissions') === undefined
    ? getUser(api, stringAt(found.value, 'id'))
    : found;
}
