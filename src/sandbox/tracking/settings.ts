import { regionUrls } from '../../segment/hosts.ts';
import type { HttpCall } from '../http.ts';
import type { SourceMatch } from './sources.ts';

/**
 * The settings of a source, by which a key and its region are checked (docs/segment-api/tracking.md#endpoints): `apiHost` is the
 * sandbox itself, or Segment's host of the other region for a source that lives there.
 */
export function settingsReply(
  c: HttpCall,
  region: 'us' | 'eu',
  findSource: (writeKey: string) => SourceMatch,
): Response {
  if (c.req.header('origin') !== undefined) c.header('access-control-allow-origin', '*');
  const writeKey = c.req.param('writeKey') ?? '';
  const source = findSource(writeKey);
  if (!source.known) return c.text('Not Found', 404);
  const isHere = source.region === undefined || source.region === region;
  const segment = isHere
    ? { apiKey: writeKey, apiHost: `${c.req.header('host') ?? ''}/v1`, protocol: 'http' }
    : { apiKey: writeKey, apiHost: `${new URL(regionUrls[source.region ?? region].tracking).host}/v1` };
  return c.json({
    integrations: { 'Segment.io': { ...segment, retryQueue: true, addBundledMetadata: true } },
    plan: { track: { __default: { enabled: true, integrations: {} } }, identify: {}, group: {} },
    edgeFunction: {},
    analyticsNextEnabled: true,
    middlewareSettings: {},
    enabledMiddleware: {},
    metrics: { sampleRate: 0 },
    legacyVideoPluginsEnabled: false,
    remotePlugins: [],
  });
}
