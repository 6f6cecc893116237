import { protocolsEndpoints as endpoints } from '../../segment/endpoints/protocols.ts';
import type { ApiObject } from '../api-object.ts';
import { listOf, objectOf, type Page, type WorkspaceApi } from './client.ts';

/** The tracking plans of the workspace (docs/segment-api/public.md#tracking-plans); of one `type` alone, where it is given. */
export function listTrackingPlans(
  api: WorkspaceApi,
  { type, limit }: { readonly type?: string | undefined; readonly limit?: number } = {},
): AsyncGenerator<Page> {
  return listOf(api, endpoints.listTrackingPlans, { query: { type }, limit });
}

/** One tracking plan by its id, without its rules. Throws NotFoundError. */
export function getTrackingPlan(api: WorkspaceApi, id: string): Promise<ApiObject> {
  return objectOf(api, endpoints.getTrackingPlan, { params: { trackingPlanId: id } });
}

/** The rules of a tracking plan. */
export function listRules(api: WorkspaceApi, id: string, limit?: number): AsyncGenerator<Page> {
  return listOf(api, endpoints.listRules, { params: { trackingPlanId: id }, limit });
}

/** The sources that a tracking plan is connected to. */
export function listPlanSources(api: WorkspaceApi, id: string, limit?: number): AsyncGenerator<Page> {
  return listOf(api, endpoints.listPlanSources, { params: { trackingPlanId: id }, limit });
}
