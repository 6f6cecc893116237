/**
 * What endpoints take in the query and in the body, in the notation of docs/segment-api: `name: type`, `?` after what
 * may be left out, `[]` after what is a list, words between bars where only these are allowed. `date` is ISO 8601. An
 * endpoint that is not here takes what nothing says.
 */
export interface Taken {
  readonly query?: string;
  readonly body?: string;
}

const range = 'startTime: date, endTime: date, granularity: DAY|HOUR|MINUTE';
const deliveryFields = 'eventName|eventType|appVersion';
const destinationFields = `${deliveryFields}|discardReason|subscriptionId|activationId|audienceId|spaceId`;
const delivery = (groupBy: string) =>
  `sourceId: string, ${range}, groupBy?: ${groupBy}[], filter?: object` as const;
const atDestination = `${delivery(destinationFields)}, destinationConfigId: string`;
const filter = 'if: string, actions: object[], title: string, enabled: boolean, description?: string';
const planRule =
  'rules[].type: COMMON|GROUP|IDENTIFY|PAGE|SCREEN|TRACK, rules[].key?: string, rules[].jsonSchema: object, rules[].version: number';
const permissions = 'permissions[].roleId: string, permissions[].resources: object[]';
const labels = 'labels[].key: string, labels[].value: string';
const regulation =
  'regulationType: DELETE_ONLY|SUPPRESS_ONLY|SUPPRESS_WITH_DELETE|UNSUPPRESS|DELETE_INTERNAL|SUPPRESS_WITH_DELETE_INTERNAL';
const transformation =
  'drop?: boolean, newEventName?: string, propertyRenames?: object[], propertyValueTransformations?: object[], fqlDefinedProperties?: object[], allowProperties?: string[], hashPropertiesConfiguration?: object';
const violations = (of: string, traits: string) =>
  `${of}.allowUnplanned${traits}?: boolean, ${of}.allow${traits}OnViolations?: boolean, ${of}.commonEventOnViolations?: ALLOW|BLOCK|OMIT_TRAITS` as const;
const users = 'GET /v1/spaces/{space}/collections/users/profiles/{id_type}:{id}';
const accounts = 'GET /v1/spaces/{space}/collections/accounts/profiles/group_id:{id}';
const page = 'limit?: number, next?: string';
const profileRoutes: Readonly<Record<string, string>> = {
  traits: `class?: audience|computed_trait, include?: string, verbose?: boolean, ${page}`,
  external_ids: `include?: string, verbose?: boolean, ${page}`,
  events: `start?: date, end?: date, include?: string, exclude?: string, sort?: asc|desc, ${page}`,
  metadata: 'verbose?: boolean',
  links: 'limit?: number',
};

