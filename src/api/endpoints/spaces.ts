import type { EndpointRow } from './endpoint.ts';

/** Of the schema browser; one limit for all of it (docs/segment-api/public.md#rate-limits). */
const browsing = '25/min';

/** Spaces, computed traits, profiles warehouses, schema and filters (docs/segment-api/public.md#spaces). */
export const spaceRows: readonly EndpointRow[] = [
  ['GET', '/spaces', 'alpha', 'list the spaces'],
  ['GET', '/spaces/{spaceId}', 'alpha', 'show a space'],
  ['GET', '/spaces/{spaceId}/computed-traits', 'alpha', 'list the computed traits of a space', '25/min'],
  ['POST', '/spaces/{spaceId}/computed-traits', 'alpha', 'create a computed trait', '10/min'],
  ['GET', '/spaces/{spaceId}/computed-traits/{id}', 'alpha', 'show a computed trait', '100/min'],
  ['PATCH', '/spaces/{spaceId}/computed-traits/{id}', 'alpha', 'change a computed trait', '10/min'],
  ['DELETE', '/spaces/{spaceId}/computed-traits/{id}', 'alpha', 'delete a computed trait', '20/min'],
  ['GET', '/spaces/{spaceId}/profiles-warehouses', 'alpha', 'list the profiles warehouses of a space'],
  ['POST', '/spaces/{spaceId}/profiles-warehouses', 'alpha', 'create a profiles warehouse'],
  ['PATCH', '/spaces/{spaceId}/profiles-warehouses/{warehouseId}', 'alpha', 'change a profiles warehouse'],
  ['DELETE', '/spaces/{spaceId}/profiles-warehouses/{warehouseId}', 'alpha', 'delete a profiles warehouse'],
  [
    'GET',
    '/spaces/{spaceId}/profiles-warehouses/{warehouseId}/selective-syncs',
    'alpha',
    'show what is synced to a profiles warehouse',
  ],
  [
    'PATCH',
    '/spaces/{spaceId}/profiles-warehouses/{warehouseId}/selective-syncs',
    'alpha',
    'choose what is synced to a profiles warehouse',
  ],
  ['GET', '/spaces/{spaceId}/events', 'alpha', 'list the events of a space', browsing],
  [
    'GET',
    '/spaces/{spaceId}/events/{eventName}/properties',
    'alpha',
    'list the properties of an event',
    browsing,
  ],
  [
    'GET',
    '/spaces/{spaceId}/events/{eventName}/properties/{propertyName}/sample-values',
    'alpha',
    'list values of a property of an event',
    browsing,
  ],
  ['GET', '/spaces/{spaceId}/traits', 'alpha', 'list the traits of a space', browsing],
  ['GET', '/spaces/{spaceId}/traits/{traitKey}/sample-values', 'alpha', 'list values of a trait', browsing],
  ['GET', '/spaces/{spaceId}/entity-paths', 'alpha', 'list the entity paths of a space', browsing],
  [
    'GET',
    '/spaces/{spaceId}/entities/{entitySlug}/properties',
    'alpha',
    'list the properties of an entity',
    browsing,
  ],
  [
    'GET',
    '/spaces/{spaceId}/entities/{entitySlug}/properties/{propertyName}/sample-values',
    'alpha',
    'list values of a property of an entity',
    browsing,
  ],
  ['POST', '/spaces/{spaceId}/messaging-subscriptions/batch', 'alpha', 'look up messaging subscriptions'],
  ['PUT', '/spaces/{spaceId}/messaging-subscriptions', 'alpha', 'replace messaging subscriptions', '60/min'],
  ['GET', '/filters', 'beta', 'list the filters of a space'],
  ['POST', '/filters', 'beta', 'create a filter of a space'],
  ['GET', '/filters/{id}', 'beta', 'show a filter of a space'],
  ['PATCH', '/filters/{id}', 'beta', 'change a filter of a space'],
  ['DELETE', '/filters/{id}', 'beta', 'delete a filter of a space'],
];
