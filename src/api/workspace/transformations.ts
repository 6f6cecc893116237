import type { ApiObject } from '../api-object.ts';
import { getObject, listPages, type Page, pathPart, type WorkspaceApi } from './client.ts';

/** The transformations of the workspace (contract §3.13). */
export function listTransformations(api: WorkspaceApi, limit?: number): AsyncGenerator<Page> {
  return listPages(api, { path: '/transformations', key: 'transformations', limit });
}

/** One transformation by its id. Throws NotFoundError. */
export function getTransformation(api: WorkspaceApi, id: string): Promise<ApiObject> {
  return getObject(api, { path: `/transformations/${pathPart(id)}` }, 'transformation');
}
