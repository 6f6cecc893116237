import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ApiObject, JsonObject } from '../../src/api/api-object.ts';
import { openHttp } from '../../src/api/http.ts';
import { listAuditEvents } from '../../src/api/workspace/audit.ts';
import { getCatalogEntry, listCatalog } from '../../src/api/workspace/catalog.ts';
import {
  allItems,
  createWorkspaceApi,
  type Page,
  type WorkspaceApi,
} from '../../src/api/workspace/client.ts';
import { type DeliveryStep, deliverySteps, listDelivery } from '../../src/api/workspace/delivery.ts';
import {
  getDeliveryMetrics,
  getDestination,
  listDestinationFilters,
  listDestinations,
  listSubscriptions,
} from '../../src/api/workspace/destinations.ts';
import { listLabels } from '../../src/api/workspace/labels.ts';
import { getGroup, getUser, listGroups, listGroupUsers, listUsers } from '../../src/api/workspace/people.ts';
import { getSchemaSettings } from '../../src/api/workspace/schema-settings.ts';
import {
  getSource,
  getSourceDetail,
  listConnectedDestinations,
  listConnectedWarehouses,
  listSources,
} from '../../src/api/workspace/sources.ts';
import { getSpace, listAudiences, listComputedTraits, listSpaces } from '../../src/api/workspace/spaces.ts';
import {
  getTrackingPlan,
  listPlanSources,
  listRules,
  listTrackingPlans,
} from '../../src/api/workspace/tracking-plans.ts';
import { getTransformation, listTransformations } from '../../src/api/workspace/transformations.ts';
import { listUsage } from '../../src/api/workspace/usage.ts';
import { listVolume } from '../../src/api/workspace/volume.ts';
import {
  getConnectionState,
  getSyncSchedule,
  getWarehouse,
  listSyncs,
  listWarehouseSources,
  listWarehouses,
} from '../../src/api/workspace/warehouses.ts';
import { getWorkspace } from '../../src/api/workspace/workspace.ts';
import { type RunningSandbox, startSandbox } from '../../src/sandbox/start.ts';
import { isJsonObject } from '../../src/spec/message.ts';
import { projectRoot } from '../helpers/imports.ts';
import { type OfficialSdk, openOfficialSdk } from '../helpers/official-sdk.ts';
import { basic, post } from '../helpers/sandbox.ts';

const web = 'sRcWebStore11111111111';
const webhook = '66be7aeca665bd11f8908630';
const analytics = 'dStWebAnalytics1111111';
const warehouse = 'wHsReportingDb11111111';
const plan = 'tp_web_store';
const analysts = 'gRpAnalysts11111111111';
const space = 'spa_sandbox';
/** A whole month, so that the number of rows is not the day's. */
const month = '2026-01-01';
const start = new Date(Date.now() - 3_600_000);
const end = new Date(Date.now() + 60_000);
const range: [string, string] = [start.toISOString(), end.toISOString()];
const ninetyDays = new Date(Date.now() - 89 * 86_400_000);
const counted = { start, end, granularity: 'minute' } as const;
const groupBy = ['eventName', 'eventType'];
const byDelivery = { ...counted, sourceId: web, destinationId: webhook, groupBy, filter: {} };

/** What an endpoint function gives: pages of a list, the list, or one object. */
type Ours = AsyncIterable<Page> | Promise<readonly ApiObject[]> | Promise<ApiObject>;
type Pagination = { readonly count: number; readonly cursor?: string };
interface SdkAnswer {
  readonly body: { readonly data?: object };
}

/** An endpoint function, where the official client puts the same below `data` (nothing: `data` itself), and both calls. */
type Row = readonly [
  name: string,
  key: string,
  ours: (api: WorkspaceApi) => Ours,
  sdk: (apis: OfficialSdk, page: Pagination) => Promise<SdkAnswer>,
];

function step(name: string): DeliveryStep {
  const found = deliverySteps.find((one) => one.name === name);
  if (found === undefined) throw new Error(`there is no step ${name}`);
  return found;
}

