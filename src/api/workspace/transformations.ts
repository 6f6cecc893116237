import { protocolsEndpoints as endpoints } from '../../segment/endpoints/protocols.ts';
import type { ApiObject } from '../api-object.ts';
import { listOf, objectOf, type Page, type WorkspaceApi } from './client.ts';

/** The transformations of the workspace (docs/segment-api/public.md#transformations). */
export function listTransformations(api: WorkspaceApi, limit?: number): AsyncGenerator<Page> {
  return listOf(api, endpoints.listTransformations, { limit });
}

/** One transformation by its id. Throws NotFoundError. */
export function getTransformation(api: WorkspaceApi, id: string): Promise<ApiObject> {
  return objectOf(api, endpoints.getTransformation, { params: { transformationId: id } });
}
