import type { IncomingMessage } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningSandbox, startSandbox } from '../../../src/sandbox/start.ts';
import { routeTable } from '../../../src/sandbox/workspace/route-table.ts';
import { type OfficialSdk, openOfficialSdk } from '../../helpers/official-sdk.ts';
import { basic, post } from '../../helpers/sandbox.ts';
import { checkModel } from './sdk-model.ts';

/** What the client resolves with: Node's response, with the raw body put on it by its HTTP library. */
type SdkReply = { readonly response: IncomingMessage & { readonly body?: unknown } };

const web = 'sRcWebStore11111111111';
const webhook = '66be7aeca665bd11f8908630';
const warehouse = 'wHsReportingDb11111111';
const plan = 'tp_web_store';
const page = { count: 2 };
const today = new Date().toISOString().slice(0, 10);
const hourAgo = new Date(Date.now() - 3_600_000).toISOString();
const later = new Date(Date.now() + 60_000).toISOString();

/** Every endpoint, as the official client calls it, and the class its answer has to be. In order: some change things. */
const calls: readonly [string, string, (apis: OfficialSdk) => Promise<SdkReply>][] = [
  ['GET /', 'GetWorkspace200Response', ({ workspaces }) => workspaces.getWorkspace()],
  ['GET /echo', 'Echo200Response', ({ testing }) => testing.echo('hello', 1)],
  ['GET /sources', 'ListSources200Response', ({ sources }) => sources.listSources(page)],
  ['GET /sources/:sourceId', 'GetSource200Response', ({ sources }) => sources.getSource(web)],
  [
    'POST /sources',
    'CreateSource201Response',
    ({ sources }) => sources.createSource({ slug: 'made', enabled: true, metadataId: 'IqDTy1TpoU' }),
  ],
  [
    'PATCH /sources/:sourceId',
    'UpdateSource200Response',
    ({ sources }) => sources.updateSource(web, { name: 'Web shop', settings: { a: 1 } }),
  ],
  [
    'POST /sources/:sourceId/writekey',
    'CreateWriteKeyForSource200Response',
    ({ sources }) => sources.createWriteKeyForSource(web),
  ],
  [
    'DELETE /sources/:sourceId/writekey/:writeKey',
    'RemoveWriteKeyFromSource200Response',
    ({ sources }) =>
      sources.removeWriteKeyFromSource('sRcShoppingApp11111111', 'shoppingapprotatedshoppingapprot'),
  ],
  [
    'GET /sources/:sourceId/connected-destinations',
    'ListConnectedDestinationsFromSource200Response',
    ({ sources }) => sources.listConnectedDestinationsFromSource(web, page),
  ],
  [
    'GET /sources/:sourceId/connected-warehouses',
    'ListConnectedWarehousesFromSource200Response',
    ({ sources }) => sources.listConnectedWarehousesFromSource(web, page),
  ],
  [
    'GET /sources/:sourceId/settings',
    'ListSchemaSettingsInSource200Response',
    ({ sources }) => sources.listSchemaSettingsInSource(web),
  ],
  [
    'PATCH /sources/:sourceId/settings',
    'UpdateSchemaSettingsInSource200Response',
    ({ sources }) => sources.updateSchemaSettingsInSource(web, { track: { allowUnplannedEvents: true } }),
  ],
  [
    'POST /sources/:sourceId/labels',
    'AddLabelsToSource200Response',
    ({ sources }) => sources.addLabelsToSource(web, { labels: [{ key: 'team', value: 'web' }] }),
  ],
  [
    'PUT /sources/:sourceId/labels',
    'ReplaceLabelsInSource200Response',
    ({ sources }) => sources.replaceLabelsInSource(web, { labels: [{ key: 'team', value: 'web' }] }),
  ],
  [
    'GET /functions',
    'ListFunctions200Response',
    ({ functions }) => functions.listFunctions(page, 'DESTINATION'),
  ],
  [
    'GET /reverse-etl-models',
    'ListReverseEtlModels200Response',
    ({ reverseETL }) => reverseETL.listReverseEtlModels(page),
  ],
  ['GET /labels', 'ListLabels200Response', ({ labels }) => labels.listLabels()],
  [
    'POST /labels',
    'CreateLabel201Response',
    ({ labels }) => labels.createLabel({ label: { key: 'made', value: 'here', description: 'x' } }),
  ],
  [
    'DELETE /labels/:key/:value',
    'DeleteLabel200Response',
    ({ labels }) => labels.deleteLabel('made', 'here'),
  ],
  ['GET /warehouses', 'ListWarehouses200Response', ({ warehouses }) => warehouses.listWarehouses(page)],
  [
    'GET /warehouses/:warehouseId',
    'GetWarehouse200Response',
    ({ warehouses }) => warehouses.getWarehouse(warehouse),
  ],
  [
    'GET /warehouses/:warehouseId/connected-sources',
    'ListConnectedSourcesFromWarehouse200Response',
    ({ warehouses }) => warehouses.listConnectedSourcesFromWarehouse(warehouse, page),
  ],
  [
    'GET /warehouses/:warehouseId/connection-state',
    'GetConnectionStateFromWarehouse200Response',
    ({ warehouses }) => warehouses.getConnectionStateFromWarehouse(warehouse),
  ],
  [
    'GET /warehouses/:warehouseId/syncs',
    'ListSyncsFromWarehouse200Response',
    ({ selectiveSync }) => selectiveSync.listSyncsFromWarehouse(warehouse, { count: 3 }),
  ],
  [
    'GET /warehouses/:warehouseId/connected-sources/:sourceId/syncs',
    'ListSyncsFromWarehouseAndSource200Response',
    ({ selectiveSync }) =>
      selectiveSync.listSyncsFromWarehouseAndSource(warehouse, 'sRcWebStore11111111111', { count: 3 }),
  ],
  [
    'GET /warehouses/:warehouseId/advanced-sync-schedule',
    'GetAdvancedSyncScheduleFromWarehouse200Response',
    ({ selectiveSync }) => selectiveSync.getAdvancedSyncScheduleFromWarehouse(warehouse),
  ],
  ['GET /catalog/sources', 'GetSourcesCatalog200Response', ({ catalog }) => catalog.getSourcesCatalog(page)],
  [
    'GET /catalog/sources/:sourceMetadataId',
    'GetSourceMetadata200Response',
    ({ catalog }) => catalog.getSourceMetadata('xVqBQg5n7z'),
  ],
  [
    'GET /catalog/destinations',
    'GetDestinationsCatalog200Response',
    ({ catalog }) => catalog.getDestinationsCatalog({ count: 50 }),
  ],
  [
    'GET /catalog/destinations/:destinationMetadataId',
    'GetDestinationMetadata200Response',
    ({ catalog }) => catalog.getDestinationMetadata('614a3c7d791c91c41bae7599'),
  ],
  [
    'GET /catalog/warehouses',
    'GetWarehousesCatalog200Response',
    ({ catalog }) => catalog.getWarehousesCatalog(page),
  ],
  [
    'GET /catalog/warehouses/:warehouseMetadataId',
    'GetWarehouseMetadata200Response',
    ({ catalog }) => catalog.getWarehouseMetadata('55d3d3aea3c'),
  ],
  [
    'GET /destinations',
    'ListDestinations200Response',
    ({ destinations }) => destinations.listDestinations({ count: 10 }),
  ],
  [
    'GET /destinations/:destinationId',
    'GetDestination200Response',
    ({ destinations }) => destinations.getDestination(webhook),
  ],
  [
    'GET /destinations/:destinationId/subscriptions',
    'ListSubscriptionsFromDestination200Response',
    ({ destinations }) => destinations.listSubscriptionsFromDestination(webhook, page),
  ],
  [
    'GET /destinations/:destinationId/delivery-metrics',
    'ListDeliveryMetricsSummaryFromDestination200Response',
    ({ destinations }) => destinations.listDeliveryMetricsSummaryFromDestination(webhook, web),
  ],
  [
    'GET /destination/:destinationId/filters',
    'ListFiltersFromDestination200Response',
    ({ destinationFilters }) =>
      destinationFilters.listFiltersFromDestination('dStWebAnalytics1111111', { count: 10 }),
  ],
  [
    'GET /tracking-plans',
    'ListTrackingPlans200Response',
    ({ trackingPlans }) => trackingPlans.listTrackingPlans({ count: 10 }),
  ],
  [
    'GET /tracking-plans/:trackingPlanId',
    'GetTrackingPlan200Response',
    ({ trackingPlans }) => trackingPlans.getTrackingPlan(plan),
  ],
  [
    'GET /tracking-plans/:trackingPlanId/rules',
    'ListRulesFromTrackingPlan200Response',
    ({ trackingPlans }) => trackingPlans.listRulesFromTrackingPlan(plan, { count: 10 }),
  ],
  [
    'GET /tracking-plans/:trackingPlanId/sources',
    'ListSourcesFromTrackingPlan200Response',
    ({ trackingPlans }) => trackingPlans.listSourcesFromTrackingPlan(plan, page),
  ],
  [
    'GET /transformations',
    'ListTransformations200Response',
    ({ transformations }) => transformations.listTransformations({ count: 10 }),
  ],
  [
    'GET /transformations/:transformationId',
    'GetTransformation200Response',
    ({ transformations }) => transformations.getTransformation('2JdPbYh3T5fXo9rM8vE4sUuBnZa'),
  ],
  [
    'GET /audit-events',
    'ListAuditEvents200Response',
    ({ auditTrail }) => auditTrail.listAuditEvents({ count: 50 }),
  ],
  [
    'GET /usage/api-calls/daily',
    'GetDailyWorkspaceAPICallsUsage200Response',
    ({ apiCalls }) => apiCalls.getDailyWorkspaceAPICallsUsage(today, page),
  ],
  [
    'GET /usage/api-calls/sources/daily',
    'GetDailyPerSourceAPICallsUsage200Response',
    ({ apiCalls }) => apiCalls.getDailyPerSourceAPICallsUsage(today, page),
  ],
  [
    'GET /usage/mtu/daily',
    'GetDailyWorkspaceMTUUsage200Response',
    ({ monthlyTrackedUsers }) => monthlyTrackedUsers.getDailyWorkspaceMTUUsage(today, page),
  ],
  [
    'GET /usage/mtu/sources/daily',
    'GetDailyPerSourceMTUUsage200Response',
    ({ monthlyTrackedUsers }) => monthlyTrackedUsers.getDailyPerSourceMTUUsage(today, page),
  ],
  [
    'GET /events/volume',
    'GetEventsVolumeFromWorkspace200Response',
    ({ events }) =>
      events.getEventsVolumeFromWorkspace('MINUTE', hourAgo, later, ['eventName', 'eventType', 'source']),
  ],
  [
    'GET /delivery-overview/successfully-received',
    'GetEgressFailedMetricsFromDeliveryOverview200Response',
    ({ deliveryOverview }) =>
      deliveryOverview.getIngressSuccessMetricsFromDeliveryOverview(web, hourAgo, later, 'minute', page, [
        'eventName',
        'eventType',
        'appVersion',
      ]),
  ],
  [
    'GET /delivery-overview/failed-on-ingest',
    'GetEgressFailedMetricsFromDeliveryOverview200Response',
    ({ deliveryOverview }) =>
      deliveryOverview.getIngressFailedMetricsFromDeliveryOverview(web, hourAgo, later, 'minute', page, [
        'discardReason',
      ]),
  ],
  [
    'GET /delivery-overview/filtered-at-source',
    'GetEgressFailedMetricsFromDeliveryOverview200Response',
    ({ deliveryOverview }) =>
      deliveryOverview.getFilteredAtSourceMetricsFromDeliveryOverview(web, hourAgo, later, 'hour', page),
  ],
  [
    'GET /delivery-overview/filtered-at-destination',
    'GetEgressFailedMetricsFromDeliveryOverview200Response',
    ({ deliveryOverview }) =>
      deliveryOverview.getFilteredAtDestinationMetricsFromDeliveryOverview(
        web,
        webhook,
        hourAgo,
        later,
        'hour',
        page,
      ),
  ],
  [
    'GET /delivery-overview/failed-delivery',
    'GetEgressFailedMetricsFromDeliveryOverview200Response',
    ({ deliveryOverview }) =>
      deliveryOverview.getEgressFailedMetricsFromDeliveryOverview(web, webhook, hourAgo, later, 'day', page),
  ],
  [
    'GET /delivery-overview/successful-delivery',
    'GetEgressFailedMetricsFromDeliveryOverview200Response',
    ({ deliveryOverview }) =>
      deliveryOverview.getEgressSuccessMetricsFromDeliveryOverview(
        web,
        webhook,
        hourAgo,
        later,
        'day',
        page,
        ['eventType'],
        { eventType: ['track'] },
      ),
  ],
  ['GET /users', 'ListUsers200Response', ({ iamUsers }) => iamUsers.listUsers(page)],
  ['GET /users/:userId', 'GetUser200Response', ({ iamUsers }) => iamUsers.getUser('uSrBo11111111111111111')],
  ['GET /groups', 'ListUserGroups200Response', ({ iamGroups }) => iamGroups.listUserGroups(page)],
  [
    'GET /groups/:userGroupId',
    'GetUserGroup200Response',
    ({ iamGroups }) => iamGroups.getUserGroup('gRpAdmins1111111111111'),
  ],
  [
    'GET /groups/:userGroupId/users',
    'ListUsersFromUserGroup200Response',
    ({ iamGroups }) => iamGroups.listUsersFromUserGroup('gRpAnalysts11111111111', page),
  ],
  ['GET /roles', 'ListRoles200Response', ({ iamRoles }) => iamRoles.listRoles(page)],
  ['GET /spaces', 'ListSpaces200Response', ({ spaces }) => spaces.listSpaces(page)],
  ['GET /spaces/:spaceId', 'GetSpace200Response', ({ spaces }) => spaces.getSpace('spa_sandbox')],
  [
    'GET /spaces/:spaceId/audiences',
    'ListAudiences200Response',
    ({ audiences }) => audiences.listAudiences('spa_sandbox', page),
  ],
  [
    'GET /spaces/:spaceId/audiences/:audienceId',
    'GetAudience200Response',
    ({ audiences }) => audiences.getAudience('spa_sandbox', 'aud_big_spenders'),
  ],
  [
    'GET /spaces/:spaceId/computed-traits',
    'ListComputedTraits200Response',
    ({ computedTraits }) => computedTraits.listComputedTraits('spa_sandbox', page),
  ],
  [
    'DELETE /sources/:sourceId',
    'DeleteSource200Response',
    ({ sources }) => sources.deleteSource('sRcViolations111111111'),
  ],
];

