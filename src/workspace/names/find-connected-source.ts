import { type ApiObject, valueAt } from '../../api/api-object.ts';
import { allItems, type WorkspaceApi } from '../../api/workspace/client.ts';
import { listWarehouseSources } from '../../api/workspace/warehouses.ts';
import { NotFoundError } from '../../errors.ts';
import { isSameName } from '../../spec/same-name.ts';
import { resolveNamed } from './resolve-named.ts';

/** The source that a person means among those whose data a warehouse gets. */
export async function findConnectedSource(
  api: WorkspaceApi,
  warehouseId: string,
  said: string,
): Promise<ApiObject> {
  // No endpoint gives one of them, so all are there from the start.
  const all = await allItems(listWarehouseSources(api, warehouseId));
  return resolveNamed(said, {
    noun: 'connected source',
    names: ['id', 'slug', 'name'],
    get: async (id) => {
      const found = all.find(({ value }) => isSameName(valueAt(value, 'id'), id));
      if (found === undefined) throw new NotFoundError(`There is no connected source “${id}”.`);
      return found;
    },
    list: async () => all,
    listCommand: `segment warehouses sources ${warehouseId}`,
  });
}
