import { olderUsHost, regionUrls } from '../segment/hosts.ts';

/** Where a workspace lives; data does not cross over (docs/segment-api/tracking.md#endpoints). */
export type Region = keyof typeof regionUrls;
export const regions: readonly Region[] = ['us', 'eu'];

export function isRegion(value: unknown): value is Region {
  return value === 'us' || value === 'eu';
}

/** The other region: a hint for a key that does not work here. */
export function otherRegion(region: Region): Region {
  return region === 'us' ? 'eu' : 'us';
}

/** The five services a workspace talks to. */
export type Service = keyof (typeof regionUrls)['us'];
export const services: readonly Service[] = ['tracking', 'profile', 'api', 'oauth', 'cdn'];

/** The region whose ingestion host this is, with or without scheme and path; undefined for any other host. */
export function regionOfHost(host: string): Region | undefined {
  const name = host
    .replace(/^https?:\/\//, '')
    .split('/', 1)[0]
    ?.toLowerCase();
  if (name === olderUsHost) return 'us';
  return regions.find((region) => new URL(regionUrls[region].tracking).host === name);
}
