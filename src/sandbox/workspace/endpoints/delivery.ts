import { deliveryFields, granularities } from '../../../segment/enums.ts';
import type { Answer, Call, SomeHandlers } from '../endpoint.ts';
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
  hour,
  isWanted,
  minute,
} from '../series.ts';
import type { TimeRange, TrafficMessage } from '../traffic.ts';

/** What ends at a step. The sandbox filters nothing, and every message passes the last step at its first attempt. */
type Ending = 'accepted' | 'discarded' | 'successful' | 'none';

/** The steps of the way from a source to a destination (docs/segment-api/public.md#delivery-overview). */
export const deliveryHandlers = {
  getSuccessfullyReceived: (call) => overview(call, deliveryFields.received, 'accepted'),
  getFailedOnIngest: (call) => overview(call, deliveryFields.atSource, 'discarded'),
  getFilteredAtSource: (call) => overview(call, deliveryFields.atSource, 'none'),
  getFilteredAtDestination: (call) => overview(call, deliveryFields.atDestination, 'none'),
  getFailedDelivery: (call) => overview(call, deliveryFields.atDestination, 'none'),
  getSuccessfulDelivery: (call) => overview(call, deliveryFields.atDestination, 'successful'),
} satisfies SomeHandlers;

/** Known to the API and to none of the sandbox's messages. */
const unknownToMessages = ['subscriptionId', 'activationId', 'audienceId', 'spaceId'];

const firstAttempt = 'successes.attempt.1';
const noFilters: QueryTree = new Map();

/** How long a range may be and how far back it may begin (docs/segment-api/public.md#delivery-overview). */
const reach: Readonly<Record<Granularity, { readonly longest: number; readonly oldest: number }>> = {
  MINUTE: { longest: 4 * hour, oldest: 48 * hour },
  HOUR: { longest: 14 * day, oldest: 30 * day },
  DAY: { longest: 30 * day, oldest: 30 * day },
};

function overview(call: Call, fields: readonly string[], ending: Ending): Answer {
  const { query, state } = call;
  const isAtDestination = call.endpoint.required?.includes('destinationConfigId') === true;
  const sourceId = needText(query, 'sourceId');
  const destinationId = isAtDestination ? needText(query, 'destinationConfigId') : undefined;
  const granularity = readGranularity(query);
  const range = readRange(call, granularity);
  const asked = listOf(query, 'groupBy').map((name, at) => readChoice(name, `groupBy.${at}`, fields));
  const filters = treeAt(query, 'filter') ?? noFilters;
  for (const name of filters.keys()) readChoice(name, `filter.${name}`, fields);

  if (!state.sources.some(({ id }) => id === sourceId)) throw notFound('Source', sourceId);
  const destination = state.destinations.find(({ id }) => id === destinationId);
  if (destinationId !== undefined && destination?.sourceId !== sourceId)
    throw notFound('Destination', destinationId);

  const known: readonly Dimension[] = deliveryFields.atSource;
  const filter = new Map(known.map((dimension) => [dimension, listOf(filters, dimension)]));
  const reasons = filter.get('discardReason') ?? [];
  // A success has no reason: there, the name filters by the number of the attempt (docs/segment-api/public.md#delivery-overview).
  if (ending === 'successful') filter.delete('discardReason');
  const isNowhere =
    destination?.enabled === false ||
    unknownToMessages.some((name) => listOf(filters, name).length > 0) ||
    (ending === 'successful' && reasons.length > 0 && !reasons.includes(firstAttempt));
  const messages = isNowhere ? [] : at(call, ending, range);
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

function at({ traffic }: Call, ending: Ending, range: TimeRange): Iterable<TrafficMessage> {
  if (ending === 'none') return [];
  return ending === 'discarded' ? traffic.discarded(range) : traffic.accepted(range);
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
