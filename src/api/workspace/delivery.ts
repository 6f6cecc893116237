import type { Granularity } from '../../spec/granularity.ts';
import { apiPath } from '../api-path.ts';
import { listPages, type Page, type WorkspaceApi } from './client.ts';

/** A step on the way from a source to a destination (docs/segment-api/public.md#delivery-overview). */
export interface DeliveryStep {
  /** What flags call it. */
  readonly name: string;
  readonly path: string;
  /** It happens at a destination, which has to be named. */
  readonly atDestination: boolean;
  /** What its messages can be grouped and filtered by, as the API names it. */
  readonly fields: readonly string[];
}

const atEveryStep = ['eventName', 'eventType', 'appVersion'];
const withReason = [...atEveryStep, 'discardReason'];
const atDestinations = [...withReason, 'subscriptionId', 'activationId', 'audienceId', 'spaceId'];

/** In the order in which a message takes them. */
export const deliverySteps: readonly DeliveryStep[] = [
  { name: 'received', path: 'successfully-received', atDestination: false, fields: atEveryStep },
  { name: 'failed-on-ingest', path: 'failed-on-ingest', atDestination: false, fields: withReason },
  { name: 'filtered-at-source', path: 'filtered-at-source', atDestination: false, fields: withReason },
  {
    name: 'filtered-at-destination',
    path: 'filtered-at-destination',
    atDestination: true,
    fields: atDestinations,
  },
  { name: 'failed', path: 'failed-delivery', atDestination: true, fields: atDestinations },
  { name: 'successful', path: 'successful-delivery', atDestination: true, fields: atDestinations },
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
  { path, atDestination }: DeliveryStep,
  { sourceId, destinationId, start, end, granularity, groupBy, filter, limit }: DeliveryRequest,
): AsyncGenerator<Page> {
  return listPages(api, {
    path: apiPath`/delivery-overview/${path}`,
    key: 'dataset',
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
