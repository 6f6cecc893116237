import {
  type ApiObject,
  groupedBy,
  newestFirst,
  numberAt,
  readApiObject,
  stringAt,
  timestampOf,
} from '../api/api-object.ts';
import { integerAt } from '../api/numbers.ts';
import { allItems, listOf, type WorkspaceApi } from '../api/workspace/client.ts';
import { workspaceEndpoints as endpoints } from '../segment/endpoints/workspace.ts';
import { differences } from '../spec/differences.ts';
import { openObject, writeNode } from '../spec/json-text.ts';
import { ownObject } from './computed-pages.ts';

/** What has the rows, for the whole workspace and by source (docs/segment-api/public.md#usage). */
const usageEndpoints = {
  'api-calls': { workspace: endpoints.getDailyApiCalls, sources: endpoints.getDailyApiCallsBySource },
  mtu: { workspace: endpoints.getDailyMtu, sources: endpoints.getDailyMtuBySource },
} as const;

/** What Segment bills by: API calls, and monthly tracked users. */
export type UsageKind = keyof typeof usageEndpoints;

export interface UsageRequest {
  readonly kind: UsageKind;
  /** The first day of the month: `2026-11-01`. */
  readonly period: string;
  /** A row for each day and source in place of each day. */
  readonly bySource?: boolean;
}

/** The figures that a row has of each kind. */
export const usageFigures = {
  'api-calls': ['apiCalls'],
  mtu: ['identified', 'anonymous', 'anonymousIdentified', 'neverIdentified'],
} as const;

/** The rows of a month, with what each day added. */
export async function readUsage(api: WorkspaceApi, request: UsageRequest): Promise<ApiObject[]> {
  return withDaily(await listUsage(api, request), usageFigures[request.kind]);
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
  return rows.some((row) => Number.isNaN(timestampOf(row))) ? undefined : newestFirst(rows)[0];
}

/**
 * The rows as they came, each with what its day added under the key `daily`: Segment's own figures count since the
 * month began (docs/segment-api/public.md#usage).
 */
function withDaily(rows: readonly ApiObject[], figures: readonly string[]): ApiObject[] {
  const added = figures.map((figure) =>
    differences(
      rows.map(({ value, text }) => ({
        series: stringAt(value, 'sourceId'),
        time: stringAt(value, 'timestamp'),
        total: integerAt(text, figure),
      })),
    ),
  );
  return rows.map((row, index) => {
    const daily = figures.map(
      (figure, at) => `${JSON.stringify(figure)}:${added[at]?.[index]?.toString() ?? 'null'}`,
    );
    const members = openObject(row.text);
    members.set('daily', `{${daily.join(',')}}`);
    return readApiObject(writeNode(members)) ?? row;
  });
}

/** For a person: a row for each day with what it added, and the month so far as the last one. */
export function dayRows(rows: readonly ApiObject[], names: readonly string[]): ApiObject[] {
  if (rows.length === 0) return [];
  const latest = latestUsage(rows);
  const days = inTime(rows).map((row) => ({
    label: stringAt(row.value, 'timestamp').slice(0, 10),
    figures: figuresOf(row, names, 'daily.'),
  }));
  return [...days, { label: 'month', figures: figuresOf(latest, names), isTotal: true }].map(ownObject);
}

/** For a person: a row for each source with the month so far, and what each day added of the `first` figure. */
export function sourceRows(rows: readonly ApiObject[], names: readonly string[], first: string): ApiObject[] {
  return [...groupedBy(rows, 'sourceId')]
    .map(([label, own]) => ({
      label,
      figures: figuresOf(latestUsage(own), names),
      series: inTime(own).map(({ value }) => numberAt(value, `daily.${first}`) ?? null),
    }))
    .sort((a, b) => descending(a.figures[first], b.figures[first]))
    .map(ownObject);
}

type Figures = Readonly<Record<string, bigint | undefined>>;

/** A figure that is missing is not there: it is not 0. */
function figuresOf(row: ApiObject | undefined, names: readonly string[], below = ''): Figures {
  const figure = (name: string) => (row === undefined ? undefined : integerAt(row.text, `${below}${name}`));
  return Object.fromEntries(names.map((name) => [name, figure(name)]));
}

/** The largest first, what is not known last. */
function descending(a: bigint | undefined, b: bigint | undefined): number {
  if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined);
  return a < b ? 1 : Number(a > b) * -1;
}

function inTime(rows: readonly ApiObject[]): ApiObject[] {
  return [...rows].sort((a, b) => timestampOf(a) - timestampOf(b));
}
