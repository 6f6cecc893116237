import { workspaceEndpoints } from '../../segment/endpoints/workspace.ts';
import type { ApiObject } from '../api-object.ts';
import { objectOf, type WorkspaceApi } from './client.ts';

/** The workspace that the token belongs to (docs/segment-api/public.md#workspace). */
export function getWorkspace(api: WorkspaceApi): Promise<ApiObject> {
  return objectOf(api, workspaceEndpoints.getWorkspace, {});
}
