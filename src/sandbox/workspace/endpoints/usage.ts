import type { Call, SomeHandlers } from '../endpoint.ts';
import type { Pageable } from '../paginate.ts';
import { needTime } from '../query.ts';
import type { DayFigures } from '../seed/generated.ts';
import { day } from '../series.ts';
import type { TrafficMessage } from '../traffic.ts';

/** Cumulative within the month, a row for each day up to today (docs/segment-api/public.md#usage). */
export const usageHandlers = {
  getDailyApiCalls: (call) => rowsOfWorkspace(call, callRows),
  getDailyApiCallsBySource: (call) => rowsBySource(call, callRows),
  getDailyMtu: (call) => rowsOfWorkspace(call, userRows),
  getDailyMtuBySource: (call) => rowsBySource(call, userRows),
} satisfies SomeHandlers;

/** The rows of what was received in a month, and of what generated sources counted on each of its days. */
type Rows = (month: Month, messages: readonly TrafficMessage[], history: readonly DayFigures[]) => object[];

function rowsOfWorkspace(call: Call, rows: Rows): readonly object[] {
  const month = readMonth(call);
  const all = [...(call.state.history?.sourceIds ?? [])];
  return rows(month, [...call.traffic.accepted(month)], historyOf(call, month, all));
}

/** The days of one source after the other. Of thousands of sources only those of the page are counted. */
function rowsBySource(call: Call, rows: Rows): Pageable<object> {
  const month = readMonth(call);
  const groups = new Map<string, TrafficMessage[]>(call.state.sources.map(({ id }) => [id, []]));
  for (const one of call.traffic.accepted(month)) {
    const own = groups.get(one.sourceId);
    if (own === undefined) groups.set(one.sourceId, [one]);
    else own.push(one);
  }
  const sources = [...groups];
  const { length } = month.days;
  return {
    length: sources.length * length,
    slice(start = 0, end = sources.length * length) {
      const first = Math.floor(start / length);
      return sources
        .slice(first, Math.ceil(end / length))
        .flatMap(([sourceId, messages]) =>
          rows(month, messages, historyOf(call, month, [sourceId])).map((row) => ({ sourceId, ...row })),
        )
        .slice(start - first * length, end - first * length);
    },
  };
}

/** What generated sources counted on each day of a month. */
function historyOf({ state: { history }, now }: Call, { days }: Month, ids: readonly string[]): DayFigures[] {
  return days.map((date) => {
    const sum = { calls: 0, identified: 0, anonymous: 0, anonymousIdentified: 0 };
    for (const id of ids) {
      const figures = history?.figures(id, date, now);
      sum.calls += figures?.calls ?? 0;
      sum.identified += figures?.identified ?? 0;
      sum.anonymous += figures?.anonymous ?? 0;
      sum.anonymousIdentified += figures?.anonymousIdentified ?? 0;
    }
    return sum;
  });
}

interface Month {
  /** Milliseconds; the end is not in it. */
  readonly from: number;
  readonly to: number;
  /** The start of each day that has begun. */
  readonly days: readonly number[];
}

/** Any date selects its month, and one that is to come has no days (docs/segment-api/public.md#usage, the sandbox's rule). */
function readMonth({ query, now }: Call): Month {
  const period = new Date(needTime(query, 'period'));
  const [year, month] = [period.getUTCFullYear(), period.getUTCMonth()];
  const [from, to] = [startOfMonth(year, month), startOfMonth(year, month + 1)];
  const days: number[] = [];
  for (let time = from; time < to && time <= now.getTime(); time += day) days.push(time);
  return { from, to, days };
}

/** `Date.UTC` would read the years before 100 as of the last century. */
function startOfMonth(year: number, month: number): number {
  const date = new Date(0);
  date.setUTCFullYear(year, month, 1);
  return date.getTime();
}

/** The messages of each day of the month that has begun. */
function byDay({ from, days }: Month, messages: readonly TrafficMessage[]): TrafficMessage[][] {
  const groups: TrafficMessage[][] = days.map(() => []);
  for (const one of messages) groups[Math.floor((one.message.receivedAt.getTime() - from) / day)]?.push(one);
  return groups;
}

function callRows(
  month: Month,
  messages: readonly TrafficMessage[],
  history: readonly DayFigures[],
): object[] {
  let total = 0;
  return byDay(month, messages).map((group, index) => {
    total += group.length + (history[index]?.calls ?? 0);
    return { apiCalls: String(total), timestamp: timestampOf(month, index) };
  });
}

/**
 * Segment names the four figures and does not define them. Here: distinct userIds, distinct anonymousIds, and of
 * the latter those that came with a userId at least once, and the others.
 */
function userRows(
  month: Month,
  messages: readonly TrafficMessage[],
  history: readonly DayFigures[],
): object[] {
  const before = { identified: 0, anonymous: 0, anonymousIdentified: 0 };
  const identified = new Set<string>();
  const anonymous = new Set<string>();
  const anonymousIdentified = new Set<string>();
  return byDay(month, messages).map((group, index) => {
    for (const { message } of group) {
      if (message.userId !== undefined) identified.add(message.userId);
      if (message.anonymousId === undefined) continue;
      anonymous.add(message.anonymousId);
      if (message.userId !== undefined) anonymousIdentified.add(message.anonymousId);
    }
    before.identified += history[index]?.identified ?? 0;
    before.anonymous += history[index]?.anonymous ?? 0;
    before.anonymousIdentified += history[index]?.anonymousIdentified ?? 0;
    const seen = {
      identified: identified.size + before.identified,
      anonymous: anonymous.size + before.anonymous,
      anonymousIdentified: anonymousIdentified.size + before.anonymousIdentified,
    };
    return {
      periodStart: month.from / 1_000,
      periodEnd: month.to / 1_000,
      anonymous: String(seen.anonymous),
      anonymousIdentified: String(seen.anonymousIdentified),
      identified: String(seen.identified),
      neverIdentified: String(seen.anonymous - seen.anonymousIdentified),
      timestamp: timestampOf(month, index),
    };
  });
}

function timestampOf({ days }: Month, index: number): string {
  return new Date(days[index] ?? 0).toISOString();
}
