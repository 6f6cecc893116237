import { granularities } from '../../../segment/enums.ts';
import { type Answer, type Call, type CallWith, findEntry, type SomeHandlers } from '../endpoint.ts';
import { needText, readChoice, readTime, textOf } from '../query.ts';
import type { DestinationRecord } from '../records.ts';
import { invalidField, notFound, together } from '../refusal.ts';
import { checkReach, day, type Granularity, hour, type Reach } from '../series.ts';
import type { TimeRange } from '../traffic.ts';
import { destinationView } from '../views.ts';

export const destinationHandlers = {
  listDestinations: ({ state }) =>
    state.destinations.map((destination) => destinationView(state, destination)),
  getDestination: (call) => ({ data: { destination: destinationView(call.state, destinationOf(call)) } }),
  listSubscriptions: (call) => {
    const { id: destinationId, subscriptions } = destinationOf(call);
    return subscriptions.map((subscription) => ({ ...subscription, destinationId }));
  },
  getDeliveryMetrics: deliveryMetrics,
  listDestinationFilters: (call) => {
    const { id: destinationId, sourceId, filters } = destinationOf(call);
    return filters.map((filter) => ({ ...filter, sourceId, destinationId }));
  },
} satisfies SomeHandlers;

function destinationOf(call: CallWith<'destinationId'>): DestinationRecord {
  return findEntry(call, call.state.destinations, 'Destination', 'destinationId');
}

/** How long a range may be, how far back it may begin, and where it begins by itself (docs/segment-api/public.md#destinations). */
const reach: Readonly<Record<Granularity, Reach & { readonly usual: number }>> = {
  MINUTE: { longest: 4 * hour, oldest: 48 * hour, usual: hour },
  HOUR: { longest: 7 * day, oldest: 7 * day, usual: 7 * day },
  DAY: { longest: 14 * day, oldest: 14 * day, usual: 30 * day },
};

/**
 * The sandbox has no destinations behind it: each message that the source received counts as a success at the first
 * attempt while the destination is enabled, and as nothing while it is not.
 */
function deliveryMetrics(call: CallWith<'destinationId'>): Answer {
  const destination = destinationOf(call);
  const [sourceId, range] = together(
    () => needText(call.query, 'sourceId'),
    () => readRange(call),
  );
  if (sourceId !== destination.sourceId) throw notFound('Source', sourceId);
  let successes = 0;
  if (destination.enabled) {
    for (const one of call.traffic.accepted(range)) if (one.sourceId === sourceId) successes += 1;
  }
  const metrics = [
    {
      metricName: 'successes',
      total: successes,
      breakdown: [
        { metricName: 'successes_on_first_attempt', value: successes },
        { metricName: 'successes_after_retry', value: 0 },
      ],
    },
    ...['expired', 'discarded', 'retried'].map((metricName) => ({ metricName, total: 0 })),
    ...['time_to_success', 'time_to_first_attempt'].map((metricName) => ({
      metricName,
      total: 0,
      breakdown: [
        { metricName: `${metricName}_average`, value: 0 },
        { metricName: `${metricName}_p95`, value: 0 },
      ],
    })),
  ];
  const destinationMetadataId = destination.metadataId;
  return { data: { deliveryMetricsSummary: { sourceId, destinationMetadataId, metrics } } };
}

function readRange({ query, now }: Call): TimeRange {
  const [granularity, start, end] = together(
    () => readChoice(textOf(query, 'granularity') ?? 'MINUTE', 'granularity', granularities),
    () => readTime(query, 'startTime'),
    () => readTime(query, 'endTime'),
  );
  // What arrived in this very millisecond belongs to now.
  const to = end ?? now.getTime() + 1;
  // The start that a day takes by itself lies further back than it allows (docs/segment-api/public.md#open-points): it is let pass.
  if (start === undefined) return { from: now.getTime() - reach[granularity].usual, to };
  if (to <= start) throw invalidField('endTime', '"endTime" must be greater than "startTime"');
  checkReach({ start, length: (end ?? now.getTime()) - start, now }, reach[granularity], granularity);
  return { from: start, to };
}
