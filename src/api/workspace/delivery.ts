import { destinationEndpoints as endpoints } from '../../segment/endpoints/destinations.ts';
import { deliveryFields } from '../../segment/enums.ts';
import type { Granularity } from '../../spec/granularity.ts';
import { listOf, type Page, type WorkspaceApi } from './client.ts';

type StepEndpoint = (typeof endpoints)[
  | 'getSuccessfullyReceived'
  | 'getFailedOnIngest'
  | 'getFilteredAtSource'
  | 'getFilteredAtDestination'
  | 'getFailedDelivery'
  | 'getSuccessfulDelivery'];

/** A step on the way from a source to a destination (docs/segment-api/public.md#delivery-overview). */
export interface DeliveryStep {
  /** What flags call it. */
  readonly name: string;
  readonly endpoint: StepEndpoint;
  /** It happens at a destination, which has to be named. */
  readonly atDestination: boolean;
  /** What its messages can be grouped and filtered by, as the API names it. */
  readonly fields: readonly string[];
}

/** In the order in which a message takes them. */
export const deliverySteps: readonly DeliveryStep[] = [
  {
    name: 'received',
    endpoint: endpoints.getSuccessfullyReceived,
    atDestination: false,
    fields: deliveryFields.received,
  },
  {
    name: 'failed-on-ingest',
    endpoint: endpoints.getFailedOnIngest,
    atDestination: false,
    fields: deliveryFields.atSource,
  },
  {
    name: 'filtered-at-source',
    endpoint: endpoints.getFilteredAtSource,
    atDestination: false,
    fields: deliveryFields.atSource,
  },
  {
    name: 'filtered-at-destination',
    endpoint: endpoints.getFilteredAtDestination,
    atDestination: true,
    fields: deliveryFields.atDestination,
  },
  {
    name: 'failed',
    endpoint: endpoints.getFailedDelivery,
    atDestination: true,
    fields: deliveryFields.atDestination,
  },
  {
    name: 'successful',
    endpoint: endpoints.getSuccessfulDelivery,
    atDestination: true,
    fields: deliveryFields.atDestination,
  },
];

export interface DeliveryRequest {
  readonly sourceId: string;
  /** The destination's own id, not that of its kind. */
  readonly destinationId: string | undefined;
  readonly start: Date;
  readonly end: Date;
  readonly granularity: Granularity;
  readonly groupBy: readonly string[];
  /** Values by field: one of each has to fit. */
  readonly filter: Readonly<Record<string, readonly string[] | undefined>>;
  readonly limit?: number | undefined;
}

/** The messages that came to a step, over time: one series, or one per group. */
export function listDelivery(
  api: WorkspaceApi,
  { endpoint, atDestination }: DeliveryStep,
  { sourceId, destinationId, start, end, granularity, groupBy, filter, limit }: DeliveryRequest,
): AsyncGenerator<Page> {
  return listOf(api, endpoint, {
    sum: 'total',
    query: {
      sourceId,
      destinationConfigId: atDestination ? destinationId : undefined,
      startTime: start.toISOString(),
      endTime: end.toISOString(),
      granularity: granularity.toUpperCase(),
      groupBy,
      filter,
    },
    limit,
  });
}
