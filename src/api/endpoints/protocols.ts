import type { EndpointRow } from './endpoint.ts';

/** Tracking plans and transformations (docs/segment-api/public.md#tracking-plans and #transformations). */
export const protocolsRows: readonly EndpointRow[] = [
  ['GET', '/tracking-plans', 'stable', 'list the tracking plans'],
  ['POST', '/tracking-plans', 'stable', 'create a tracking plan'],
  ['GET', '/tracking-plans/{trackingPlanId}', 'stable', 'show a tracking plan, without its rules'],
  [
    'PATCH',
    '/tracking-plans/{trackingPlanId}',
    'stable',
    'change the name or description of a tracking plan',
  ],
  ['DELETE', '/tracking-plans/{trackingPlanId}', 'stable', 'delete a tracking plan'],
  ['GET', '/tracking-plans/{trackingPlanId}/rules', 'stable', 'list the rules of a tracking plan', '200/min'],
  ['PATCH', '/tracking-plans/{trackingPlanId}/rules', 'stable', 'add or change rules of a tracking plan'],
  ['PUT', '/tracking-plans/{trackingPlanId}/rules', 'stable', 'replace all rules of a tracking plan'],
  ['DELETE', '/tracking-plans/{trackingPlanId}/rules', 'stable', 'delete rules of a tracking plan'],
  ['GET', '/tracking-plans/{trackingPlanId}/sources', 'stable', 'list the sources of a tracking plan'],
  ['POST', '/tracking-plans/{trackingPlanId}/sources', 'stable', 'connect a source to a tracking plan'],
  [
    'DELETE',
    '/tracking-plans/{trackingPlanId}/sources',
    'stable',
    'disconnect a source from a tracking plan',
  ],
  ['GET', '/transformations', 'stable', 'list the transformations'],
  ['POST', '/transformations', 'stable', 'create a transformation'],
  ['GET', '/transformations/{transformationId}', 'stable', 'show a transformation'],
  ['PATCH', '/transformations/{transformationId}', 'stable', 'change a transformation'],
  ['DELETE', '/transformations/{transformationId}', 'stable', 'delete a transformation'],
];