/** By method and path (docs/segment-api/public.md, docs/segment-api/profile.md#parameters). */
export const taken: Readonly<Record<string, Taken>> = {
  'GET /echo': {
    query:
      'message: string, delay?: number, triggerError?: boolean, triggerMultipleErrors?: boolean, triggerUnexpectedError?: boolean, statusCode?: number',
  },
  'GET /audit-events': {
    query: 'startTime?: date, endTime?: date, resourceId?: string, resourceType?: string',
  },
  'GET /usage/api-calls/daily': { query: 'period: date' },
  'GET /usage/api-calls/sources/daily': { query: 'period: date' },
  'GET /usage/mtu/daily': { query: 'period: date' },
  'GET /usage/mtu/sources/daily': { query: 'period: date' },
  'GET /events/volume': {
    query: `${range}, groupBy?: eventName|eventType|source[], sourceId?: string[], eventName?: string[], eventType?: string[], appVersion?: string[]`,
  },
  'POST /sources': {
    body: 'slug: string, enabled: boolean, metadataId: string, settings?: object, disconnectAllWarehouses?: boolean',
  },
  'PATCH /sources/{sourceId}': {
    body: 'name?: string, enabled?: boolean, slug?: string, settings?: object',
  },
  'POST /sources/{sourceId}/writekey': { body: '' },
  'PATCH /sources/{sourceId}/settings': {
    body: `track.allowUnplannedEvents?: boolean, track.allowUnplannedEventProperties?: boolean, track.allowEventOnViolations?: boolean, track.allowPropertiesOnViolations?: boolean, track.commonEventOnViolations?: ALLOW|BLOCK|OMIT_PROPERTIES, ${violations('identify', 'Traits')}, ${violations('group', 'Traits')}, forwardingViolationsTo?: string, forwardingBlockedEventsTo?: string`,
  },
  'POST /sources/{sourceId}/labels': { body: labels },
  'PUT /sources/{sourceId}/labels': { body: labels },
  'POST /labels': { body: 'label.key: string, label.value: string, label.description?: string' },
  'POST /warehouses': {
    body: 'metadataId: string, settings: object, name?: string, enabled?: boolean, disconnectAllSources?: boolean',
  },
  'POST /warehouses/validation': { body: 'metadataId: string, settings: object' },
  'PATCH /warehouses/{warehouseId}': { body: 'settings: object, name?: string, enabled?: boolean' },
  'POST /warehouses/{warehouseId}/connected-sources/{sourceId}': { body: '' },
  'PUT /warehouses/{warehouseId}/advanced-sync-schedule': {
    body: 'enabled: boolean, schedule?: object, schedule.times?: object[], schedule.timezone?: string',
  },
  'PATCH /warehouses/{warehouseId}/selective-sync': {
    body: 'syncOverrides[].sourceId: string, syncOverrides[].collection?: string, syncOverrides[].enabled: boolean, syncOverrides[].property?: string',
  },
  'POST /destinations': {
    body: 'sourceId: string, metadataId: string, settings: object, enabled?: boolean, name?: string',
  },
  'PATCH /destinations/{destinationId}': { body: 'name?: string, enabled?: boolean, settings?: object' },
  'POST /destinations/{destinationId}/subscriptions': {
    body: 'name: string, actionId: string, trigger: string, enabled: boolean, settings?: object, modelId?: string',
  },
  'PATCH /destinations/{destinationId}/subscriptions/{id}': {
    body: 'input.name?: string, input.trigger?: string, input.enabled?: boolean, input.settings?: object, input.reverseETLModelId?: string, input.reverseETLSchedule?: object',
  },
  'GET /destinations/{destinationId}/delivery-metrics': {
    query: 'sourceId: string, startTime?: date, endTime?: date, granularity?: MINUTE|HOUR|DAY',
  },
  'POST /destination/{destinationId}/filters': { body: `sourceId: string, ${filter}` },
  'PATCH /destination/{destinationId}/filters/{filterId}': {
    body: 'if?: string, actions?: object[], title?: string, description?: string, enabled?: boolean',
  },
  'POST /destination/filters/preview': {
    body: 'filter.if: string, filter.actions: object[], payload: object',
  },
  'GET /delivery-overview/successfully-received': { query: delivery(deliveryFields) },
  'GET /delivery-overview/failed-on-ingest': { query: delivery(`${deliveryFields}|discardReason`) },
  'GET /delivery-overview/filtered-at-source': { query: delivery(`${deliveryFields}|discardReason`) },
  'GET /delivery-overview/filtered-at-destination': { query: atDestination },
  'GET /delivery-overview/failed-delivery': { query: atDestination },
  'GET /delivery-overview/successful-delivery': { query: atDestination },
  'GET /tracking-plans': { query: 'type?: ENGAGE|LIVE|PROPERTY_LIBRARY|RULE_LIBRARY|TEMPLATE' },
  'POST /tracking-plans': {
    body: 'name: string, type: ENGAGE|LIVE|PROPERTY_LIBRARY|RULE_LIBRARY|TEMPLATE, description?: string',
  },
  'PATCH /tracking-plans/{trackingPlanId}': { body: 'name?: string, description?: string' },
  'PATCH /tracking-plans/{trackingPlanId}/rules': { body: `${planRule}, rules[].newKey?: string` },
  'PUT /tracking-plans/{trackingPlanId}/rules': { body: planRule },
  'DELETE /tracking-plans/{trackingPlanId}/rules': {
    query:
      'rules[].type: COMMON|GROUP|IDENTIFY|PAGE|SCREEN|TRACK, rules[].key?: string, rules[].version: number',
  },
  'POST /tracking-plans/{trackingPlanId}/sources': { body: 'sourceId: string' },
  'DELETE /tracking-plans/{trackingPlanId}/sources': { query: 'sourceId: string' },
  'POST /transformations': {
    body: `name: string, sourceId: string, enabled: boolean, if: string, destinationMetadataId?: string, ${transformation}`,
  },
  'DELETE /users': { query: 'userIds: string[]' },
  'POST /users/{userId}/permissions': { body: permissions },
  'PUT /users/{userId}/permissions': { body: permissions },
  'POST /groups': { body: 'name: string' },
  'PATCH /groups/{userGroupId}': { body: 'name: string' },
  'POST /groups/{userGroupId}/users': { body: 'emails: string[]' },
  'PUT /group/{userGroupId}/users': { body: 'emails: string[]' },
  'DELETE /group/{userGroupId}/users': { query: 'emails: string[]' },
  'POST /invites': { body: 'invites[].email: string, invites[].permissions?: object[]' },
  'DELETE /invites': { query: 'emails: string[]' },
  'GET /functions': {
    query: 'resourceType: SOURCE|DESTINATION|INSERT_SOURCE|INSERT_DESTINATION|INSERT_TRANSFORMATION',
  },
  'GET /insert-function-instances': { query: 'functionId: string' },
  'POST /reverse-etl-syncs': { body: 'sourceId: string, modelId: string, subscriptionId: string' },
  'GET /regulations': { query: 'status?: string, regulationTypes?: string[]' },
  'POST /regulations': {
    body: `${regulation}, subjectType: USER_ID|OBJECT_ID, subjectIds: string[]`,
  },
  'POST /regulations/sources/{sourceId}': {
    body: `${regulation}|DELETE_ARCHIVE_ONLY, subjectType: USER_ID|OBJECT_ID|ANONYMOUS_ID, subjectIds: string[]`,
  },
  'POST /regulations/cloudsources/{sourceId}': {
    body: `${regulation}, subjectType: string, subjectIds: string[], collection: string`,
  },
  'GET /filters': { query: 'integrationId: string' },
  'GET /spaces/{spaceId}/audiences': { query: 'search?: string, include?: string' },
  'POST /v1/spaces/{space}/collections/users/profiles/user_id:{id}/external_ids/delete': {
    body: 'delete_external_ids[].id: string, delete_external_ids[].type: string',
  },
  'GET /v1/pixel/{method}': { query: 'data: string' },
  ...Object.fromEntries(
    [users, accounts].flatMap((profile) =>
      Object.entries(profileRoutes).map(([route, query]) => [`${profile}/${route}`, { query }]),
    ),
  ),
};
