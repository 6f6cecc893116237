/** Where a workspace lives; data does not cross over (docs/segment-api/tracking.md#endpoints). */
export type Region = 'us' | 'eu';
export const regions: readonly Region[] = ['us', 'eu'];

export function isRegion(value: unknown): value is Region {
  return value === 'us' || value === 'eu';
}

/** The other region: a hint for a key that does not work here. */
export function otherRegion(region: Region): Region {
  return region === 'us' ? 'eu' : 'us';
}

/** The five services a workspace talks to. */
export type Service = 'tracking' | 'profile' | 'api' | 'oauth' | 'cdn';
export const services: readonly Service[] = ['tracking', 'profile', 'api', 'oauth', 'cdn'];

/** docs/segment-api/tracking.md#endpoints. The settings of sources come from one host for both regions. */
export const regionUrls: Readonly<Record<Region, Readonly<Record<Service, string>>>> = {
  us: {
    tracking: 'https://api.segment.io',
    profile: 'https://profiles.segment.com',
    api: 'https://api.segmentapis.com',
    oauth: 'https://oauth2.segment.io',
    cdn: 'https://cdn.segment.com',
  },
  eu: {
    tracking: 'https://events.eu1.segmentapis.com',
    profile: 'https://profiles.euw1.segment.com',
    api: 'https://eu1.api.segmentapis.com',
    oauth: 'https://oauth2.eu1.segmentapis.com',
    cdn: 'https://cdn.segment.com',
  },
};

/** Older documents name it for US (docs/segment-api/tracking.md#endpoints). */
const olderUsHost = 'events.segmentapis.com';

/** The region whose ingestion host this is, with or without scheme and path; undefined for any other host. */
export function regionOfHost(host: string): Region | undefined {
  const name = host
    .replace(/^https?:\/\//, '')
    .split('/', 1)[0]
    ?.toLowerCase();
  if (name === olderUsHost) return 'us';
  return regions.find((region) => new URL(regionUrls[region].tracking).host === name);
}
