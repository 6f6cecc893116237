import { deliveryFields, granularities } from '../../../segment/enums.ts';
import type { Answer, Call, SomeHandlers } from '../endpoint.ts';
import { pageOf } from '../paginate.ts';
import { listOf, needText, needTime, type QueryTree, readChoice, readChoices, treeAt } from '../query.ts';
import { notFound, together } from '../refusal.ts';
import {
  bucketsOf,
  checkRange,
  checkReach,
  countSeries,
  type Dimension,
  day,
  type Granularity,
  hour,
  type Reach,
} from '../series.ts';
import type { TimeRange, TrafficMessage } from '../traffic.ts';

/** What is counted at a step. The sandbox filters nothing, and every message passes the last step at its first attempt. */
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
const reach: Readonly<Record<Granularity, Reach>> = {
  MINUTE: { longest: 4 * hour, oldest: 48 * hour },
  HOUR: { longest: 14 * day, oldest: 30 * day },
  DAY: { longest: 30 * day, oldest: 30 * day },
};

function overview(call: Call, fields: readonly string[], ending: Ending): Answer {
  const { query, state } = call;
  const isAtDestination = call.endpoint.required?.includes('destinationConfigId') === true;
  const filters = treeAt(query, 'filter') ?? noFilters;
  const [sourceId, destinationId, granularity, from, to, asked] = together(
    () => needText(query, 'sourceId'),
    () => (isAtDestination ? needText(query, 'destinationConfigId') : undefined),
    // The official client writes it in lower case, the documents in upper case: both are taken.
    () => readChoice(needText(query, 'granularity').toUpperCase(), 'granularity', granularities),
    () => needTime(query, 'startTime'),
    () => needTime(query, 'endTime'),
    () => readChoices(query, 'groupBy', fields),
    ...[...filters.keys()].map((name) => () => readChoice(name, `filter.${name}`, fields)),
  );
  const range = { from, to };
  checkRange(range, granularity);
  checkReach({ start: from, length: to - from, now: call.now }, reach[granularity], granularity);

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
  filter.set('source', [sourceId]);
  const series = countSeries(messages, {
    groupBy: known.filter((dimension) => asked.some((name) => name === dimension)),
    granularity,
    filter,
  });
  const { entries, pagination } = pageOf(series, call);
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
