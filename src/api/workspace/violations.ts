import { isSameName } from '../../spec/same-name.ts';
import { type ApiObject, stringAt, valueAt } from '../api-object.ts';
import { type AuditRequest, listAuditEvents } from './audit.ts';
import type { WorkspaceApi } from './client.ts';

/** The only trace of violations that the API has (docs/segment-api/public.md#tracking-plans). It cannot be asked for by type. */
const violationsDetected = 'Violations Detected';

/** The audit events that say “Violations Detected”, the newest first. Their resource is the source. */
export async function listDetections(api: WorkspaceApi, request: AuditRequest): Promise<ApiObject[]> {
  const found: ApiObject[] = [];
  for await (const { items } of listAuditEvents(api, request))
    found.push(...items.filter(({ value }) => isSameName(valueAt(value, 'type'), violationsDetected)));
  return found.sort((a, b) => timeOf(b) - timeOf(a));
}

/** What was detected at one source. */
export interface SourceDetections {
  readonly sourceId: string;
  readonly sourceName: string;
  /** The newest first; never empty. */
  readonly events: readonly ApiObject[];
}

/** The events by source, the one with most of them first. */
export function detectionsBySource(events: readonly ApiObject[]): SourceDetections[] {
  const groups = new Map<string, ApiObject[]>();
  for (const event of events) {
    const id = stringAt(event.value, 'resourceId');
    const own = groups.get(id);
    if (own === undefined) groups.set(id, [event]);
    else own.push(event);
  }
  return [...groups]
    .map(([sourceId, own]) => ({
      sourceId,
      sourceName: stringAt(own[0]?.value, 'resourceName'),
      events: own,
    }))
    .sort((a, b) => b.events.length - a.events.length);
}

function timeOf({ value }: ApiObject): number {
  return Date.parse(stringAt(value, 'timestamp'));
}
