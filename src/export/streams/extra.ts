import { audienceEndpoints } from '../../segment/endpoints/audiences.ts';
import { functionEndpoints } from '../../segment/endpoints/functions.ts';
import { protocolsEndpoints } from '../../segment/endpoints/protocols.ts';
import { sourceEndpoints } from '../../segment/endpoints/sources.ts';
import { spaceEndpoints } from '../../segment/endpoints/spaces.ts';
import { functionResourceTypes } from '../../segment/enums.ts';
import { type Fields, objectOf, texts } from '../fields.ts';
import type { Stream } from '../stream.ts';
import { workspaceStreams } from './workspace.ts';

/** What audiences and computed traits have in common. */
const computed: Fields = {
  ...texts('id', 'spaceId', 'name', 'description', 'key', 'status', 'createdBy', 'updatedBy'),
  enabled: 'boolean',
  definition: objectOf(texts('query', 'type')),
  options: 'json',
  createdAt: 'moment',
  updatedAt: 'moment',
};

const ofPlan = {
  stream: 'tracking_plans',
  params: { trackingPlanId: 'id' },
  adds: { trackingPlanId: 'id' },
};
const sources = workspaceStreams.find(({ name }) => name === 'sources');
const ofSpace = { stream: 'spaces', params: { spaceId: 'id' }, adds: { spaceId: 'id' } };

/**
 * What a workspace holds beyond the standard streams (docs/segment-api/public.md#tracking-plans, #functions,
 * #reverse-etl, #spaces).
 */
export const extraStreams: readonly Stream[] = [
  {
    name: 'tracking_plans',
    summary: 'tracking plans, without their rules',
    endpoint: protocolsEndpoints.listTrackingPlans,
    key: ['id'],
    fields: {
      ...texts('id', 'name', 'slug', 'description', 'type', 'resourceSchemaId'),
      createdAt: 'moment',
      updatedAt: 'moment',
    },
  },
  {
    name: 'tracking_plan_rules',
    summary: 'rules of each tracking plan',
    endpoint: protocolsEndpoints.listRules,
    key: ['trackingPlanId', 'type', 'key', 'version'],
    fields: {
      ...texts('trackingPlanId', 'type', 'key'),
      version: 'number',
      jsonSchema: 'json',
      createdAt: 'moment',
      updatedAt: 'moment',
      deprecatedAt: 'moment',
    },
    parent: ofPlan,
    // Common, Identify and Group rules have no key of their own, and a database takes no key with nothing in it.
    asks: [{ adds: { key: '' } }],
  },
  {
    name: 'tracking_plan_sources',
    summary: 'sources of each tracking plan',
    masked: ['settings'],
    endpoint: protocolsEndpoints.listPlanSources,
    key: ['trackingPlanId', 'id'],
    fields: { trackingPlanId: 'text', ...sources?.fields },
    parent: ofPlan,
  },
  {
    name: 'source_schema_settings',
    summary: 'schema settings of each source',
    endpoint: sourceEndpoints.getSchemaSettings,
    key: ['sourceId'],
    fields: {
      sourceId: 'text',
      track: 'json',
      identify: 'json',
      group: 'json',
      ...texts('forwardingViolationsTo', 'forwardingBlockedEventsTo'),
    },
    parent: { stream: 'sources', params: { sourceId: 'id' }, adds: { sourceId: 'id' } },
  },
  {
    name: 'functions',
    summary: 'functions of all types, without their code',
    endpoint: functionEndpoints.listFunctions,
    key: ['id'],
    fields: {
      ...texts('id', 'resourceType', 'createdBy', 'displayName', 'description', 'logoUrl', 'catalogId'),
      createdAt: 'moment',
    },
    asks: functionResourceTypes.map((resourceType) => ({ query: { resourceType }, adds: { resourceType } })),
  },
  {
    name: 'reverse_etl_models',
    summary: 'Reverse ETL models',
    endpoint: functionEndpoints.listReverseEtlModels,
    key: ['id'],
    fields: {
      ...texts('id', 'sourceId', 'name', 'description', 'query', 'queryIdentifierColumn', 'scheduleStrategy'),
      enabled: 'boolean',
      scheduleConfig: 'json',
    },
  },
  {
    name: 'labels',
    summary: 'labels of the workspace',
    endpoint: sourceEndpoints.listLabels,
    key: ['key', 'value'],
    fields: texts('key', 'value', 'description'),
  },
  {
    name: 'spaces',
    summary: 'spaces of the workspace',
    endpoint: spaceEndpoints.listSpaces,
    key: ['id'],
    fields: texts('id', 'slug', 'name'),
  },
  {
    name: 'audiences',
    summary: 'audiences of each space',
    endpoint: audienceEndpoints.listAudiences,
    key: ['spaceId', 'id'],
    fields: {
      ...computed,
      audienceType: 'text',
      computeCadence: objectOf(texts('type')),
      size: objectOf({ type: 'text', count: 'number', uniqueCount: 'number' }),
      schedules: 'json',
    },
    parent: ofSpace,
  },
  {
    name: 'computed_traits',
    summary: 'computed traits of each space',
    endpoint: spaceEndpoints.listComputedTraits,
    key: ['spaceId', 'id'],
    fields: computed,
    parent: ofSpace,
  },
];
