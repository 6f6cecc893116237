/** What kinds of tracking plan there are (docs/segment-api/public.md#tracking-plans). */
export const trackingPlanTypes = ['LIVE', 'ENGAGE', 'PROPERTY_LIBRARY', 'RULE_LIBRARY', 'TEMPLATE'] as const;

/** What a rule speaks about (docs/segment-api/public.md#tracking-plans). */
export const ruleTypes = ['TRACK', 'IDENTIFY', 'GROUP', 'PAGE', 'SCREEN', 'COMMON'] as const;

/** What becomes of an event of a source whose properties break its plan (docs/segment-api/public.md#sources). */
export const propertyViolations = ['ALLOW', 'BLOCK', 'OMIT_PROPERTIES'] as const;

/** The same for an Identify or Group, and its traits. */
export const traitViolations = ['ALLOW', 'BLOCK', 'OMIT_TRAITS'] as const;

/** How a transformation spells a hash (docs/segment-api/public.md#transformations). */
export const hashEncodings = ['BASE16', 'BASE64', 'BASE64URL', 'HEX'] as const;

/** What functions there are, each asked for by itself (docs/segment-api/public.md#functions). */
export const functionResourceTypes = [
  'SOURCE',
  'DESTINATION',
  'INSERT_SOURCE',
  'INSERT_DESTINATION',
  'INSERT_TRANSFORMATION',
] as const;

/** How long the buckets of a series are (docs/segment-api/public.md#event-volume). */
export const granularities = ['DAY', 'HOUR', 'MINUTE'] as const;

/** What series of the event volume are grouped by (docs/segment-api/public.md#event-volume). */
export const volumeGroups = ['eventName', 'eventType', 'source'] as const;

const received = ['eventName', 'eventType', 'appVersion'] as const;
const atSource = [...received, 'discardReason'] as const;
/** What messages are grouped and filtered by at the steps of their delivery (docs/segment-api/public.md#delivery-overview). */
export const deliveryFields = {
  received,
  atSource,
  atDestination: [...atSource, 'subscriptionId', 'activationId', 'audienceId', 'spaceId'],
} as const;