/** What docs/segment-api/public.md (version 73.2) has and this client (47.0) has not heard of; it drops such fields, so only raw JSON shows them. */
const newer = new Set([
  'SourceMetadataV1.status',
  'SourceMetadataV1.partnerOwned',
  'TransformationV1.drop',
  'AudienceSummary.audienceType',
  'AudienceSummary.computeCadence',
  'AudienceSummary.size',
]);
/** What live responses have and no version of the client has. */
const untyped = new Set(['TransformationV1.workspaceId']);

describe('the official Public API client', () => {
  let sandbox: RunningSandbox;
  let apis: OfficialSdk;

  beforeAll(async () => {
    sandbox = await startSandbox();
    apis = openOfficialSdk(sandbox.url);
    const authorization = basic('webstorewebstorewebstorewebstore');
    await post(
      sandbox,
      '/v1/batch',
      {
        batch: [
          { type: 'track', userId: 'u1', event: 'Order Completed', context: { app: { version: '1.2' } } },
          { type: 'identify', userId: 'u1', anonymousId: 'a1' },
          { type: 'track', event: 'Nobody' },
        ],
      },
      { authorization },
    );
  });
  afterAll(() => sandbox.close());

  it('is called for every endpoint of the table', () => {
    expect(calls.map(([endpoint]) => endpoint).sort()).toEqual(
      routeTable.map(({ method, path }) => `${method} ${path.replace(/\{(\w+)\}/g, ':$1')}`).sort(),
    );
  });

  it.each(calls)('reads %s, every required field in place', async (endpoint, type, ask) => {
    const { response } = await ask(apis);
    const created = endpoint === 'POST /sources' || endpoint === 'POST /labels';
    expect(response.statusCode).toBe(created ? 201 : 200);
    const { problems, checked, unknown } = checkModel(response.body, type);
    expect(problems).toEqual([]);
    expect(checked.size).toBeGreaterThan(0);
    expect([...unknown].filter((field) => !newer.has(field) && !untyped.has(field))).toEqual([]);
  });

  it('gets its errors in the documented shape', async () => {
    await expect(apis.sources.getSource('404')).rejects.toMatchObject({
      statusCode: 404,
      body: { errors: [{ type: 'not-found', message: "Source with id '404' not found." }] },
    });
  });
});
