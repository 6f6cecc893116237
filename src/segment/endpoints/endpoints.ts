import { audienceEndpoints } from './audiences.ts';
import { destinationEndpoints } from './destinations.ts';
import type { Endpoint } from './endpoint.ts';
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

/** Every endpoint of Segment's APIs, as its official library of version 73.2.0 and its documentation have them (docs/segment-api/public.md, docs/segment-api/profile.md#routes, docs/segment-api/tracking.md#endpoints). */
export const endpoints: readonly Endpoint[] = [
  workspaceEndpoints,
  sourceEndpoints,
  destinationEndpoints,
  warehouseEndpoints,
  protocolsEndpoints,
  peopleEndpoints,
  functionEndpoints,
  privacyEndpoints,
  spaceEndpoints,
  audienceEndpoints,
  profileEndpoints,
  trackingEndpoints,
].flatMap((area): Endpoint[] => Object.values(area));

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
