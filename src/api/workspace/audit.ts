import { workspaceEndpoints } from '../../segment/endpoints/workspace.ts';
import { listOf, type Page, type WorkspaceApi } from './client.ts';

export interface AuditRequest {
  /** Both stay the same from page to page: a cursor is only good for one range (docs/segment-api/public.md#audit-trail). */
  readonly start: Date;
  readonly end: Date;
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
