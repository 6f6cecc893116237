import { endpointsOf } from './endpoint.ts';

const { stable } = endpointsOf('public');

/** The workspace itself, the catalog, the audit trail, usage and volume (docs/segment-api/public.md#workspace, #catalog, #audit-trail, #usage, #event-volume). */
export const workspaceEndpoints = {
  getWorkspace: stable('GET /', 'show the workspace of the token', { object: 'workspace', sandbox: true }),
  echo: stable('GET /echo', 'say back what was sent', {
    required: ['message'],
    sandbox: true,
    isPublic: true,
  }),
  listSourcesCatalog: stable('GET /catalog/sources', 'list the kinds of source there are', {
    list: 'sourcesCatalog',
    sandbox: true,
  }),
  getSourceMetadata: stable('GET /catalog/sources/{sourceMetadataId}', 'show a kind of source', {
    object: 'sourceMetadata',
    sandbox: true,
  }),
  listDestinationsCatalog: stable('GET /catalog/destinations', 'list the kinds of destination there are', {
    list: 'destinationsCatalog',
    sandbox: true,
  }),
  getDestinationMetadata: stable(
    'GET /catalog/destinations/{destinationMetadataId}',
    'show a kind of destination',
    { object: 'destinationMetadata', sandbox: true },
  ),
  listWarehousesCatalog: stable('GET /catalog/warehouses', 'list the kinds of warehouse there are', {
    list: 'warehousesCatalog',
    sandbox: true,
  }),
  getWarehouseMetadata: stable('GET /catalog/warehouses/{warehouseMetadataId}', 'show a kind of warehouse', {
    object: 'warehouseMetadata',
    sandbox: true,
  }),
  listAuditEvents: stable('GET /audit-events', 'list who changed what, for 90 days', {
    list: 'events',
    feature: 'Audit Trail',
    sandbox: true,
  }),
  getDailyApiCalls: stable('GET /usage/api-calls/daily', 'count API calls by day, adding up over the month', {
    list: 'dailyWorkspaceAPICallsUsage',
    required: ['period'],
    sandbox: true,
  }),
  getDailyApiCallsBySource: stable(
    'GET /usage/api-calls/sources/daily',
    'count API calls by source and day',
    { list: 'dailyPerSourceAPICallsUsage', required: ['period'], sandbox: true },
  ),
  getDailyMtu: stable('GET /usage/mtu/daily', 'count tracked users by day, adding up over the month', {
    list: 'dailyWorkspaceMTUUsage',
    required: ['period'],
    sandbox: true,
  }),
  getDailyMtuBySource: stable('GET /usage/mtu/sources/daily', 'count tracked users by source and day', {
    list: 'dailyPerSourceMTUUsage',
    required: ['period'],
    sandbox: true,
  }),
  getEventVolume: stable('GET /events/volume', 'count events over time', {
    list: 'result',
    required: ['granularity', 'startTime', 'endTime'],
    rateLimit: '60/min',
    sandbox: true,
  }),
};
