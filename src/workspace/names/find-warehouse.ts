import type { ApiObject } from '../../api/api-object.ts';
import { allItems, type WorkspaceApi } from '../../api/workspace/client.ts';
import { getWarehouse, listWarehouses } from '../../api/workspace/warehouses.ts';
import { resolveNamed } from './resolve-named.ts';

/** The warehouse that a person means by id or name, or by its type where there is one of it: `postgres`. */
export function findWarehouse(api: WorkspaceApi, said: string): Promise<ApiObject> {
  return resolveNamed(said, {
    noun: 'warehouse',
    names: ['id', 'settings.name', 'metadata.slug'],
    get: (id) => getWarehouse(api, id),
    list: () => allItems(listWarehouses(api)),
    listCommand: 'segment warehouses list',
  });
}
