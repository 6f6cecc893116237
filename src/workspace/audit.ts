import { type ApiObject, valueAt } from '../api/api-object.ts';
import { listOf, type Page, type WorkspaceApi } from '../api/workspace/client.ts';
import { workspaceEndpoints } from '../segment/endpoints/workspace.ts';
import { isSameNameFolded } from '../spec/same-name.ts';
import type { MomentRange } from './moment-range.ts';

/** The range stays the same from page to page: a cursor is only good for one (docs/segment-api/public.md#audit-trail). */
export interface AuditRequest extends MomentRange {
  readonly resourceId?: string | undefined;
  readonly resourceType?: string | undefined;
  readonly limit?: number | undefined;
}

/** What happened in the workspace, kept for 90 days (docs/segment-api/public.md#audit-trail). In no order that is promised. */
export function listAuditEvents(
  api: WorkspaceApi,
  { start, end, resourceId, resourceType, limit }: AuditRequest,
): AsyncGenerator<Page> {
  return listOf(api, workspaceEndpoints.listAuditEvents, {
    query: { startTime: start.toISOString(), endTime: end.toISOString(), resourceId, resourceType },
    limit,
  });
}

/** What the API cannot be asked for, so that we look through what it gives (docs/segment-api/public.md#audit-trail). */
export interface AuditFilter {
  readonly type?: readonly string[] | undefined;
  /** An id or an e-mail address. */
  readonly actor?: string | undefined;
  /** An id or a name. */
  readonly resource?: string | undefined;
}

/** True when an event is wanted, upper and lower case aside. */
export function isWanted({ value }: ApiObject, { type, actor, resource }: AuditFilter): boolean {
  const isOneOf = (name: string, ...fields: readonly string[]): boolean =>
    fields.some((field) => isSameNameFolded(valueAt(value, field), name));
  return (
    (type === undefined || type.some((each) => isOneOf(each, 'type'))) &&
    (actor === undefined || isOneOf(actor, 'actor', 'actorEmail')) &&
    (resource === undefined || isOneOf(resource, 'resourceId', 'resourceName'))
  );
}

/** Ids are opaque (docs/segment-api/public.md#value-formats): letters, digits and few signs, and never short words. */
const idPattern = /^[\w-]{8,64}$/;

/**
 * The events of a resource. What could be its id is asked for, which costs one call; when there is nothing, it was a
 * name, and all events are looked through.
 */
export async function* listEventsOf(
  api: WorkspaceApi,
  resource: string | undefined,
  request: AuditRequest,
): AsyncGenerator<Page> {
  if (resource !== undefined && idPattern.test(resource)) {
    let isId = false;
    for await (const page of listAuditEvents(api, { ...request, resourceId: resource })) {
      isId ||= page.items.length > 0;
      if (isId) yield page;
    }
    if (isId) return;
  }
  yield* listAuditEvents(api, request);
}
