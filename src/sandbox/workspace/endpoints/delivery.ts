import type { Answer, Call, Endpoint } from '../endpoint.ts';
import { paginate, readPageRequest } from '../paginate.ts';
import { listOf, type QueryTree, treeAt } from '../query.ts';
import { needText, needTime, readChoice } from '../read-parameter.ts';
import { invalidField, notFound } from '../refusal.ts';
import {
  bucketsOf,
  checkRange,
  countSeries,
  type Dimension,
  day,
  type Granularity,
  granularities,
  hour,
  isWanted,
  minute,
} from '../series.ts';
import type { TimeRange, TrafficMessage } from '../traffic.ts';

/** One step of the way from a source to a destination (docs/segment-api/public.md#delivery-overview). */
interface Step {
  readonly path: string;
  /** True for the steps at a destination, which need its id. */
  readonly atDestination: boolean;
  readonly hasReason: boolean;
  /** What ended at this step. The sandbox filters nothing, and every message passes the last step at its first attempt. */
  readonly count: 'accepted' | 'discarded' | 'successful' | 'none';
}

const steps: readonly Step[] = [
  { path: 'successfully-received', atDestination: false, hasReason: false, count: 'accepted' },
  { path: 'failed-on-ingest', atDestination: false, hasReason: true, count: 'discarded' },
  { path: 'filtered-at-source', atDestination: false, hasReason: true, count: 'none' },
  { path: 'filtered-at-destination', atDestination: true, hasReason: true, count: 'none' },
  { path: 'failed-delivery', atDestination: true, hasReason: true, count: 'none' },
  { path: 'successful-delivery', atDestination: true, hasReason: true, count: 'successful' },
];

export const deliveryEndpoints: readonly Endpoint[] = steps.map((step) => ({
  method: 'GET',
  path: `/delivery-overview/${step.path}`,
  answer: (call) => overview(call, step),
}));

const atEveryStep = ['eventName', 'eventType', 'appVersion'] as const;
/** Known to the API and to none of the sandbox's messages. */
const atDestinations = ['subscriptionId', 'activationId', 'audienceId', 'spaceId'] as const;

const firstAttempt = 'successes.attempt.1';
const noFilters: QueryTree = new Map();

/** How long a range may be and how far back it may begin (docs/segment-api/public.md#delivery-overview). */
const reach: Readonly<Record<Granularity, { readonly longest: number; readonly oldest: number }>> = {
  MINUTE: { longest: 4 * hour, oldest: 48 * hour },
  HOUR: { longest: 14 * day, oldest: 30 * day },
  DAY: { longest: 30 * day, oldest: 30 * day },
};

function overview(call: Call, step: Step): Answer {
  const { query, state } = call;
  const sourceId = needText(query, 'sourceId');
  const destinationId = step.atDestination ? needText(query, 'destinationConfigId') : undefined;
  const granularity = readGranularity(query);
  const range = readRange(call, granularity);
  const names = [
    ...atEveryStep,
    ...(step.hasReason ? (['discardReason'] as const) : []),
    ...(step.atDestination ? atDestinations : []),
  ];
  const asked = listOf(query, 'groupBy').map((name, at) => readChoice(name, `groupBy.${at}`, names));
  const filters = treeAt(query, 'filter') ?? noFilters;
  for (const name of filters.keys()) readChoice(name, `filter.${name}`, names);

  if (!state.sources.some(({ id }) => id === sourceId)) throw notFound('Source', sourceId);
  const destination = state.destinations.find(({ id }) => id === destinationId);
  if (destinationId !== undefined && destination?.sourceId !== sourceId)
    throw notFound('Destination', destinationId);

  const known: readonly Dimension[] = [...atEveryStep, 'discardReason'];
  const filter = new Map(known.map((dimension) => [dimension, listOf(filters, dimension)]));
  const reasons = filter.get('discardReason') ?? [];
  // A success has no reason: there, the name filters by the number of the attempt (docs/segment-api/public.md#delivery-overview).
  if (step.count === 'successful') filter.delete('discardReason');
  const isNowhere =
    destination?.enabled === false ||
    atDestinations.some((name) => listOf(filters, name).length > 0) ||
    (step.count === 'successful' && reasons.length > 0 && !reasons.includes(firstAttempt));
  const messages = isNowhere ? [] : at(call, step, range);
  const series = countSeries(own(messages, sourceId, filter), {
    groupBy: known.filter((dimension) => asked.some((name) => name === dimension)),
    granularity,
  });
  const { entries, pagination } = paginate(series, readPageRequest(query, state.switches), state.switches);
  return {
    data: {
      total: series.reduce((sum, { total }) => sum + total, 0),
      dataset: entries.map(({ group, total, counts }) => ({
        ...group,
        total,
        series: bucketsOf(counts, range, granularity),
      })),
      pagination,
    },
  };
}

function at({ traffic }: Call, { count }: Step, range: TimeRange): Iterable<TrafficMessage> {
  if (count === 'none') return [];
  return count === 'discarded' ? traffic.discarded(range) : traffic.accepted(range);
}

function* own(
  messages: Iterable<TrafficMessage>,
  sourceId: string,
  filter: ReadonlyMap<Dimension, readonly string[]>,
): Iterable<TrafficMessage> {
  for (const one of messages) if (one.sourceId === sourceId && isWanted(one, filter)) yield one;
}

/** The official client writes it in lower case, the documents in upper case: both are taken. */
function readGranularity(query: Call['query']): Granularity {
  return readChoice(needText(query, 'granularity').toUpperCase(), 'granularity', granularities);
}

function readRange({ query, now }: Call, granularity: Granularity): TimeRange {
  const range = { from: needTime(query, 'startTime'), to: needTime(query, 'endTime') };
  checkRange(range, granularity);
  const { longest, oldest } = reach[granularity];
  if (range.to - range.from > longest)
    throw invalidField('startTime', `The range is too long for ${granularity}`);
  // A client's clock and the way to here take their time.
  if (now.getTime() - range.from > oldest + minute)
    throw invalidField('startTime', `"startTime" lies too far back for ${granularity}`);
  return range;
}
