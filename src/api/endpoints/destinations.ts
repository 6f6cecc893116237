import type { EndpointRow } from './endpoint.ts';

/** Destinations, their subscriptions, filters and delivery (docs/segment-api/public.md#destinations and #delivery-overview). */
export const destinationRows: readonly EndpointRow[] = [
  ['GET', '/destinations', 'stable', 'list the destinations'],
  ['POST', '/destinations', 'stable', 'create a destination'],
  ['GET', '/destinations/{destinationId}', 'stable', 'show a destination'],
  ['PATCH', '/destinations/{destinationId}', 'stable', 'change the name, settings or state of a destination'],
  ['DELETE', '/destinations/{destinationId}', 'stable', 'delete a destination'],
  ['GET', '/destinations/{destinationId}/subscriptions', 'alpha', 'list the subscriptions of a destination'],
  [
    'POST',
    '/destinations/{destinationId}/subscriptions',
    'alpha',
    'create a subscription of a destination',
    '5/min',
  ],
  ['GET', '/destinations/{destinationId}/subscriptions/{id}', 'alpha', 'show a subscription'],
  ['PATCH', '/destinations/{destinationId}/subscriptions/{id}', 'alpha', 'change a subscription', '5/min'],
  ['DELETE', '/destinations/{destinationId}/subscriptions/{id}', 'alpha', 'delete a subscription', '5/min'],
  [
    'GET',
    '/destinations/{destinationId}/delivery-metrics',
    'beta',
    'sum up the delivery from a source to a destination',
  ],
  ['GET', '/destination/{destinationId}/filters', 'stable', 'list the filters of a destination'],
  ['POST', '/destination/{destinationId}/filters', 'stable', 'create a filter of a destination'],
  ['GET', '/destination/{destinationId}/filters/{filterId}', 'stable', 'show a filter'],
  ['PATCH', '/destination/{destinationId}/filters/{filterId}', 'stable', 'change a filter'],
  ['DELETE', '/destination/{destinationId}/filters/{filterId}', 'stable', 'delete a filter'],
  ['POST', '/destination/filters/preview', 'stable', 'try a filter on a message'],
  ['GET', '/delivery-overview/successfully-received', 'beta', 'count the events that were received'],
  ['GET', '/delivery-overview/failed-on-ingest', 'beta', 'count the events that were refused on arrival'],
  ['GET', '/delivery-overview/filtered-at-source', 'beta', 'count the events that a source’s settings cut'],
  [
    'GET',
    '/delivery-overview/filtered-at-destination',
    'beta',
    'count the events that a destination’s filters cut',
  ],
  ['GET', '/delivery-overview/failed-delivery', 'beta', 'count the events a destination did not take'],
  ['GET', '/delivery-overview/successful-delivery', 'beta', 'count the events a destination took'],
];
