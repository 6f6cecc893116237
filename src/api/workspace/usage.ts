import { workspaceEndpoints as endpoints } from '../../segment/endpoints/workspace.ts';
import { type ApiObject, stringAt } from '../api-object.ts';
import { allItems, listOf, type WorkspaceApi } from './client.ts';

/** What Segment bills by: API calls, and monthly tracked users. */
export type UsageKind = 'api-calls' | 'mtu';

/** What has the rows, for the whole workspace and by source (docs/segment-api/public.md#usage). */
const usageEndpoints = {
  'api-calls': { workspace: endpoints.getDailyApiCalls, sources: endpoints.getDailyApiCallsBySource },
  mtu: { workspace: endpoints.getDailyMtu, sources: endpoints.getDailyMtuBySource },
} as const satisfies Record<UsageKind, unknown>;

export interface UsageRequest {
  readonly kind: UsageKind;
  /** The first day of the month: `2026-11-01`. */
  readonly period: string;
  /** A row for each day and source in place of each day. */
  readonly bySource?: boolean;
}

/** A row for each day of a month. The figures count since the month began, not for the day (docs/segment-api/public.md#usage). */
export function listUsage(
  api: WorkspaceApi,
  { kind, period, bySource = false }: UsageRequest,
): Promise<ApiObject[]> {
  const endpoint = usageEndpoints[kind][bySource ? 'sources' : 'workspace'];
  return allItems(listOf(api, endpoint, { query: { period } }));
}

/** The row of the latest day: what was counted in the month so far. Undefined without rows, or where one has no day. */
export function latestUsage(rows: readonly ApiObject[]): ApiObject | undefined {
  const timeOf = ({ value }: ApiObject): number => Date.parse(stringAt(value, 'timestamp'));
  if (rows.some((row) => Number.isNaN(timeOf(row)))) return undefined;
  return rows.reduce<ApiObject | undefined>(
    (latest, row) => (latest === undefined || timeOf(row) > timeOf(latest) ? row : latest),
    undefined,
  );
}
