/** The settings of sources come from one host for both regions (docs/segment-api/tracking.md#endpoints). */
const cdn = 'https://cdn.segment.com';

/** The services of each region (docs/segment-api/tracking.md#endpoints, docs/segment-api/public.md#hosts). */
export const regionUrls = {
  us: {
    tracking: 'https://api.segment.io',
    profile: 'https://profiles.segment.com',
    api: 'https://api.segmentapis.com',
    oauth: 'https://oauth2.segment.io',
    cdn,
  },
  eu: {
    tracking: 'https://events.eu1.segmentapis.com',
    profile: 'https://profiles.euw1.segment.com',
    api: 'https://eu1.api.segmentapis.com',
    oauth: 'https://oauth2.eu1.segmentapis.com',
    cdn,
  },
} as const;

/** Older documents name it for US (docs/segment-api/tracking.md#endpoints). */
export const olderUsHost = 'events.segmentapis.com';

/** The path of a source's settings on the CDN: they show whether a write key is known, and in which region. */
export const settingsPath = '/v1/projects/{writeKey}/settings';
