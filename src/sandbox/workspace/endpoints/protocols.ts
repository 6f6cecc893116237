import { type Call, type Endpoint, named, pageOf } from '../endpoint.ts';
import { textOf } from '../query.ts';
import { readChoice } from '../read-parameter.ts';
import { type TrackingPlanRecord, trackingPlanTypes } from '../records.ts';
import { sourceView } from '../views.ts';

const feature = 'Protocols';

export const protocolsEndpoints: readonly Endpoint[] = [
  {
    method: 'GET',
    path: '/tracking-plans',
    feature,
    answer: (call) => {
      const type = textOf(call.query, 'type');
      if (type !== undefined) readChoice(type, 'type', trackingPlanTypes);
      const plans = call.state.trackingPlans.filter((plan) => type === undefined || plan.type === type);
      return pageOf(call, 'trackingPlans', plans.map(planView), { untold: true });
    },
  },
  {
    method: 'GET',
    path: '/tracking-plans/:trackingPlanId',
    feature,
    answer: (call) => ({ data: { trackingPlan: planView(planOf(call)) } }),
  },
  {
    method: 'GET',
    path: '/tracking-plans/:trackingPlanId/rules',
    feature,
    perMinute: 200,
    answer: (call) => pageOf(call, 'rules', planOf(call).rules, { untold: true }),
  },
  {
    method: 'GET',
    path: '/tracking-plans/:trackingPlanId/sources',
    feature,
    answer: (call) => {
      const connected = new Set(planOf(call).sourceIds);
      const own = call.state.sources.filter(({ id }) => connected.has(id));
      return pageOf(
        call,
        'sources',
        own.map((source) => sourceView(call.state, source)),
      );
    },
  },
  {
    method: 'GET',
    path: '/transformations',
    feature,
    answer: (call) => pageOf(call, 'transformations', call.state.transformations),
  },
  {
    method: 'GET',
    path: '/transformations/:transformationId',
    feature,
    answer: (call) => ({
      data: {
        transformation: named(call, call.state.transformations, 'Transformation', 'transformationId'),
      },
    }),
  },
];

function planOf(call: Call): TrackingPlanRecord {
  return named(call, call.state.trackingPlans, 'Tracking Plan', 'trackingPlanId');
}

/** A plan without its rules, which have an endpoint of their own (docs/segment-api/public.md#tracking-plans). */
function planView({ rules: _rules, sourceIds: _sourceIds, ...plan }: TrackingPlanRecord) {
  return plan;
}
