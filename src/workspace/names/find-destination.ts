import type { ApiObject } from '../../api/api-object.ts';
import { allItems, type WorkspaceApi } from '../../api/workspace/client.ts';
import { getDestination, listDestinations } from '../../api/workspace/destinations.ts';
import { resolveNamed } from './resolve-named.ts';

/** The destination that a person means by id or name, or by its type where there is one of it: `actions-webhook`. */
export function findDestination(api: WorkspaceApi, said: string): Promise<ApiObject> {
  return resolveNamed(said, {
    noun: 'destination',
    names: ['id', 'name', 'metadata.slug', 'metadata.name'],
    get: (id) => getDestination(api, id),
    list: () => allItems(listDestinations(api)),
    listCommand: 'segment destinations list',
  });
}
