/** Parts of a plan that operations name as their gate (docs/segment-api/public.md#plan-and-feature-gates). */
export const planFeatures = [
  'Protocols',
  'Audit Trail',
  'Destination Subscriptions',
  'Spaces',
  'Audience',
  'Computed Trait',
  'Functions',
  'Live Plugins',
  'Space Filters',
] as const;
export type Feature = (typeof planFeatures)[number];
