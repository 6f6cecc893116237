import { type ApiObject, stringAt } from '../api-object.ts';
import { apiPath } from '../api-path.ts';
import { listAll, type WorkspaceApi } from './client.ts';

/** What Segment bills by: API calls, and monthly tracked users. */
export type UsageKind = 'api-calls' | 'mtu';

/** Where the rows are, for the whole workspace and by source (docs/segment-api/public.md#usage). */
const keys: Readonly<Record<UsageKind, { readonly workspace: string; readonly sources: string }>> = {
  'api-calls': { workspace: 'dailyWorkspaceAPICallsUsage', sources: 'dailyPerSourceAPICallsUsage' },
  mtu: { workspace: 'dailyWorkspaceMTUUsage', sources: 'dailyPerSourceMTUUsage' },
};

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
  const path = bySource ? apiPath`/usage/${kind}/sources/daily` : apiPath`/usage/${kind}/daily`;
  return listAll(api, { path, key: keys[kind][bySource ? 'sources' : 'workspace'], query: { period } });
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
