import type { ApiObject } from '../api-object.ts';
import { apiPath } from '../api-path.ts';
import { getObject, listPages, type Page, type WorkspaceApi } from './client.ts';

/** The transformations of the workspace (docs/segment-api/public.md#transformations). */
export function listTransformations(api: WorkspaceApi, limit?: number): AsyncGenerator<Page> {
  return listPages(api, { path: apiPath`/transformations`, key: 'transformations', limit });
}

/** One transformation by its id. Throws NotFoundError. */
export function getTransformation(api: WorkspaceApi, id: string): Promise<ApiObject> {
  return getObject(api, { path: apiPath`/transformations/${id}` }, 'transformation');
}
