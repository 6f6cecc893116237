/** Where a workspace lives; data does not cross over (contract §1). */
export type Region = 'us' | 'eu';

/** The other region: a hint for a key that does not work here. */
export function otherRegion(region: Region): Region {
  return region === 'us' ? 'eu' : 'us';
}

/** The region whose ingestion host this is, or undefined for any other host (contract §1). */
export function regionOfHost(host: string): Region | undefined {
  const name =
    host
      .replace(/^https?:\/\//, '')
      .split('/', 1)[0]
      ?.toLowerCase() ?? '';
  if (name === 'events.eu1.segmentapis.com') return 'eu';
  if (name === 'api.segment.io' || name === 'events.segmentapis.com') return 'us';
  return undefined;
}
