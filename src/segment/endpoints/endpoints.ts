import { audienceEndpoints } from './audiences.ts';
import { destinationEndpoints } from './destinations.ts';
import { type Endpoint, isInSandbox } from './endpoint.ts';
import { functionEndpoints } from './functions.ts';
import { peopleEndpoints } from './people.ts';
import { privacyEndpoints } from './privacy.ts';
import { profileEndpoints } from './profiles.ts';
import { protocolsEndpoints } from './protocols.ts';
import { sourceEndpoints } from './sources.ts';
import { spaceEndpoints } from './spaces.ts';
import { trackingEndpoints } from './tracking.ts';
import { warehouseEndpoints } from './warehouses.ts';
import { workspaceEndpoints } from './workspace.ts';

/** The Public API (docs/segment-api/public.md), as Segment's official library of version 73.2.0 has it. */
export const publicEndpoints = {
  ...workspaceEndpoints,
  ...sourceEndpoints,
  ...destinationEndpoints,
  ...warehouseEndpoints,
  ...protocolsEndpoints,
  ...peopleEndpoints,
  ...functionEndpoints,
  ...privacyEndpoints,
  ...spaceEndpoints,
  ...audienceEndpoints,
};

/** Every endpoint of Segment's three APIs. */
export const endpoints: readonly Endpoint[] = [publicEndpoints, profileEndpoints, trackingEndpoints].flatMap(
  (api): Endpoint[] => Object.values(api),
);

/** An endpoint as it is listed, with null for what is not published. */
export function endpointRow(endpoint: Endpoint) {
  const { api, method, path, version, rateLimit = null, summary } = endpoint;
  return { api, method, path, version, rateLimit, summary, sandbox: isInSandbox(endpoint) };
}

/** Those whose path or summary holds every word of a text, in whatever case; all of them for an empty text. */
export function searchEndpoints(text: string): readonly Endpoint[] {
  const words = text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  return endpoints.filter(({ path, summary }) => {
    const about = `${path} ${summary}`.toLowerCase();
    return words.every((word) => about.includes(word));
  });
}
