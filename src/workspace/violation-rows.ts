import { type ApiObject, type JsonObject, stringAt, valueAt } from '../api/api-object.ts';
import type { SourceDetections } from '../api/workspace/violations.ts';
import { granularityMs } from '../spec/granularity.ts';
import { ownObject } from './computed-pages.ts';
import type { MomentRange } from './moment-range.ts';

/** Our own object around events that stay as they came. */
export function violationRow({ sourceId, sourceName, events }: SourceDetections): ApiObject {
  const times = events.map(({ value }) => stringAt(value, 'timestamp'));
  const about = { sourceId, sourceName, detections: events.length, first: times.at(-1), last: times[0] };
  const own = ownObject({ ...about, events: events.map(({ value }) => value) });
  const texts = events.map(({ text }) => text).join(',');
  return { value: own.value, text: `${JSON.stringify(about).slice(0, -1)},"events":[${texts}]}` };
}

/** How many detections each day of the range had, in UTC. */
export function detectionsPerDay(item: JsonObject, { start, end }: MomentRange): number[] {
  const dayOf = (time: number): number => Math.floor(time / granularityMs.day);
  const first = dayOf(start.getTime());
  const counts = Array.from({ length: dayOf(end.getTime()) - first + 1 }, () => 0);
  const events = valueAt(item, 'events');
  for (const event of Array.isArray(events) ? events : []) {
    const at = dayOf(Date.parse(stringAt(event, 'timestamp'))) - first;
    if (counts[at] !== undefined) counts[at] += 1;
  }
  return counts;
}
