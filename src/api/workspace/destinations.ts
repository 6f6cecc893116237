import { destinationEndpoints as endpoints } from '../../segment/endpoints/destinations.ts';
import type { ApiObject } from '../api-object.ts';
import { listOf, objectOf, type Page, type WorkspaceApi } from './client.ts';

/** The destinations of the workspace (docs/segment-api/public.md#destinations). */
export function listDestinations(api: WorkspaceApi, limit?: number): AsyncGenerator<Page> {
  return listOf(api, endpoints.listDestinations, { limit });
}

/** One destination by its id. Throws NotFoundError. */
export function getDestination(api: WorkspaceApi, id: string): Promise<ApiObject> {
  return objectOf(api, endpoints.getDestination, { params: { destinationId: id } });
}

/** What a destination does with which messages. */
export function listSubscriptions(api: WorkspaceApi, id: string, limit?: number): AsyncGenerator<Page> {
  return listOf(api, endpoints.listSubscriptions, { params: { destinationId: id }, limit });
}

/** What is kept from a destination. The path says `destination`, unlike all others (docs/segment-api/public.md#destinations). */
export function listDestinationFilters(api: WorkspaceApi, id: string, limit?: number): AsyncGenerator<Page> {
  return listOf(api, endpoints.listDestinationFilters, { params: { destinationId: id }, limit });
}

/** What `GET …/delivery-metrics` counts: the messages of one source in a time range. */
export interface DeliveryMetricsRequest {
  readonly destinationId: string;
  readonly sourceId: string;
  /** ISO 8601. Always sent: the API's own start for days lies further back than it allows (docs/segment-api/public.md#open-points). */
  readonly startTime: string;
  readonly endTime: string;
  readonly granularity: string;
}

/** How delivery to a destination went: one object, no list (docs/segment-api/public.md#destinations). */
export function getDeliveryMetrics(
  api: WorkspaceApi,
  { destinationId, ...query }: DeliveryMetricsRequest,
): Promise<ApiObject> {
  return objectOf(api, endpoints.getDeliveryMetrics, { params: { destinationId }, query: { ...query } });
}
