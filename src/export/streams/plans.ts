import { protocolsEndpoints } from '../../segment/endpoints/protocols.ts';
import { texts } from '../fields.ts';
import type { Stream } from '../stream.ts';
import { workspaceStreams } from './workspace.ts';

const sources = workspaceStreams.find(({ name }) => name === 'sources');

/** Tracking plans, and what they are connected to (docs/segment-api/public.md#tracking-plans). */
export const planStreams: readonly Stream[] = [
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
    isExtra: true,
  },
  {
    name: 'tracking_plan_sources',
    summary: 'sources of each tracking plan',
    endpoint: protocolsEndpoints.listPlanSources,
    key: ['trackingPlanId', 'id'],
    fields: { trackingPlanId: 'text', ...sources?.fields },
    parent: {
      stream: 'tracking_plans',
      params: { trackingPlanId: 'id' },
      adds: { trackingPlanId: 'id' },
    },
    isExtra: true,
  },
];