const rows: readonly Row[] = [
  ['getWorkspace', 'workspace', (api) => getWorkspace(api), ({ workspaces }) => workspaces.getWorkspace()],
  ['listSources', 'sources', (api) => listSources(api), ({ sources }, page) => sources.listSources(page)],
  ['getSource', 'source', (api) => getSource(api, web), ({ sources }) => sources.getSource(web)],
  [
    'getSourceDetail',
    '',
    async (api) => {
      const { source, trackingPlanId } = await getSourceDetail(api, web);
      const value = { source: source.value, trackingPlanId };
      return { value, text: JSON.stringify(value) };
    },
    ({ sources }) => sources.getSource(web),
  ],
  [
    'listConnectedDestinations',
    'destinations',
    (api) => listConnectedDestinations(api, web),
    ({ sources }, page) => sources.listConnectedDestinationsFromSource(web, page),
  ],
  [
    'listConnectedWarehouses',
    'warehouses',
    (api) => listConnectedWarehouses(api, web),
    ({ sources }, page) => sources.listConnectedWarehousesFromSource(web, page),
  ],
  [
    'getSchemaSettings',
    'settings',
    (api) => getSchemaSettings(api, web),
    ({ sources }) => sources.listSchemaSettingsInSource(web),
  ],
  ['listLabels', 'labels', (api) => listLabels(api), ({ labels }) => labels.listLabels()],
  [
    'listWarehouses',
    'warehouses',
    (api) => listWarehouses(api),
    ({ warehouses }, page) => warehouses.listWarehouses(page),
  ],
  [
    'getWarehouse',
    'warehouse',
    (api) => getWarehouse(api, warehouse),
    ({ warehouses }) => warehouses.getWarehouse(warehouse),
  ],
  [
    'listWarehouseSources',
    'sources',
    (api) => listWarehouseSources(api, warehouse),
    ({ warehouses }, page) => warehouses.listConnectedSourcesFromWarehouse(warehouse, page),
  ],
  [
    'getConnectionState',
    '',
    (api) => getConnectionState(api, warehouse),
    ({ warehouses }) => warehouses.getConnectionStateFromWarehouse(warehouse),
  ],
  [
    'listSyncs of a warehouse',
    'reports',
    (api) => listSyncs(api, warehouse, undefined),
    ({ selectiveSync }, page) => selectiveSync.listSyncsFromWarehouse(warehouse, page),
  ],
  [
    'listSyncs of a warehouse and a source',
    'reports',
    (api) => listSyncs(api, warehouse, web),
    ({ selectiveSync }, page) => selectiveSync.listSyncsFromWarehouseAndSource(warehouse, web, page),
  ],
  [
    'getSyncSchedule',
    '',
    (api) => getSyncSchedule(api, warehouse),
    ({ selectiveSync }) => selectiveSync.getAdvancedSyncScheduleFromWarehouse(warehouse),
  ],
  [
    'listCatalog of sources',
    'sourcesCatalog',
    (api) => listCatalog(api, 'sources'),
    ({ catalog }, page) => catalog.getSourcesCatalog(page),
  ],
  [
    'getCatalogEntry of a source',
    'sourceMetadata',
    (api) => getCatalogEntry(api, 'sources', 'xVqBQg5n7z'),
    ({ catalog }) => catalog.getSourceMetadata('xVqBQg5n7z'),
  ],
  [
    'listCatalog of destinations',
    'destinationsCatalog',
    (api) => listCatalog(api, 'destinations'),
    ({ catalog }, page) => catalog.getDestinationsCatalog(page),
  ],
  [
    'getCatalogEntry of a destination',
    'destinationMetadata',
    (api) => getCatalogEntry(api, 'destinations', '614a3c7d791c91c41bae7599'),
    ({ catalog }) => catalog.getDestinationMetadata('614a3c7d791c91c41bae7599'),
  ],
  [
    'listCatalog of warehouses',
    'warehousesCatalog',
    (api) => listCatalog(api, 'warehouses'),
    ({ catalog }, page) => catalog.getWarehousesCatalog(page),
  ],
  [
    'getCatalogEntry of a warehouse',
    'warehouseMetadata',
    (api) => getCatalogEntry(api, 'warehouses', '55d3d3aea3c'),
    ({ catalog }) => catalog.getWarehouseMetadata('55d3d3aea3c'),
  ],
  [
    'listDestinations',
    'destinations',
    (api) => listDestinations(api),
    ({ destinations }, page) => destinations.listDestinations(page),
  ],
  [
    'getDestination',
    'destination',
    (api) => getDestination(api, webhook),
    ({ destinations }) => destinations.getDestination(webhook),
  ],
  [
    'listSubscriptions',
    'subscriptions',
    (api) => listSubscriptions(api, webhook),
    ({ destinations }, page) => destinations.listSubscriptionsFromDestination(webhook, page),
  ],
  [
    'listDestinationFilters',
    'filters',
    (api) => listDestinationFilters(api, analytics),
    ({ destinationFilters }, page) => destinationFilters.listFiltersFromDestination(analytics, page),
  ],
  [
    'getDeliveryMetrics',
    'deliveryMetricsSummary',
    (api) =>
      getDeliveryMetrics(api, {
        destinationId: webhook,
        sourceId: web,
        startTime: range[0],
        endTime: range[1],
        granularity: 'MINUTE',
      }),
    ({ destinations }) =>
      destinations.listDeliveryMetricsSummaryFromDestination(webhook, web, ...range, 'MINUTE'),
  ],
  [
    'listTrackingPlans',
    'trackingPlans',
    (api) => listTrackingPlans(api),
    ({ trackingPlans }, page) => trackingPlans.listTrackingPlans(page),
  ],
  [
    'getTrackingPlan',
    'trackingPlan',
    (api) => getTrackingPlan(api, plan),
    ({ trackingPlans }) => trackingPlans.getTrackingPlan(plan),
  ],
  [
    'listRules',
    'rules',
    (api) => listRules(api, plan),
    ({ trackingPlans }, page) => trackingPlans.listRulesFromTrackingPlan(plan, page),
  ],
  [
    'listPlanSources',
    'sources',
    (api) => listPlanSources(api, plan),
    ({ trackingPlans }, page) => trackingPlans.listSourcesFromTrackingPlan(plan, page),
  ],
  [
    'listTransformations',
    'transformations',
    (api) => listTransformations(api),
    ({ transformations }, page) => transformations.listTransformations(page),
  ],
  [
    'getTransformation',
    'transformation',
    (api) => getTransformation(api, '2JdPbYh3T5fXo9rM8vE4sUuBnZa'),
    ({ transformations }) => transformations.getTransformation('2JdPbYh3T5fXo9rM8vE4sUuBnZa'),
  ],
  [
    'listAuditEvents',
    'events',
    (api) => listAuditEvents(api, { start: ninetyDays, end, resourceId: web }),
    ({ auditTrail }, page) => auditTrail.listAuditEvents(page, ninetyDays.toISOString(), range[1], web),
  ],
  [
    'listUsage of API calls',
    'dailyWorkspaceAPICallsUsage',
    (api) => listUsage(api, { kind: 'api-calls', period: month }),
    ({ apiCalls }, page) => apiCalls.getDailyWorkspaceAPICallsUsage(month, page),
  ],
  [
    'listUsage of API calls by source',
    'dailyPerSourceAPICallsUsage',
    (api) => listUsage(api, { kind: 'api-calls', period: month, bySource: true }),
    ({ apiCalls }, page) => apiCalls.getDailyPerSourceAPICallsUsage(month, page),
  ],
  [
    'listUsage of tracked users',
    'dailyWorkspaceMTUUsage',
    (api) => listUsage(api, { kind: 'mtu', period: month }),
    ({ monthlyTrackedUsers }, page) => monthlyTrackedUsers.getDailyWorkspaceMTUUsage(month, page),
  ],
  [
    'listUsage of tracked users by source',
    'dailyPerSourceMTUUsage',
    (api) => listUsage(api, { kind: 'mtu', period: month, bySource: true }),
    ({ monthlyTrackedUsers }, page) => monthlyTrackedUsers.getDailyPerSourceMTUUsage(month, page),
  ],
  [
    'listVolume',
    'result',
    (api) => listVolume(api, { ...counted, groupBy: ['eventName', 'eventType'], sourceId: [web] }),
    ({ events }, page) =>
      events.getEventsVolumeFromWorkspace(
        'MINUTE',
        ...range,
        groupBy,
        [web],
        undefined,
        undefined,
        undefined,
        page,
      ),
  ],
  [
    'listDelivery of what was received',
    'dataset',
    (api) => listDelivery(api, step('received'), byDelivery),
    ({ deliveryOverview }, page) =>
      deliveryOverview.getIngressSuccessMetricsFromDeliveryOverview(web, ...range, 'minute', page, groupBy),
  ],
  [
    'listDelivery of what failed on ingest',
    'dataset',
    (api) => listDelivery(api, step('failed-on-ingest'), byDelivery),
    ({ deliveryOverview }, page) =>
      deliveryOverview.getIngressFailedMetricsFromDeliveryOverview(web, ...range, 'minute', page, groupBy),
  ],
  [
    'listDelivery of what was filtered at the source',
    'dataset',
    (api) => listDelivery(api, step('filtered-at-source'), byDelivery),
    ({ deliveryOverview }, page) =>
      deliveryOverview.getFilteredAtSourceMetricsFromDeliveryOverview(web, ...range, 'minute', page, groupBy),
  ],
  [
    'listDelivery of what was filtered at the destination',
    'dataset',
    (api) => listDelivery(api, step('filtered-at-destination'), byDelivery),
    ({ deliveryOverview }, page) =>
      deliveryOverview.getFilteredAtDestinationMetricsFromDeliveryOverview(
        web,
        webhook,
        ...range,
        'minute',
        page,
        groupBy,
      ),
  ],
  [
    'listDelivery of what failed',
    'dataset',
    (api) => listDelivery(api, step('failed'), byDelivery),
    ({ deliveryOverview }, page) =>
      deliveryOverview.getEgressFailedMetricsFromDeliveryOverview(
        web,
        webhook,
        ...range,
        'minute',
        page,
        groupBy,
      ),
  ],
  [
    'listDelivery of what was delivered',
    'dataset',
    (api) => listDelivery(api, step('successful'), { ...byDelivery, filter: { eventType: ['track'] } }),
    ({ deliveryOverview }, page) =>
      deliveryOverview.getEgressSuccessMetricsFromDeliveryOverview(
        web,
        webhook,
        ...range,
        'minute',
        page,
        groupBy,
        { eventType: ['track'] },
      ),
  ],
  ['listUsers', 'users', (api) => listUsers(api), ({ iamUsers }, page) => iamUsers.listUsers(page)],
  [
    'getUser',
    'user',
    (api) => getUser(api, 'uSrBo11111111111111111'),
    ({ iamUsers }) => iamUsers.getUser('uSrBo11111111111111111'),
  ],
  [
    'listGroups',
    'userGroups',
    (api) => listGroups(api),
    ({ iamGroups }, page) => iamGroups.listUserGroups(page),
  ],
  [
    'getGroup',
    'userGroup',
    (api) => getGroup(api, analysts),
    ({ iamGroups }) => iamGroups.getUserGroup(analysts),
  ],
  [
    'listGroupUsers',
    'users',
    (api) => listGroupUsers(api, analysts),
    ({ iamGroups }, page) => iamGroups.listUsersFromUserGroup(analysts, page),
  ],
  ['listSpaces', 'spaces', (api) => listSpaces(api), ({ spaces }, page) => spaces.listSpaces(page)],
  ['getSpace', 'space', (api) => getSpace(api, space), ({ spaces }) => spaces.getSpace(space)],
  [
    'listAudiences',
    'audiences',
    (api) => listAudiences(api, space),
    ({ audiences }, page) => audiences.listAudiences(space, page),
  ],
  [
    'listComputedTraits',
    'computedTraits',
    (api) => listComputedTraits(api, space),
    ({ computedTraits }, page) => computedTraits.listComputedTraits(space, page),
  ],
];

