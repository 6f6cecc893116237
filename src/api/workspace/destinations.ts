import type { ApiObject } from '../api-object.ts';
import { getObject, listPages, type Page, pathPart, type WorkspaceApi } from './client.ts';

/** The destinations of the workspace (contract §3.5). */
export function listDestinations(api: WorkspaceApi, limit?: number): AsyncGenerator<Page> {
  return listPages(api, { path: '/destinations', key: 'destinations', limit });
}

/** One destination by its id. Throws NotFoundError. */
export function getDestination(api: WorkspaceApi, id: string): Promise<ApiObject> {
  return getObject(api, { path: `/destinations/${pathPart(id)}` }, 'destination');
}

/** What a destination does with which messages. */
export function listSubscriptions(api: WorkspaceApi, id: string, limit?: number): AsyncGenerator<Page> {
  return listPages(api, {
    path: `/destinations/${pathPart(id)}/subscriptions`,
    key: 'subscriptions',
    limit,
  });
}

/** What is kept from a destination. The path says `destination`, unlike all others (contract §3.5). */
export function listDestinationFilters(api: WorkspaceApi, id: string, limit?: number): AsyncGenerator<Page> {
  return listPages(api, { path: `/destination/${pathPart(id)}/filters`, key: 'filters', limit });
}

/** What `GET …/delivery-metrics` counts: the messages of one source in a time range. */
export interface DeliveryMetricsRequest {
  readonly destinationId: string;
  readonly sourceId: string;
  /** ISO 8601. Always sent: the API's own start for days lies further back than it allows (contract §8). */
  readonly startTime: string;
  readonly endTime: string;
  readonly granularity: string;
}

/** How delivery to a destination went: one object, no list (contract §3.5). */
export function getDeliveryMetrics(
  api: WorkspaceApi,
  { destinationId, ...query }: DeliveryMetricsRequest,
): Promise<ApiObject> {
  const path = `/destinations/${pathPart(destinationId)}/delivery-metrics`;
  return getObject(api, { path, query }, 'deliveryMetricsSummary');
}
