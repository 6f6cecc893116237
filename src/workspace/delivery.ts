import { type ApiObject, readApiObject } from '../api/api-object.ts';
import { listOf, type Page, type WorkspaceApi } from '../api/workspace/client.ts';
import { destinationEndpoints as endpoints } from '../segment/endpoints/destinations.ts';
import { deliveryFields } from '../segment/enums.ts';
import type { Granularity } from '../spec/granularity.ts';
import { openObject, writeNode } from '../spec/json-text.ts';
import { onlyPage, ownObject, spreadPages } from './computed-pages.ts';
import type { MomentRange } from './moment-range.ts';
import { unlessGated } from './unless-gated.ts';

type StepEndpoint = (typeof endpoints)[
  | 'getSuccessfullyReceived'
  | 'getFailedOnIngest'
  | 'getFilteredAtSource'
  | 'getFilteredAtDestination'
  | 'getFailedDelivery'
  | 'getSuccessfulDelivery'];

/** A step on the way from a source to a destination (docs/segment-api/public.md#delivery-overview). */
export interface DeliveryStep {
  /** What flags call it. */
  readonly name: string;
  readonly endpoint: StepEndpoint;
  /** It happens at a destination, which has to be named. */
  readonly atDestination: boolean;
  /** What its messages can be grouped and filtered by, as the API names it. */
  readonly fields: readonly string[];
}

const stepAt = (
  name: string,
  endpoint: StepEndpoint,
  place: 'source' | 'destination',
  fields: readonly string[],
): DeliveryStep => ({ name, endpoint, atDestination: place === 'destination', fields });

/** In the order in which a message takes them. */
export const deliverySteps: readonly DeliveryStep[] = [
  stepAt('received', endpoints.getSuccessfullyReceived, 'source', deliveryFields.received),
  stepAt('failed-on-ingest', endpoints.getFailedOnIngest, 'source', deliveryFields.atSource),
  stepAt('filtered-at-source', endpoints.getFilteredAtSource, 'source', deliveryFields.atSource),
  stepAt(
    'filtered-at-destination',
    endpoints.getFilteredAtDestination,
    'destination',
    deliveryFields.atDestination,
  ),
  stepAt('failed', endpoints.getFailedDelivery, 'destination', deliveryFields.atDestination),
  stepAt('successful', endpoints.getSuccessfulDelivery, 'destination', deliveryFields.atDestination),
];

export interface DeliveryRequest extends MomentRange {
  readonly sourceId: string;
  /** The destination's own id, not that of its kind. */
  readonly destinationId: string | undefined;
  readonly granularity: Granularity;
  readonly groupBy: readonly string[];
  /** Values by field: one of each has to fit. */
  readonly filter: Readonly<Record<string, readonly string[] | undefined>>;
  readonly limit?: number | undefined;
}

/** The messages that came to a step, over time: one series, or one per group. */
export function listDelivery(
  api: WorkspaceApi,
  { endpoint, atDestination }: DeliveryStep,
  { destinationId, start, end, granularity, limit, ...filters }: DeliveryRequest,
): AsyncGenerator<Page> {
  return listOf(api, endpoint, {
    sum: 'total',
    query: {
      ...filters,
      destinationConfigId: atDestination ? destinationId : undefined,
      startTime: start.toISOString(),
      endTime: end.toISOString(),
      granularity: granularity.toUpperCase(),
    },
    limit,
  });
}

/**
 * The rows of some steps, each with the name of its step under `step`; a step without messages is a row with a total
 * of 0. Of several steps the requests are concurrent, and one that is not included says so under `unavailable`.
 * Throws the refusal when there is nothing else.
 */
export function deliveryPages(
  api: WorkspaceApi,
  steps: readonly DeliveryStep[],
  request: DeliveryRequest,
): (limit: number) => AsyncIterable<Page> {
  const [only] = steps;
  if (steps.length === 1 && only !== undefined)
    return (limit) =>
      orZero(
        only,
        spreadPages(listDelivery(api, only, request), (row) => [rowOf(only, row)], limit),
      );
  return () => allSteps(api, steps, request);
}

async function* orZero(step: DeliveryStep, pages: AsyncIterable<Page>): AsyncGenerator<Page> {
  let isEmpty = true;
  let sum: string | undefined;
  for await (const page of pages) {
    isEmpty &&= page.items.length === 0;
    ({ sum } = page);
    if (!isEmpty || page.hasMore) yield page;
  }
  if (isEmpty) yield* onlyPage([noMessages(step, sum)]);
}

async function* allSteps(
  api: WorkspaceApi,
  steps: readonly DeliveryStep[],
  request: DeliveryRequest,
): AsyncGenerator<Page> {
  const asked = await Promise.all(
    steps.map((step) => unlessGated(stepRows(step, listDelivery(api, step, request)))),
  );
  const refusals = asked.flatMap((each) => ('gated' in each ? [each.gated] : []));
  const [first] = refusals;
  if (refusals.length === steps.length && first !== undefined) throw first;
  const rows = steps.flatMap((step, index) => {
    const each = asked[index];
    if (each === undefined) return [];
    if ('gated' in each) return [unavailable(step, each.gated.message)];
    return each.value;
  });
  yield* onlyPage(rows);
}

async function stepRows(step: DeliveryStep, pages: AsyncIterable<Page>): Promise<ApiObject[]> {
  const rows: ApiObject[] = [];
  for await (const { items } of orZero(step, pages)) rows.push(...items);
  return rows.map((row) => rowOf(step, row));
}

function rowOf({ name }: DeliveryStep, row: ApiObject): ApiObject {
  const members = openObject(row.text);
  members.set('step', JSON.stringify(name));
  members.set('unavailable', 'null');
  return readApiObject(writeNode(members)) ?? row;
}

/** A step without rows: how many messages came to it stands beside them, or nobody knows. */
function noMessages({ name }: DeliveryStep, sum: string | undefined): ApiObject {
  const total = sum !== undefined && /^\d+$/.test(sum) ? BigInt(sum) : null;
  return ownObject({ total, series: [], step: name, unavailable: null });
}

function unavailable({ name }: DeliveryStep, message: string): ApiObject {
  return ownObject({ total: null, series: null, step: name, unavailable: { code: 'not_included', message } });
}
