import type { ApiObject } from '../api-object.ts';
import { apiPath } from '../api-path.ts';
import { getObject, listPages, type Page, type WorkspaceApi } from './client.ts';

/** The destinations of the workspace (docs/segment-api/public.md#destinations). */
export function listDestinations(api: WorkspaceApi, limit?: number): AsyncGenerator<Page> {
  return listPages(api, { path: apiPath`/destinations`, key: 'destinations', limit });
}

/** One destination by its id. Throws NotFoundError. */
export function getDestination(api: WorkspaceApi, id: string): Promise<ApiObject> {
  return getObject(api, { path: apiPath`/destinations/${id}` }, 'destination');
}

/** What a destination does with which messages. */
export function listSubscriptions(api: WorkspaceApi, id: string, limit?: number): AsyncGenerator<Page> {
  return listPages(api, {
    path: apiPath`/destinations/${id}/subscriptions`,
    key: 'subscriptions',
    limit,
  });
}

/** What is kept from a destination. The path says `destination`, unlike all others (docs/segment-api/public.md#destinations). */
export function listDestinationFilters(api: WorkspaceApi, id: string, limit?: number): AsyncGenerator<Page> {
  return listPages(api, { path: apiPath`/destination/${id}/filters`, key: 'filters', limit });
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
  const path = apiPath`/destinations/${destinationId}/delivery-metrics`;
  return getObject(api, { path, query }, 'deliveryMetricsSummary');
}
