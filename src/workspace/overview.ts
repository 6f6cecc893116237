import { type ApiObject, isEnabled, stringAt, valueAt } from '../api/api-object.ts';
import { integerAt } from '../api/numbers.ts';
import {
  allItems,
  type ListEndpoint,
  objectOf,
  pagesOf,
  type WorkspaceApi,
} from '../api/workspace/client.ts';
import type { AuthError } from '../errors.ts';
import { destinationEndpoints } from '../segment/endpoints/destinations.ts';
import { protocolsEndpoints } from '../segment/endpoints/protocols.ts';
import { sourceEndpoints } from '../segment/endpoints/sources.ts';
import { warehouseEndpoints } from '../segment/endpoints/warehouses.ts';
import { workspaceEndpoints } from '../segment/endpoints/workspace.ts';
import { granularityMs } from '../spec/granularity.ts';
import { currentPeriod } from '../spec/period.ts';
import { bucketsOf } from './series.ts';
import { unlessGated } from './unless-gated.ts';
import { latestUsage, listUsage } from './usage.ts';
import { detectionsBySource, listDetections } from './violations.ts';
import { listVolume } from './volume.ts';

/** What has an on and off. `enabled` is null where the API leaves out which of them are. */
export interface Counts {
  readonly total: number;
  readonly enabled: number | null;
}

/** A workspace on one screen. A part that is null is named in `unavailable`. A contract: nothing is taken away or renamed. */
export interface Overview {
  readonly workspace: { readonly id: string; readonly slug: string; readonly name: string } | null;
  readonly sources: Counts | null;
  readonly destinations: Counts | null;
  readonly warehouses: Counts | null;
  readonly trackingPlans: { readonly total: number } | null;
  /** `dropping`: those that are enabled and drop what they match; null as `enabled` is. */
  readonly transformations: (Counts & { readonly dropping: number | null }) | null;
  /** Detections in the last 7 days: audit events, not single violations. */
  readonly violations: {
    readonly since: string;
    readonly detections: number;
    readonly sources: number;
  } | null;
  /** Messages received in the last 7 days. A count that the API leaves out is null. */
  readonly volume: {
    readonly since: string;
    readonly until: string;
    readonly total: bigint | null;
    readonly daily: readonly (bigint | null)[];
  } | null;
  /** Of this month so far; null where the API leaves the figure out. */
  readonly apiCalls: { readonly period: string; readonly total: bigint | null } | null;
  readonly unavailable: readonly Unavailable[];
}

interface Unavailable {
  readonly part: string;
  readonly code: string;
  readonly status: number | null;
  readonly message: string;
}

const days = 7;
/** Segment asks for an end at least a minute behind the clock (docs/segment-api/public.md#event-volume). */
const lagMs = granularityMs.minute;

type Parts = Omit<Overview, 'unavailable'>;

/** An overview that is being read. */
export interface OpenOverview {
  /** Each part as soon as it is there; null where it is not included. */
  readonly parts: { readonly [Name in keyof Parts]: Promise<Parts[Name]> };
  readonly whole: Promise<Overview>;
}

/**
 * Asks for everything concurrently. What is not included in the plan, or in the role of the token, is null and named
 * (403, docs/segment-api/public.md#open-points); when nothing is included the refusal is thrown, and any other failure is.
 */
