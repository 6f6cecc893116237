import { endpointsOf } from './endpoint.ts';

const { alpha, beta } = endpointsOf('public');

const traits = 'Computed Trait';
const filters = 'Space Filters';
/** Of the schema browser; one limit for all of it (docs/segment-api/public.md#rate-limits). */
const browsing = '25/min';

/** Spaces, computed traits, profiles warehouses, schema and filters (docs/segment-api/public.md#spaces). */
export const spaceEndpoints = {
  listSpaces: alpha('GET /spaces', 'list the spaces', { list: 'spaces', feature: 'Spaces', sandbox: true }),
  getSpace: alpha('GET /spaces/{spaceId}', 'show a space', {
    object: 'space',
    feature: 'Spaces',
    sandbox: true,
  }),
  listComputedTraits: alpha('GET /spaces/{spaceId}/computed-traits', 'list the computed traits of a space', {
    list: 'computedTraits',
    feature: traits,
    rateLimit: '25/min',
    sandbox: true,
  }),
  createComputedTrait: alpha('POST /spaces/{spaceId}/computed-traits', 'create a computed trait', {
    feature: traits,
    rateLimit: '10/min',
  }),
  getComputedTrait: alpha('GET /spaces/{spaceId}/computed-traits/{id}', 'show a computed trait', {
    feature: traits,
    rateLimit: '100/min',
  }),
  updateComputedTrait: alpha('PATCH /spaces/{spaceId}/computed-traits/{id}', 'change a computed trait', {
    feature: traits,
    rateLimit: '10/min',
  }),
  deleteComputedTrait: alpha('DELETE /spaces/{spaceId}/computed-traits/{id}', 'delete a computed trait', {
    feature: traits,
    rateLimit: '20/min',
  }),
  listProfilesWarehouses: alpha(
    'GET /spaces/{spaceId}/profiles-warehouses',
    'list the profiles warehouses of a space',
    { list: 'profilesWarehouses' },
  ),
  createProfilesWarehouse: alpha('POST /spaces/{spaceId}/profiles-warehouses', 'create a profiles warehouse'),
  updateProfilesWarehouse: alpha(
    'PATCH /spaces/{spaceId}/profiles-warehouses/{warehouseId}',
    'change a profiles warehouse',
  ),
  deleteProfilesWarehouse: alpha(
    'DELETE /spaces/{spaceId}/profiles-warehouses/{warehouseId}',
    'delete a profiles warehouse',
  ),
  listProfilesSelectiveSyncs: alpha(
    'GET /spaces/{spaceId}/profiles-warehouses/{warehouseId}/selective-syncs',
    'show what is synced to a profiles warehouse',
  ),
  updateProfilesSelectiveSyncs: alpha(
    'PATCH /spaces/{spaceId}/profiles-warehouses/{warehouseId}/selective-syncs',
    'choose what is synced to a profiles warehouse',
  ),
  listSpaceEvents: alpha('GET /spaces/{spaceId}/events', 'list the events of a space', {
    rateLimit: browsing,
  }),
  listEventProperties: alpha(
    'GET /spaces/{spaceId}/events/{eventName}/properties',
    'list the properties of an event',
    { rateLimit: browsing },
  ),
  listEventPropertyValues: alpha(
    'GET /spaces/{spaceId}/events/{eventName}/properties/{propertyName}/sample-values',
    'list values of a property of an event',
    { rateLimit: browsing },
  ),
  listSpaceTraits: alpha('GET /spaces/{spaceId}/traits', 'list the traits of a space', {
    rateLimit: browsing,
  }),
  listTraitValues: alpha('GET /spaces/{spaceId}/traits/{traitKey}/sample-values', 'list values of a trait', {
    rateLimit: browsing,
  }),
  listEntityPaths: alpha('GET /spaces/{spaceId}/entity-paths', 'list the entity paths of a space', {
    rateLimit: browsing,
  }),
  listEntityProperties: alpha(
    'GET /spaces/{spaceId}/entities/{entitySlug}/properties',
    'list the properties of an entity',
    { rateLimit: browsing },
  ),
  listEntityPropertyValues: alpha(
    'GET /spaces/{spaceId}/entities/{entitySlug}/properties/{propertyName}/sample-values',
    'list values of a property of an entity',
    { rateLimit: browsing },
  ),
  lookUpMessagingSubscriptions: alpha(
    'POST /spaces/{spaceId}/messaging-subscriptions/batch',
    'look up messaging subscriptions',
  ),
  replaceMessagingSubscriptions: alpha(
    'PUT /spaces/{spaceId}/messaging-subscriptions',
    'replace messaging subscriptions',
    { rateLimit: '60/min' },
  ),
  listSpaceFilters: beta('GET /filters', 'list the filters of a space', {
    feature: filters,
    required: ['integrationId'],
  }),
  createSpaceFilter: beta('POST /filters', 'create a filter of a space', { feature: filters }),
  getSpaceFilter: beta('GET /filters/{id}', 'show a filter of a space', { feature: filters }),
  updateSpaceFilter: beta('PATCH /filters/{id}', 'change a filter of a space', { feature: filters }),
  deleteSpaceFilter: beta('DELETE /filters/{id}', 'delete a filter of a space', { feature: filters }),
};
