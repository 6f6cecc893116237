import { type ApiObject, valueAt } from '../../src/api/api-object.ts';
import { allItems, type WorkspaceApi } from '../../src/api/workspace/client.ts';
import { listWarehouseSources } from '../../src/api/workspace/warehouses.ts';
import { NotFoundError } from '../../src/errors.ts';
import { isSameName } from '../../src/spec/same-name.ts';
import { resolveNamed } from '../reading/resolve-named.ts';

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
