import { type ApiObject, objectsIn, readApiObject, stringAt } from '../../api/api-object.ts';
import { destinationEndpoints } from '../../segment/endpoints/destinations.ts';
import { workspaceEndpoints } from '../../segment/endpoints/workspace.ts';
import { type JsonMembers, openObject, writeNode } from '../../spec/json-text.ts';
import { texts } from '../fields.ts';
import type { Stream } from '../stream.ts';

const day = { granularity: 'DAY' };

/** Counts by day, of which the API gives a series for each group: here a day with a count is a row of its own. */
export const dailyStreams: readonly Stream[] = [
  {
    name: 'event_volume_daily',
    summary: 'events by source, type, name and day',
    // Of each source by itself: an answer holds no more than 5,000 series (docs/segment-api/public.md#event-volume).
    endpoint: workspaceEndpoints.getEventVolume,
    key: ['sourceId', 'eventType', 'eventName', 'timestamp'],
    fields: { ...texts('sourceId', 'eventType', 'eventName'), count: 'integer', timestamp: 'moment' },
    window: 'days',
    parent: { stream: 'sources', params: {}, query: { 'sourceId.0': 'id' }, adds: { sourceId: 'id' } },
    asks: [
      { query: { ...day, groupBy: ['eventType', 'eventName'] }, adds: { eventType: '', eventName: '' } },
    ],
    rowsIn: daysOf('eventType', 'eventName'),
  },
  {
    name: 'delivery_daily',
    summary: 'events by destination, step and day',
    endpoint: destinationEndpoints.getSuccessfulDelivery,
    key: ['sourceId', 'destinationId', 'step', 'timestamp'],
    fields: {
      ...texts('sourceId', 'destinationId', 'step'),
      count: 'integer',
      retryCount: 'integer',
      timestamp: 'moment',
    },
    window: 'days',
    // docs/segment-api/public.md#delivery-overview
    reachDays: 30,
    parent: {
      stream: 'destinations',
      params: {},
      query: { sourceId: 'sourceId', destinationConfigId: 'id' },
      adds: { sourceId: 'sourceId', destinationId: 'id' },
    },
    // The names of the steps are those of segment delivery.
    asks: [
      { query: day, adds: { step: 'successful' } },
      { endpoint: destinationEndpoints.getFailedDelivery, query: day, adds: { step: 'failed' } },
      {
        endpoint: destinationEndpoints.getFilteredAtDestination,
        query: day,
        adds: { step: 'filtered-at-destination' },
      },
    ],
    rowsIn: daysOf(),
  },
];

/** The days of a group that have a count, each with what the group is known by; `time` is called as everywhere. */
function daysOf(...names: readonly string[]): (group: ApiObject) => readonly ApiObject[] {
  return (group) => {
    const known = names.map((name) => [name, JSON.stringify(stringAt(group.value, name))] as const);
    const series = openObject(group.text).get('series');
    if (typeof series !== 'string') return [];
    return objectsIn(series).flatMap(({ value, text }) => {
      if (value.count === 0) return [];
      const members: JsonMembers = new Map(known);
      for (const [name, node] of openObject(text)) members.set(name === 'time' ? 'timestamp' : name, node);
      return readApiObject(writeNode(members)) ?? [];
    });
  };
}
