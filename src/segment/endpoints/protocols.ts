import { endpointsOf } from './endpoint.ts';

const { stable } = endpointsOf('public');

const feature = 'Protocols';

/** Tracking plans and transformations (docs/segment-api/public.md#tracking-plans and #transformations). */
export const protocolsEndpoints = {
  listTrackingPlans: stable('GET /tracking-plans', 'list the tracking plans', {
    list: 'trackingPlans',
    hasTotal: false,
    feature,
    sandbox: true,
  }),
  createTrackingPlan: stable('POST /tracking-plans', 'create a tracking plan', {
    object: 'trackingPlan',
    feature,
  }),
  getTrackingPlan: stable('GET /tracking-plans/{trackingPlanId}', 'show a tracking plan, without its rules', {
    object: 'trackingPlan',
    feature,
    sandbox: true,
  }),
  updateTrackingPlan: stable(
    'PATCH /tracking-plans/{trackingPlanId}',
    'change the name or description of a tracking plan',
    { feature },
  ),
  deleteTrackingPlan: stable('DELETE /tracking-plans/{trackingPlanId}', 'delete a tracking plan', {
    feature,
  }),
  listRules: stable('GET /tracking-plans/{trackingPlanId}/rules', 'list the rules of a tracking plan', {
    list: 'rules',
    hasTotal: false,
    feature,
    rateLimit: '200/min',
    sandbox: true,
  }),
  updateRules: stable(
    'PATCH /tracking-plans/{trackingPlanId}/rules',
    'add or change rules of a tracking plan',
    { feature },
  ),
  replaceRules: stable('PUT /tracking-plans/{trackingPlanId}/rules', 'replace all rules of a tracking plan', {
    feature,
  }),
  deleteRules: stable('DELETE /tracking-plans/{trackingPlanId}/rules', 'delete rules of a tracking plan', {
    feature,
    required: ['rules'],
  }),
  listPlanSources: stable(
    'GET /tracking-plans/{trackingPlanId}/sources',
    'list the sources of a tracking plan',
    { list: 'sources', feature, sandbox: true },
  ),
  connectPlanSource: stable(
    'POST /tracking-plans/{trackingPlanId}/sources',
    'connect a source to a tracking plan',
    { feature },
  ),
  disconnectPlanSource: stable(
    'DELETE /tracking-plans/{trackingPlanId}/sources',
    'disconnect a source from a tracking plan',
    { feature, required: ['sourceId'] },
  ),
  listTransformations: stable('GET /transformations', 'list the transformations', {
    list: 'transformations',
    feature,
    sandbox: true,
  }),
  createTransformation: stable('POST /transformations', 'create a transformation', {
    object: 'transformation',
    feature,
  }),
  getTransformation: stable('GET /transformations/{transformationId}', 'show a transformation', {
    object: 'transformation',
    feature,
    sandbox: true,
  }),
  updateTransformation: stable('PATCH /transformations/{transformationId}', 'change a transformation', {
    object: 'transformation',
    feature,
  }),
  deleteTransformation: stable('DELETE /transformations/{transformationId}', 'delete a transformation', {
    feature,
  }),
};
