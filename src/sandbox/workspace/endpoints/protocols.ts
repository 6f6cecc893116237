import { trackingPlanTypes } from '../../../segment/enums.ts';
import { named, type On, pageOf, type SomeHandlers } from '../endpoint.ts';
import { textOf } from '../query.ts';
import { readChoice } from '../read-parameter.ts';
import type { TrackingPlanRecord } from '../records.ts';
import { sourceView } from '../views.ts';

export const protocolsHandlers = {
  listTrackingPlans: (call) => {
    const type = textOf(call.query, 'type');
    if (type !== undefined) readChoice(type, 'type', trackingPlanTypes);
    const plans = call.state.trackingPlans.filter((plan) => type === undefined || plan.type === type);
    return pageOf(call, plans.map(planView), { untold: true });
  },
  getTrackingPlan: (call) => ({ data: { trackingPlan: planView(planOf(call)) } }),
  listRules: (call) => pageOf(call, planOf(call).rules, { untold: true }),
  listPlanSources: (call) => {
    const connected = new Set(planOf(call).sourceIds);
    const own = call.state.sources.filter(({ id }) => connected.has(id));
    return pageOf(
      call,
      own.map((source) => sourceView(call.state, source)),
    );
  },
  listTransformations: (call) => pageOf(call, call.state.transformations),
  getTransformation: (call) => ({
    data: {
      transformation: named(call, call.state.transformations, 'Transformation', 'transformationId'),
    },
  }),
} satisfies SomeHandlers;

function planOf(call: On<'trackingPlanId'>): TrackingPlanRecord {
  return named(call, call.state.trackingPlans, 'Tracking Plan', 'trackingPlanId');
}

/** A plan without its rules, which have an endpoint of their own (docs/segment-api/public.md#tracking-plans). */
function planView({ rules: _rules, sourceIds: _sourceIds, ...plan }: TrackingPlanRecord) {
  return plan;
}
