import { audienceRows } from './audiences.ts';
import { destinationRows } from './destinations.ts';
import { type Endpoint, endpointsOf } from './endpoint.ts';
import { functionRows } from './functions.ts';
import { peopleRows } from './people.ts';
import { privacyRows } from './privacy.ts';
import { profileRows } from './profiles.ts';
import { protocolsRows } from './protocols.ts';
import { sourceRows } from './sources.ts';
import { spaceRows } from './spaces.ts';
import { trackingRows } from './tracking.ts';
import { warehouseRows } from './warehouses.ts';
import { workspaceRows } from './workspace.ts';

/** Every endpoint of Segment's APIs, as its official library of version 73.2.0 and its documentation have them (docs/segment-api/public.md, docs/segment-api/profile.md#routes, docs/segment-api/tracking.md#endpoints). */
export const endpoints: readonly Endpoint[] = [
  ...endpointsOf('public', [
    ...workspaceRows,
    ...sourceRows,
    ...destinationRows,
    ...warehouseRows,
    ...protocolsRows,
    ...peopleRows,
    ...functionRows,
    ...privacyRows,
    ...spaceRows,
    ...audienceRows,
  ]),
  ...endpointsOf('profile', profileRows),
  ...endpointsOf('tracking', trackingRows),
];

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
