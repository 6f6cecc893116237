import type { ApiObject } from '../../src/api/api-object.ts';
import { listAll, type WorkspaceApi } from '../../src/api/workspace/client.ts';
import { getSource } from '../../src/api/workspace/sources.ts';
import { resolveNamed } from '../reading/resolve-named.ts';

/** The source that a person means by id, slug or name. */
export function findSource(api: WorkspaceApi, said: string): Promise<ApiObject> {
  return resolveNamed(said, {
    noun: 'source',
    names: ['id', 'slug', 'name'],
    get: (id) => getSource(api, id),
    list: () => listAll(api, { path: '/sources', key: 'sources' }),
    listCommand: 'segment sources list',
  });
}
