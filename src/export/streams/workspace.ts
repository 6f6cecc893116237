import { destinationEndpoints } from '../../segment/endpoints/destinations.ts';
import { peopleEndpoints } from '../../segment/endpoints/people.ts';
import { protocolsEndpoints } from '../../segment/endpoints/protocols.ts';
import { sourceEndpoints } from '../../segment/endpoints/sources.ts';
import { warehouseEndpoints } from '../../segment/endpoints/warehouses.ts';
import { workspaceEndpoints } from '../../segment/endpoints/workspace.ts';
import { type Fields, listOf, objectOf, texts } from '../fields.ts';
import type { Stream } from '../stream.ts';
import { destinationMetadata, sourceMetadata, warehouseMetadata } from './catalog.ts';

const labels = listOf(objectOf(texts('key', 'value', 'description')));
const permissions = listOf(
  objectOf({
    ...texts('roleName', 'roleId'),
    resources: listOf(objectOf({ ...texts('id', 'type'), labels })),
    labels,
  }),
);

const destinationFields: Fields = {
  ...texts('id', 'name', 'sourceId'),
  enabled: 'boolean',
  settings: 'json',
  metadata: objectOf(destinationMetadata),
};

const warehouseFields: Fields = {
  ...texts('id', 'workspaceId'),
  enabled: 'boolean',
  settings: 'json',
  metadata: objectOf(warehouseMetadata),
};

/** What a workspace holds (docs/segment-api/public.md#sources, #warehouses, #destinations, #transformations). */
export const workspaceStreams: readonly Stream[] = [
  {
    name: 'sources',
    summary: 'sources of the workspace',
    masked: ['settings'],
    endpoint: sourceEndpoints.listSources,
    key: ['id'],
    fields: {
      ...texts('id', 'slug', 'name', 'workspaceId'),
      enabled: 'boolean',
      writeKeys: listOf('text'),
      metadata: objectOf(sourceMetadata),
      settings: 'json',
      labels,
    },
  },
  {
    name: 'destinations',
    summary: 'destinations, each at its source',
    masked: ['settings'],
    endpoint: destinationEndpoints.listDestinations,
    key: ['id', 'sourceId'],
    fields: destinationFields,
  },
  {
    name: 'warehouses',
    summary: 'warehouses of the workspace',
    masked: ['settings'],
    endpoint: warehouseEndpoints.listWarehouses,
    key: ['id'],
    fields: warehouseFields,
  },
  {
    name: 'source_connected_destinations',
    summary: 'destinations of each source',
    masked: ['settings'],
    endpoint: sourceEndpoints.listConnectedDestinations,
    key: ['id', 'sourceId'],
    fields: destinationFields,
    parent: { stream: 'sources', params: { sourceId: 'id' }, adds: { sourceId: 'id' } },
  },
  {
    name: 'source_connected_warehouses',
    summary: 'warehouses of each source',
    masked: ['settings'],
    endpoint: sourceEndpoints.listConnectedWarehouses,
    // A source may have several, and a warehouse several sources; the API itself names no source.
    key: ['sourceId', 'id'],
    fields: { ...warehouseFields, sourceId: 'text' },
    parent: { stream: 'sources', params: { sourceId: 'id' }, adds: { sourceId: 'id' } },
  },
  {
    name: 'destination_subscriptions',
    summary: 'subscriptions of each destination',
    masked: ['settings'],
    endpoint: destinationEndpoints.listSubscriptions,
    key: ['id'],
    fields: {
      ...texts('id', 'name', 'actionId', 'actionSlug', 'destinationId', 'modelId', 'trigger'),
      enabled: 'boolean',
      settings: 'json',
      reverseETLSchedule: objectOf({ strategy: 'text', config: 'json' }),
    },
    parent: { stream: 'destinations', params: { destinationId: 'id' }, adds: { destinationId: 'id' } },
  },
  {
    name: 'destination_delivery_metrics_summary',
    summary: 'delivery to each destination in the last hour',
    endpoint: destinationEndpoints.getDeliveryMetrics,
    key: ['sourceId', 'destinationId'],
    fields: {
      ...texts('sourceId', 'destinationId', 'destinationMetadataId'),
      metrics: listOf(
        objectOf({
          metricName: 'text',
          total: 'integer',
          breakdown: listOf(objectOf({ metricName: 'text', value: 'integer' })),
        }),
      ),
    },
    parent: {
      stream: 'destinations',
      params: { destinationId: 'id' },
      query: { sourceId: 'sourceId' },
      adds: { sourceId: 'sourceId', destinationId: 'id' },
    },
  },
  {
    name: 'audit_events',
    summary: 'who changed what, for 90 days',
    endpoint: workspaceEndpoints.listAuditEvents,
    key: ['id'],
    fields: {
      ...texts('id', 'type', 'actor', 'actorEmail', 'resourceId', 'resourceType', 'resourceName'),
      timestamp: 'moment',
    },
    window: 'range',
  },
  {
    name: 'users',
    summary: 'users of the workspace',
    endpoint: peopleEndpoints.listUsers,
    key: ['id'],
    fields: { ...texts('id', 'name', 'email'), permissions },
  },
  {
    name: 'groups',
    summary: 'user groups of the workspace',
    endpoint: peopleEndpoints.listGroups,
    key: ['id'],
    fields: { ...texts('id', 'name'), memberCount: 'number', permissions },
  },
  {
    name: 'transformations',
    summary: 'transformations of messages',
    masked: ['hashPropertiesConfiguration'],
    endpoint: protocolsEndpoints.listTransformations,
    key: ['id'],
    fields: {
      ...texts('id', 'name', 'workspaceId', 'sourceId', 'destinationMetadataId', 'if', 'newEventName'),
      enabled: 'boolean',
      drop: 'boolean',
      propertyRenames: listOf(objectOf(texts('oldName', 'newName'))),
      propertyValueTransformations: listOf(
        objectOf({ propertyPaths: listOf('text'), propertyValue: 'json' }),
      ),
      fqlDefinedProperties: listOf(objectOf(texts('fql', 'propertyName'))),
      allowProperties: listOf('text'),
      hashPropertiesConfiguration: objectOf({
        ...texts('algorithm', 'key', 'encoding'),
        paths: listOf('text'),
      }),
    },
  },
];
