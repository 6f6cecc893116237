import { type ApiObject, numberAt, stringAt, valueAt } from '../../src/api/api-object.ts';
import { apiPath } from '../../src/api/api-path.ts';
import { allItems, getObject, type WorkspaceApi } from '../../src/api/workspace/client.ts';
import { listDestinations } from '../../src/api/workspace/destinations.ts';
import { listSources } from '../../src/api/workspace/sources.ts';
import { listTrackingPlans } from '../../src/api/workspace/tracking-plans.ts';
import { listTransformations } from '../../src/api/workspace/transformations.ts';
import { latestUsage, listUsage } from '../../src/api/workspace/usage.ts';
import { detectionsBySource, listDetections } from '../../src/api/workspace/violations.ts';
import { listVolume } from '../../src/api/workspace/volume.ts';
import { listWarehouses } from '../../src/api/workspace/warehouses.ts';
import type { AuthError } from '../../src/errors.ts';
import { granularityMs } from '../../src/spec/granularity.ts';
import { currentPeriod } from '../../src/spec/period.ts';
import { countsOf } from '../reading/series.ts';
import { unlessGated } from '../reading/unless-gated.ts';
import type { Counts, Overview } from './overview.ts';

const days = 7;
/** Segment asks for an end at least a minute behind the clock (contract §3.9). */
const lagMs = granularityMs.minute;

/**
 * Asks for everything side by side. What is not included in the plan, or in the role of the token, is null and named
 * (403, contract §8.3); when nothing is included the refusal is thrown, and any other failure is.
 */
export async function readOverview(api: WorkspaceApi, now: Date): Promise<Overview> {
  const since = new Date(now.getTime() - days * granularityMs.day);
  const until = new Date(now.getTime() - lagMs);
  const period = currentPeriod(now);
  const refusals: { readonly part: string; readonly error: AuthError }[] = [];
  let asked = 0;
  const part = async <T>(name: string, answer: Promise<T>): Promise<T | null> => {
    asked += 1;
    const outcome = await unlessGated(answer);
    if ('value' in outcome) return outcome.value;
    refusals.push({ part: name, error: outcome.gated });
    return null;
  };
  const [
    workspace,
    sources,
    destinations,
    warehouses,
    trackingPlans,
    transformations,
    violations,
    volume,
    apiCalls,
  ] = await Promise.all([
    part('workspace', readWorkspace(api)),
    part('sources', allItems(listSources(api)).then(countEnabled)),
    part('destinations', allItems(listDestinations(api)).then(countEnabled)),
    part('warehouses', allItems(listWarehouses(api)).then(countEnabled)),
    part(
      'trackingPlans',
      allItems(listTrackingPlans(api)).then(({ length: total }) => ({ total })),
    ),
    part('transformations', allItems(listTransformations(api)).then(countTransformations)),
    part('violations', readViolations(api, since, now)),
    part('volume', readVolume(api, since, until)),
    part('apiCalls', readCalls(api, period)),
  ]);
  const [first] = refusals;
  if (refusals.length === asked && first !== undefined) throw first.error;
  return {
    workspace,
    sources,
    destinations,
    warehouses,
    trackingPlans,
    transformations,
    violations,
    volume,
    apiCalls,
    unavailable: refusals.map(({ part: name, error: { code, status, message } }) => ({
      part: name,
      code,
      status: status ?? null,
      message,
    })),
  };
}

async function readWorkspace(api: WorkspaceApi) {
  const { value } = await getObject(api, { path: apiPath`/` }, 'workspace');
  return { id: stringAt(value, 'id'), slug: stringAt(value, 'slug'), name: stringAt(value, 'name') };
}

function countEnabled(items: readonly ApiObject[]): Counts {
  return { total: items.length, enabled: items.filter(isEnabled).length };
}

function countTransformations(items: readonly ApiObject[]): Counts & { dropping: number } {
  const dropping = items.filter((item) => isEnabled(item) && valueAt(item.value, 'drop') === true);
  return { ...countEnabled(items), dropping: dropping.length };
}

function isEnabled({ value }: ApiObject): boolean {
  return valueAt(value, 'enabled') === true;
}

async function readViolations(api: WorkspaceApi, start: Date, end: Date) {
  const events = await listDetections(api, { start, end });
  const sources = detectionsBySource(events).length;
  return { since: start.toISOString(), detections: events.length, sources };
}

async function readVolume(api: WorkspaceApi, start: Date, end: Date) {
  const [series] = await allItems(listVolume(api, { start, end, granularity: 'day' }));
  return {
    since: start.toISOString(),
    until: end.toISOString(),
    total: numberAt(series?.value, 'total'),
    daily: series === undefined ? [] : countsOf(series.value),
  };
}

async function readCalls(api: WorkspaceApi, period: string) {
  const rows = await listUsage(api, { kind: 'api-calls', period });
  return { period, total: numberAt(latestUsage(rows)?.value, 'apiCalls') };
}