export function openOverview(api: WorkspaceApi, now: Date): OpenOverview {
  const since = new Date(now.getTime() - days * granularityMs.day);
  const until = new Date(now.getTime() - lagMs);
  const refusals = new Map<string, AuthError>();
  const all = (endpoint: ListEndpoint) => allItems(pagesOf(endpoint)(api));
  const part = async <T>(name: keyof Parts, answer: Promise<T>): Promise<T | null> => {
    const outcome = await unlessGated(answer);
    if ('value' in outcome) return outcome.value;
    refusals.set(name, outcome.gated);
    return null;
  };
  const parts: OpenOverview['parts'] = {
    workspace: part('workspace', readWorkspace(api)),
    sources: part('sources', all(sourceEndpoints.listSources).then(countEnabled)),
    destinations: part('destinations', all(destinationEndpoints.listDestinations).then(countEnabled)),
    warehouses: part('warehouses', all(warehouseEndpoints.listWarehouses).then(countEnabled)),
    trackingPlans: part(
      'trackingPlans',
      all(protocolsEndpoints.listTrackingPlans).then(({ length: total }) => ({ total })),
    ),
    transformations: part(
      'transformations',
      all(protocolsEndpoints.listTransformations).then(countTransformations),
    ),
    violations: part('violations', readViolations(api, since, now)),
    volume: part('volume', readVolume(api, since, until)),
    apiCalls: part('apiCalls', readCalls(api, currentPeriod(now))),
  };
  const whole = wholeOf(parts, refusals);
  // Who prints part by part may hear of a failure in another place first.
  for (const promise of [whole, ...Object.values(parts)]) promise.catch(() => {});
  return { parts, whole };
}

async function wholeOf(
  parts: OpenOverview['parts'],
  refusals: ReadonlyMap<string, AuthError>,
): Promise<Overview> {
  await Promise.all(Object.values(parts));
  const [first] = refusals.values();
  if (refusals.size === Object.keys(parts).length && first !== undefined) throw first;
  return {
    workspace: await parts.workspace,
    sources: await parts.sources,
    destinations: await parts.destinations,
    warehouses: await parts.warehouses,
    trackingPlans: await parts.trackingPlans,
    transformations: await parts.transformations,
    violations: await parts.violations,
    volume: await parts.volume,
    apiCalls: await parts.apiCalls,
    unavailable: [...refusals].map(([part, { code, status, message }]) => ({
      part,
      code,
      status: status ?? null,
      message,
    })),
  };
}

async function readWorkspace(api: WorkspaceApi) {
  const { value } = await objectOf(api, workspaceEndpoints.getWorkspace, {});
  return { id: stringAt(value, 'id'), slug: stringAt(value, 'slug'), name: stringAt(value, 'name') };
}

function countEnabled(items: readonly ApiObject[]): Counts {
  return { total: items.length, enabled: countOf(items, isEnabled) };
}

function countTransformations(items: readonly ApiObject[]): Counts & { dropping: number | null } {
  // Only what drops says so.
  const drops = (item: ApiObject) => (valueAt(item.value, 'drop') === true ? isEnabled(item) : false);
  return { ...countEnabled(items), dropping: countOf(items, drops) };
}

/** How many of them are so; null when it is not known of one. */
function countOf(items: readonly ApiObject[], isSo: (item: ApiObject) => boolean | undefined): number | null {
  const answers = items.map(isSo);
  return answers.includes(undefined) ? null : answers.filter((answer) => answer).length;
}

async function readViolations(api: WorkspaceApi, start: Date, end: Date) {
  const events = await listDetections(api, { start, end });
  const sources = detectionsBySource(events).length;
  return { since: start.toISOString(), detections: events.length, sources };
}

async function readVolume(api: WorkspaceApi, start: Date, end: Date) {
  // Without a group there is one series, and none without messages.
  const [series] = await allItems(listVolume(api, { start, end, granularity: 'day' }));
  const days = series === undefined ? [] : bucketsOf(series);
  return {
    since: start.toISOString(),
    until: end.toISOString(),
    total: series === undefined ? 0n : (integerAt(series.text, 'total') ?? null),
    daily: days.map(({ text }) => integerAt(text, 'count') ?? null),
  };
}

async function readCalls(api: WorkspaceApi, period: string) {
  const rows = await listUsage(api, { kind: 'api-calls', period });
  if (rows.length === 0) return { period, total: 0n };
  const latest = latestUsage(rows);
  return { period, total: (latest && integerAt(latest.text, 'apiCalls')) ?? null };
}
