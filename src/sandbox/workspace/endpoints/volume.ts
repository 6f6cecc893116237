import { granularities, volumeGroups } from '../../../segment/enums.ts';
import type { Answer, Call, SomeHandlers } from '../endpoint.ts';
import { pageOf } from '../paginate.ts';
import { listOf, needText, needTime, readChoice, readChoices } from '../query.ts';
import { together } from '../refusal.ts';
import { bucketsOf, checkRange, countSeries, type Dimension, type Series } from '../series.ts';
import { type WorkspaceState, withoutFraction } from '../state.ts';

export const volumeHandlers = {
  getEventVolume: eventVolume,
} satisfies SomeHandlers;

/** By parameter, what it filters by (docs/segment-api/public.md#event-volume). */
const filters: readonly [string, Dimension][] = [
  ['sourceId', 'source'],
  ['eventName', 'eventName'],
  ['eventType', 'eventType'],
  ['appVersion', 'appVersion'],
];

/** Counts the valid messages that were received. */
function eventVolume(call: Call): Answer {
  const { query, state } = call;
  const [granularity, from, to, asked] = together(
    () => readChoice(needText(query, 'granularity'), 'granularity', granularities),
    () => needTime(query, 'startTime'),
    () => needTime(query, 'endTime'),
    () => readChoices(query, 'groupBy', volumeGroups),
  );
  const range = { from, to };
  checkRange(range, granularity);
  const groupBy = volumeGroups.filter((dimension) => asked.includes(dimension));

  const filter = new Map(filters.map(([name, dimension]) => [dimension, listOf(query, name)]));
  const series = countSeries(call.traffic.accepted(range), { groupBy, granularity, filter });
  const page = pageOf(series, call);
  return {
    data: {
      path: '/observability/event_volume/v2.json',
      query: {
        workspaceId: state.workspace.id,
        granularity,
        startTime: withoutFraction(new Date(range.from)),
        endTime: withoutFraction(new Date(range.to)),
        ...(groupBy.length > 0 ? { groupBy: asked } : {}),
        ...Object.fromEntries(
          filters
            .map(([name]) => [name, listOf(query, name)])
            .filter(([, values]) => (values?.length ?? 0) > 0),
        ),
      },
      result: page.entries.map(({ group, total, counts }) => ({
        ...namedGroup(state, group),
        total,
        series: bucketsOf(counts, range, granularity),
      })),
      pagination: page.pagination,
    },
  };
}

/** A group with its source in words. */
function namedGroup(state: WorkspaceState, { source: id, ...group }: Series['group']) {
  if (id === undefined) return group;
  const source = state.sources.find((known) => known.id === id);
  return { source: { id, ...(source && { name: source.name, slug: source.slug }) }, ...group };
}