/** What they are made of has rows of its own. */
const derived = ['listDetections'];

/** Steps of which the sandbox says that nothing happened there: filtering and failing are no part of it. */
const empty = [
  'listDelivery of what was filtered at the source',
  'listDelivery of what was filtered at the destination',
  'listDelivery of what failed',
];

/** Fields that docs/segment-api/public.md (version 73.2) has and the official client (47.0) drops. */
const newer = new Set(['partnerOwned', 'status', 'drop', 'audienceType', 'computeCadence', 'size']);

async function listOurs(ours: Ours): Promise<unknown> {
  if (Symbol.asyncIterator in ours) return parsed(await allItems(ours));
  const found = await ours;
  return 'text' in found ? JSON.parse(found.text) : parsed(found);
}

/** From the text that is passed on, not from what it was read as. */
function parsed(items: readonly ApiObject[]): unknown[] {
  return items.map(({ text }) => JSON.parse(text));
}

/** What the official client keeps of an endpoint, of all its pages, as JSON. */
async function listTheirs(ask: (page: Pagination) => Promise<SdkAnswer>, key: string): Promise<unknown> {
  const all: unknown[] = [];
  for (let cursor = ''; ; ) {
    const { body } = await ask(cursor === '' ? { count: pageSize } : { count: pageSize, cursor });
    const data: unknown = JSON.parse(JSON.stringify(body.data));
    if (!isJsonObject(data)) throw new Error('no data');
    const found = key === '' ? data : data[key];
    if (!Array.isArray(found)) return found;
    all.push(...found);
    const next = isJsonObject(data.pagination) ? data.pagination.next : undefined;
    if (typeof next !== 'string') return all;
    cursor = next;
  }
}

