import { sourceEndpoints as endpoints } from '../../segment/endpoints/sources.ts';
import { type ApiObject, objectAt } from '../api-object.ts';
import type { ApiRequest } from '../json-api.ts';
import { objectOf, requestOf, type WorkspaceApi } from './client.ts';

/** The schema settings of a source. Without Protocols they are default values (docs/segment-api/public.md#plan-and-feature-gates). */
export function getSchemaSettings(api: WorkspaceApi, sourceId: string): Promise<ApiObject> {
  return objectOf(api, endpoints.getSchemaSettings, { params: { sourceId } });
}

/**
 * Changes the schema settings of a source; `body` is JSON. What is left out stays, but for a forwarding, which is switched
 * off; one that is sent empty is refused. So send every forwarding that should stay.
 */
export function updateSchemaSettingsRequest(sourceId: string, body: string): ApiRequest {
  return requestOf(endpoints.updateSchemaSettings, { params: { sourceId } }, { text: body });
}

/** All schema settings, as the answer to a change holds them; undefined where it does not. */
export function schemaSettingsIn(answer: string): ApiObject | undefined {
  return objectAt(answer, 'data', 'settings');
}
