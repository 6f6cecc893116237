import { trackingPlanTypes } from '../../../segment/enums.ts';
import { type CallWith, findEntry, type SomeHandlers } from '../endpoint.ts';
import { readChoice, textOf } from '../query.ts';
import type { TrackingPlanRecord } from '../records.ts';
import { sourceViews, transformationView } from '../views.ts';

export const protocolsHandlers = {
  listTrackingPlans: ({ query, state }) => {
    const type = textOf(query, 'type');
    if (type !== undefined) readChoice(type, 'type', trackingPlanTypes);
    return state.trackingPlans.filter((plan) => type === undefined || plan.type === type).map(planView);
  },
  getTrackingPlan: (call) => ({ data: { trackingPlan: planView(planOf(call)) } }),
  listRules: (call) => planOf(call).rules,
  listPlanSources: (call) => sourceViews(call.state, planOf(call).sourceIds),
  listTransformations: ({ state }) => state.transformations.map((one) => transformationView(state, one)),
  getTransformation: (call) => {
    const { transformations } = call.state;
    const transformation = findEntry(call, transformations, 'Transformation', 'transformationId');
    return { data: { transformation: transformationView(call.state, transformation) } };
  },
} satisfies SomeHandlers;

function planOf(call: CallWith<'trackingPlanId'>): TrackingPlanRecord {
  return findEntry(call, call.state.trackingPlans, 'Tracking Plan', 'trackingPlanId');
}

/** A plan without its rules, which have an endpoint of their own (docs/segment-api/public.md#tracking-plans). */
function planView({ rules: _rules, sourceIds: _sourceIds, ...plan }: TrackingPlanRecord) {
  return plan;
}