/** Small, so that both have to turn pages. */
const pageSize = 2;

interface Comparison {
  /** Values that were held against each other, objects and lists not counted. */
  compared: number;
  /** Names of fields that only ours has. */
  readonly dropped: Set<string>;
}

/** Ours with the fields that theirs has, all the way down. */
function prune(ours: unknown, theirs: unknown, seen: Comparison): unknown {
  if (Array.isArray(ours) && Array.isArray(theirs))
    return ours.map((entry: unknown, index) => prune(entry, theirs[index], seen));
  if (!isJsonObject(ours) || !isJsonObject(theirs)) {
    seen.compared += 1;
    return ours;
  }
  for (const name of Object.keys(ours)) if (!Object.hasOwn(theirs, name)) seen.dropped.add(name);
  const kept: [string, unknown][] = Object.keys(theirs)
    .filter((name) => Object.hasOwn(ours, name))
    .map((name) => [name, prune(ours[name], theirs[name], seen)]);
  return Object.fromEntries(kept) satisfies JsonObject;
}

describe('the official client and ours, pointed at the same workspace', () => {
  let sandbox: RunningSandbox;
  let api: WorkspaceApi;
  let sdk: OfficialSdk;
  let total = 0;

  beforeAll(async () => {
    const switches = { pageSizeCap: pageSize };
    sandbox = await startSandbox({ seed: { name: 'seed', value: { switches } } });
    sdk = openOfficialSdk(sandbox.url);
    const http = openHttp({ env: {}, userAgent: 'test', connections: 4 });
    api = createWorkspaceApi({
      http,
      baseUrl: sandbox.url,
      token: 'sgp_ours',
      region: 'us',
      tokenOrigin: 'SEGMENT_TOKEN',
      now: () => new Date(),
      monotonic: () => performance.now(),
      random: () => 0.5,
      sleep: async () => {},
      onWait: () => {},
    });
    const messages = ['Order Completed', 'Product Viewed', 'Product Added'].map((event) => ({
      type: 'track',
      userId: 'u1',
      event,
    }));
    await post(
      sandbox,
      '/v1/batch',
      {
        batch: [
          ...messages,
          { type: 'identify', userId: 'u1', anonymousId: 'a1' },
          { type: 'track', event: 'Nobody' },
        ],
      },
      { authorization: basic('webstorewebstorewebstorewebstore') },
    );
  });
  afterAll(() => sandbox.close());

  it('every list and get of src/api/workspace has a row', async () => {
    const folder = join(projectRoot, 'src', 'api', 'workspace');
    const files = readdirSync(folder).filter((file) => file !== 'client.ts');
    const modules: object[] = await Promise.all(files.map((file) => import(join(folder, file))));
    const functions = modules
      .flatMap((module) => Object.keys(module))
      .filter((name) => /^(?:list|get)[A-Z]/.test(name));
    const named = new Set([...rows.map(([name]) => name.split(' ')[0]), ...derived]);
    expect(functions.length).toBeGreaterThan(30);
    expect([...named].sort()).toEqual(functions.sort());
  });

  it.each(rows)('%s', async (name, key, ours, theirs) => {
    const mine = await listOurs(ours(api));
    const kept = await listTheirs((page) => theirs(sdk, page), key);
    const seen: Comparison = { compared: 0, dropped: new Set() };
    expect(prune(mine, kept, seen)).toEqual(kept);
    if (empty.includes(name)) expect(kept).toEqual([]);
    else expect(seen.compared).toBeGreaterThan(0);
    expect([...seen.dropped].filter((field) => !newer.has(field))).toEqual([]);
    total += seen.compared;
  });

  it('is a comparison of a great many values', () => {
    process.stdout.write(`official client: ${rows.length} endpoints, ${total} values are equal\n`);
    expect(total).toBeGreaterThan(4_000);
  });
});
