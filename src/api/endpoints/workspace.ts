import type { EndpointRow } from './endpoint.ts';

/** The workspace itself, the catalog, the audit trail, usage and volume (docs/segment-api/public.md#workspace, #catalog, #audit-trail, #usage, #event-volume). */
export const workspaceRows: readonly EndpointRow[] = [
  ['GET', '/', 'stable', 'show the workspace of the token'],
  ['GET', '/echo', 'stable', 'say back what was sent'],
  ['GET', '/catalog/sources', 'stable', 'list the kinds of source there are'],
  ['GET', '/catalog/sources/{sourceMetadataId}', 'stable', 'show a kind of source'],
  ['GET', '/catalog/destinations', 'stable', 'list the kinds of destination there are'],
  ['GET', '/catalog/destinations/{destinationMetadataId}', 'stable', 'show a kind of destination'],
  ['GET', '/catalog/warehouses', 'stable', 'list the kinds of warehouse there are'],
  ['GET', '/catalog/warehouses/{warehouseMetadataId}', 'stable', 'show a kind of warehouse'],
  ['GET', '/audit-events', 'stable', 'list who changed what, for 90 days'],
  ['GET', '/usage/api-calls/daily', 'stable', 'count API calls by day, adding up over the month'],
  ['GET', '/usage/api-calls/sources/daily', 'stable', 'count API calls by source and day'],
  ['GET', '/usage/mtu/daily', 'stable', 'count tracked users by day, adding up over the month'],
  ['GET', '/usage/mtu/sources/daily', 'stable', 'count tracked users by source and day'],
  ['GET', '/events/volume', 'stable', 'count events over time', '60/min'],
];
