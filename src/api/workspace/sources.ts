import type { ApiObject } from '../api-object.ts';
import { getObject, listPages, type Page, pathPart, type WorkspaceApi } from './client.ts';

/** The sources of the workspace (contract §3.2). */
export function listSources(api: WorkspaceApi, limit?: number): AsyncGenerator<Page> {
  return listPages(api, { path: '/sources', key: 'sources', limit });
}

/** One source by its id. Throws NotFoundError. */
export function getSource(api: WorkspaceApi, id: string): Promise<ApiObject> {
  return getObject(api, { path: `/sources/${pathPart(id)}` }, 'source');
}
