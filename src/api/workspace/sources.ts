import { sourceEndpoints as endpoints } from '../../segment/endpoints/sources.ts';
import { type ApiObject, objectAt, textAt } from '../api-object.ts';
import type { ApiRequest } from '../json-api.ts';
import { listOf, objectOf, type Page, requestOf, type WorkspaceApi } from './client.ts';
import { callPublic, takeData, takeObject } from './reply.ts';

/** The sources of the workspace (docs/segment-api/public.md#sources). */
export function listSources(api: WorkspaceApi, limit?: number): AsyncGenerator<Page> {
  return listOf(api, endpoints.listSources, { limit });
}

/** One source by its id. Throws NotFoundError. */
export function getSource(api: WorkspaceApi, id: string): Promise<ApiObject> {
  return objectOf(api, endpoints.getSource, { params: { sourceId: id } });
}

/** A source and what stands beside it in the answer to a single one (docs/segment-api/public.md#shared-objects). */
export interface SourceDetail {
  readonly source: ApiObject;
  /** The id of the tracking plan that it is connected to; empty without one. */
  readonly trackingPlanId: string;
}

/** One source by its id, with its tracking plan. Throws NotFoundError. */
export async function getSourceDetail(api: WorkspaceApi, id: string): Promise<SourceDetail> {
  const reply = await callPublic(api, requestOf(endpoints.getSource, { params: { sourceId: id } }));
  const plan = takeData(reply, 'source').value.trackingPlanId;
  return { source: takeObject(reply, 'source'), trackingPlanId: typeof plan === 'string' ? plan : '' };
}

/** The destinations that a source is connected to. */
export function listConnectedDestinations(
  api: WorkspaceApi,
  id: string,
  limit?: number,
): AsyncGenerator<Page> {
  return listOf(api, endpoints.listConnectedDestinations, { params: { sourceId: id }, limit });
}

/** The warehouses that a source is connected to; the items do not say which source (docs/segment-api/public.md#sources). */
export function listConnectedWarehouses(api: WorkspaceApi, id: string, limit?: number): AsyncGenerator<Page> {
  return listOf(api, endpoints.listConnectedWarehouses, { params: { sourceId: id }, limit });
}

/** The source that the answer to a change holds; undefined where there is none. */
export function sourceIn(answer: string): ApiObject | undefined {
  return objectAt(answer, 'data', 'source');
}

/** Changes name, slug, settings, or whether it is enabled; nothing else of a source can be. `body` is JSON. */
export function updateSourceRequest(id: string, body: string): ApiRequest {
  return requestOf(endpoints.updateSource, { params: { sourceId: id } }, { text: body });
}

/** Makes another write key; the answer is the source with it. */
export function addWriteKeyRequest(id: string): ApiRequest {
  return requestOf(endpoints.addWriteKey, { params: { sourceId: id } });
}

/** Takes a write key away for good; the answer is a status alone. */
export function removeWriteKeyRequest(id: string, key: string): ApiRequest {
  return requestOf(endpoints.removeWriteKey, { params: { sourceId: id, writeKey: key } });
}

/** The status in the answer to a removal, `"SUCCESS"`, as JSON; undefined where there is none. */
export function statusIn(answer: string): string | undefined {
  return textAt(answer, 'data', 'status')?.trim();
}
