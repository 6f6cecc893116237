import type { ApiObject } from '../../src/api/api-object.ts';
import { allItems, type WorkspaceApi } from '../../src/api/workspace/client.ts';
import {
  getSource,
  getSourceDetail,
  listSources,
  type SourceDetail,
} from '../../src/api/workspace/sources.ts';
import { resolveNamed } from '../reading/resolve-named.ts';
import { idOf } from './source-facts.ts';

/** The source that a person means by id, slug or name. */
export function findSource(api: WorkspaceApi, said: string): Promise<ApiObject> {
  return resolveSource(api, said, (id) => getSource(api, id));
}

/** The same with its tracking plan, which lists do not tell. */
export async function findSourceDetail(api: WorkspaceApi, said: string): Promise<SourceDetail> {
  let seen: SourceDetail | undefined;
  const source = await resolveSource(api, said, async (id) => {
    seen = await getSourceDetail(api, id);
    return seen.source;
  });
  return seen?.source === source ? seen : getSourceDetail(api, idOf(source));
}

function resolveSource(
  api: WorkspaceApi,
  said: string,
  get: (id: string) => Promise<ApiObject>,
): Promise<ApiObject> {
  return resolveNamed(said, {
    noun: 'source',
    names: ['id', 'slug', 'name'],
    get,
    list: () => allItems(listSources(api)),
    listCommand: 'segment sources list',
  });
}
