import {
  type ApiObject,
  groupedBy,
  type JsonObject,
  newestFirst,
  stringAt,
  valueAt,
} from '../api/api-object.ts';
import type { WorkspaceApi } from '../api/workspace/client.ts';
import { granularityMs } from '../spec/granularity.ts';
import { isSameName } from '../spec/same-name.ts';
import { type AuditRequest, listAuditEvents } from './audit.ts';
import { ownObject } from './computed-pages.ts';
import type { MomentRange } from './moment-range.ts';
import { findSource } from './names/find.ts';
import { idOf } from './names/source-facts.ts';

/** The only trace of violations that the API has (docs/segment-api/public.md#tracking-plans). It cannot be asked for by type. */
const violationsDetected = 'Violations Detected';

/** The audit events that say “Violations Detected”, the newest first. Their resource is the source. */
export async function listDetections(api: WorkspaceApi, request: AuditRequest): Promise<ApiObject[]> {
  const found: ApiObject[] = [];
  for await (const { items } of listAuditEvents(api, request))
    found.push(...items.filter(({ value }) => isSameName(valueAt(value, 'type'), violationsDetected)));
  return newestFirst(found);
}

/** The detections of each source, or of the one that is named, as rows. */
export async function readViolations(
  api: WorkspaceApi,
  range: MomentRange,
  source: string | undefined,
): Promise<ApiObject[]> {
  const resourceId = source === undefined ? undefined : idOf(await findSource(api, source));
  return detectionsBySource(await listDetections(api, { ...range, resourceId })).map(violationRow);
}

interface SourceDetections {
  readonly sourceId: string;
  readonly sourceName: string;
  /** The newest first; never empty. */
  readonly events: readonly ApiObject[];
}

/** The events by source, the one with most of them first. */
export function detectionsBySource(events: readonly ApiObject[]): SourceDetections[] {
  return [...groupedBy(events, 'resourceId')]
    .map(([sourceId, own]) => ({
      sourceId,
      sourceName: stringAt(own[0]?.value, 'resourceName'),
      events: own,
    }))
    .sort((a, b) => b.events.length - a.events.length);
}

/** Our own object around events that stay as they came. */
function violationRow({ sourceId, sourceName, events }: SourceDetections): ApiObject {
  const times = events.map(({ value }) => stringAt(value, 'timestamp'));
  const about = { sourceId, sourceName, detections: events.length, first: times.at(-1), last: times[0] };
  const own = ownObject({ ...about, events: events.map(({ value }) => value) });
  const texts = events.map(({ text }) => text).join(',');
  return { value: own.value, text: `${JSON.stringify(about).slice(0, -1)},"events":[${texts}]}` };
}

/** How many detections each day of the range had, in UTC. */
export function detectionsPerDay(item: JsonObject, { start, end }: MomentRange): number[] {
  const dayOf = (time: number): number => Math.floor(time / granularityMs.day);
  const first = dayOf(start.getTime());
  const counts = Array.from({ length: dayOf(end.getTime()) - first + 1 }, () => 0);
  const events = valueAt(item, 'events');
  for (const event of Array.isArray(events) ? events : []) {
    const at = dayOf(Date.parse(stringAt(event, 'timestamp'))) - first;
    if (counts[at] !== undefined) counts[at] += 1;
  }
  return counts;
}
