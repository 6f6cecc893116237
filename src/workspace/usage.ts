import { type ApiObject, newestFirst, readApiObject, stringAt, timestampOf } from '../api/api-object.ts';
import { integerAt } from '../api/numbers.ts';
import { allItems, listOf, type Page, type WorkspaceApi } from '../api/workspace/client.ts';
import { workspaceEndpoints as endpoints } from '../segment/endpoints/workspace.ts';
import { type Added, type CumulativeRow, createDifferences } from '../spec/differences.ts';
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

/** A row for each day of a month. The figures count since the month began, not for the day (docs/segment-api/public.md#usage). */
export function listUsage(api: WorkspaceApi, request: UsageRequest): Promise<ApiObject[]> {
  return allItems(usagePages(api, request));
}

function usagePages(
  api: WorkspaceApi,
  { kind, period, bySource = false }: UsageRequest,
): AsyncGenerator<Page> {
  const endpoint = usageEndpoints[kind][bySource ? 'sources' : 'workspace'];
  return listOf(api, endpoint, { query: { period } });
}

/** The row of the latest day: what was counted in the month so far. Undefined without rows, or where one has no day. */
export function latestUsage(rows: readonly ApiObject[]): ApiObject | undefined {
  return rows.some((row) => Number.isNaN(timestampOf(row))) ? undefined : newestFirst(rows)[0];
}

/**
 * The rows of a month as they came, no more than `limit`, each with what its day added under the key `daily`: Segment's
 * own figures count since the month began (docs/segment-api/public.md#usage).
 */
export async function* readUsage(
  api: WorkspaceApi,
  request: UsageRequest,
  limit: number,
): AsyncGenerator<Page> {
  let left = limit;
  for await (const { rows, ...page } of addedPages(api, request)) {
    const items = rows.slice(0, left).map((row) => withDaily(row, usageFigures[request.kind]));
    left -= items.length;
    yield { ...page, items, hasMore: page.hasMore || rows.length > items.length };
    if (left <= 0) return;
  }
}

/** A row of the API, what is calculated with, and what its day added to each figure. */
interface UsageRow extends CumulativeRow {
  readonly text: string;
}
type AddedRow = UsageRow & { readonly added: Added };
type AddedPage = Omit<Page, 'items'> & { readonly rows: readonly AddedRow[] };

/** Rows that had to wait are given out so many at a time. */
const heldPage = 1_000;

/**
 * The rows page by page, in their order. Of 10,000 sources there are 300,000: none is kept once it is clear what its day
 * added. Where that depends on rows that may still come, it and all after it wait for the end of the list.
 */
async function* addedPages(api: WorkspaceApi, request: UsageRequest): AsyncGenerator<AddedPage> {
  const differences = createDifferences(Date.parse(request.period));
  const names = usageFigures[request.kind];
  const held: UsageRow[] = [];
  for await (const { items, ...page } of usagePages(api, request)) {
    const rows: AddedRow[] = [];
    for (const item of items) {
      const row = usageRow(item, names);
      const added = held.length === 0 ? differences.sure(row) : undefined;
      if (added === undefined) held.push(row);
      else rows.push({ ...row, added });
    }
    yield { ...page, rows };
  }
  const added = differences.rest(held);
  for (let at = 0; at < held.length; at += heldPage) {
    const rows = held
      .slice(at, at + heldPage)
      .map((row, index) => ({ ...row, added: added[at + index] ?? [] }));
    yield { rows, total: undefined, hasMore: false };
  }
}

function usageRow({ value, text }: ApiObject, names: readonly string[]): UsageRow {
  return {
    text,
    series: stringAt(value, 'sourceId'),
    at: Date.parse(stringAt(value, 'timestamp')),
    totals: names.map((name) => integerAt(text, name)),
  };
}

function withDaily({ text, added }: AddedRow, names: readonly string[]): ApiObject {
  const daily = names.map((figure, at) => `${JSON.stringify(figure)}:${added[at]?.toString() ?? 'null'}`);
  const members = openObject(text);
  members.set('daily', `{${daily.join(',')}}`);
  const written = writeNode(members);
  return readApiObject(written) ?? { value: {}, text: written };
}

/** For a person: a row for each day with what it added, and the month so far as the last one. */
export async function dayRows(api: WorkspaceApi, request: UsageRequest): Promise<ApiObject[]> {
  const rows: AddedRow[] = [];
  for await (const page of addedPages(api, request)) rows.push(...page.rows);
  if (rows.length === 0) return [];
  const names = usageFigures[request.kind];
  const inTime = rows.sort((a, b) => a.at - b.at);
  const days = inTime.map(({ at, added }) => ({ label: dayOf(at), figures: figuresOf(names, added) }));
  const isOrdered = rows.every(({ at }) => !Number.isNaN(at));
  const month = figuresOf(names, isOrdered ? inTime.at(-1)?.totals : undefined);
  return [...days, { label: 'month', figures: month, isTotal: true }].map(ownObject);
}

function dayOf(at: number): string {
  return Number.isNaN(at) ? '' : new Date(at).toISOString().slice(0, 10);
}

/** What is kept of the rows of a source: two numbers for each, and the latest. */
interface SourceUsage {
  readonly times: number[];
  readonly added: (number | null)[];
  latest: Pick<UsageRow, 'at' | 'totals'>;
}

/** For a person: a row for each source with the month so far, and what each day added of the first figure. */
export async function sourceRows(api: WorkspaceApi, request: UsageRequest): Promise<ApiObject[]> {
  const names = usageFigures[request.kind];
  const sources = new Map<string, SourceUsage>();
  for await (const { rows } of addedPages(api, request))
    for (const { series, at, totals, added: figures } of rows) {
      const [added] = figures;
      const own = sources.get(series) ?? { times: [], added: [], latest: { at, totals } };
      own.times.push(at);
      own.added.push(added === undefined ? null : Number(added));
      // Where a row has no time, nobody knows which one is the latest.
      if (!(Number.isNaN(own.latest.at) || at <= own.latest.at)) own.latest = { at, totals };
      sources.set(series, own);
    }
  return [...sources]
    .map(([label, { times, added, latest }]) => ({
      label,
      figures: figuresOf(names, Number.isNaN(latest.at) ? undefined : latest.totals),
      series: [...times.entries()].sort(([, a], [, b]) => a - b).map(([index]) => added[index]),
    }))
    .sort((a, b) => descending(a.figures[names[0]], b.figures[names[0]]))
    .map(ownObject);
}

/** A figure that is missing is not there: it is not 0. */
function figuresOf(names: readonly string[], figures: Added = []): Record<string, bigint | undefined> {
  return Object.fromEntries(names.map((name, index) => [name, figures[index]]));
}

/** The largest first, what is not known last. */
function descending(a: bigint | undefined, b: bigint | undefined): number {
  if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined);
  return a < b ? 1 : Number(a > b) * -1;
}
