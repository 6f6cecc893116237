import { endpointsOf } from './endpoint.ts';

const { alpha, beta, stable } = endpointsOf('public');

/** What a step of the way to a destination is asked with; those at a destination need its own id, too. */
const atSource = ['sourceId', 'startTime', 'endTime', 'granularity'] as const;
const atDestination = [...atSource, 'destinationConfigId'] as const;
const feature = 'Destination Subscriptions';

/** Destinations, their subscriptions, filters and delivery (docs/segment-api/public.md#destinations and #delivery-overview). */
export const destinationEndpoints = {
  listDestinations: stable('GET /destinations', 'list the destinations', {
    list: 'destinations',
    sandbox: true,
  }),
  createDestination: stable('POST /destinations', 'create a destination', { object: 'destination' }),
  getDestination: stable('GET /destinations/{destinationId}', 'show a destination', {
    object: 'destination',
    sandbox: true,
  }),
  updateDestination: stable(
    'PATCH /destinations/{destinationId}',
    'change the name, settings or state of a destination',
    { object: 'destination' },
  ),
  deleteDestination: stable('DELETE /destinations/{destinationId}', 'delete a destination'),
  listSubscriptions: alpha(
    'GET /destinations/{destinationId}/subscriptions',
    'list the subscriptions of a destination',
    { list: 'subscriptions', feature, sandbox: true },
  ),
  createSubscription: alpha(
    'POST /destinations/{destinationId}/subscriptions',
    'create a subscription of a destination',
    { object: 'destinationSubscription', feature, rateLimit: '5/min' },
  ),
  getSubscription: alpha('GET /destinations/{destinationId}/subscriptions/{id}', 'show a subscription', {
    object: 'subscription',
    feature,
  }),
  updateSubscription: alpha(
    'PATCH /destinations/{destinationId}/subscriptions/{id}',
    'change a subscription',
    { object: 'subscription', feature, rateLimit: '5/min' },
  ),
  deleteSubscription: alpha(
    'DELETE /destinations/{destinationId}/subscriptions/{id}',
    'delete a subscription',
    { feature, rateLimit: '5/min' },
  ),
  getDeliveryMetrics: beta(
    'GET /destinations/{destinationId}/delivery-metrics',
    'sum up the delivery from a source to a destination',
    { object: 'deliveryMetricsSummary', required: ['sourceId'], sandbox: true },
  ),
  listDestinationFilters: stable(
    'GET /destination/{destinationId}/filters',
    'list the filters of a destination',
    { list: 'filters', sandbox: true },
  ),
  createDestinationFilter: stable(
    'POST /destination/{destinationId}/filters',
    'create a filter of a destination',
    { object: 'filter' },
  ),
  getDestinationFilter: stable('GET /destination/{destinationId}/filters/{filterId}', 'show a filter', {
    object: 'filter',
  }),
  updateDestinationFilter: stable(
    'PATCH /destination/{destinationId}/filters/{filterId}',
    'change a filter',
    { object: 'filter' },
  ),
  deleteDestinationFilter: stable(
    'DELETE /destination/{destinationId}/filters/{filterId}',
    'delete a filter',
  ),
  previewDestinationFilter: stable('POST /destination/filters/preview', 'try a filter on a message'),
  getSuccessfullyReceived: beta(
    'GET /delivery-overview/successfully-received',
    'count the events that were received',
    { list: 'dataset', required: atSource, sandbox: true },
  ),
  getFailedOnIngest: beta(
    'GET /delivery-overview/failed-on-ingest',
    'count the events that were refused on arrival',
    { list: 'dataset', required: atSource, sandbox: true },
  ),
  getFilteredAtSource: beta(
    'GET /delivery-overview/filtered-at-source',
    'count the events that a source’s settings cut',
    { list: 'dataset', required: atSource, sandbox: true },
  ),
  getFilteredAtDestination: beta(
    'GET /delivery-overview/filtered-at-destination',
    'count the events that a destination’s filters cut',
    { list: 'dataset', required: atDestination, sandbox: true },
  ),
  getFailedDelivery: beta(
    'GET /delivery-overview/failed-delivery',
    'count the events a destination did not take',
    { list: 'dataset', required: atDestination, sandbox: true },
  ),
  getSuccessfulDelivery: beta(
    'GET /delivery-overview/successful-delivery',
    'count the events a destination took',
    { list: 'dataset', required: atDestination, sandbox: true },
  ),
};
