import { type ApiObject, stringAt } from '../api/api-object.ts';
import { allItems, listOf, type Page, pagesOf, type WorkspaceApi } from '../api/workspace/client.ts';
import { sourceEndpoints } from '../segment/endpoints/sources.ts';
import { workspaceEndpoints } from '../segment/endpoints/workspace.ts';
import type { volumeGroups } from '../segment/enums.ts';
import { type Granularity, granularityMs } from '../spec/granularity.ts';
import { ownObject } from './computed-pages.ts';
import { granularityOf, type MomentRange, readRange, type WrittenRange } from './moment-range.ts';
import { findSource } from './names/find.ts';
import type { CountedRange } from './series.ts';
import { unlessGated } from './unless-gated.ts';

/** What messages can be told apart by, by the word of the flag. */
export const volumeGroupFields = { event: 'eventName', type: 'eventType', source: 'source' } as const;
export type VolumeGroup = keyof typeof volumeGroupFields;

/** What is counted, as it was typed. */
export interface WantedVolume extends WrittenRange {
  readonly granularity?: Granularity | undefined;
  readonly by?: readonly VolumeGroup[] | undefined;
  readonly source?: readonly string[] | undefined;
  readonly event?: readonly string[] | undefined;
  readonly type?: readonly string[] | undefined;
}

/** Segment asks for an end at least a minute behind the clock (docs/segment-api/public.md#event-volume). */
const lagMs = granularityMs.minute;

/** The range that is meant, and how its times are put together. Throws UsageError. */
export function readVolumeRange(wanted: WantedVolume, now: Date): CountedRange {
  const range = readRange(wanted, now, lagMs);
  return { range, granularity: granularityOf(range, wanted.granularity) };
}

/** Looks up the sources that are named. The pages are those of {@link listVolume}; by source alone, the silent ones too. */
export async function openVolume(
  api: WorkspaceApi,
  { by = [], source = [], event, type }: WantedVolume,
  { range, granularity }: CountedRange,
  onGated: (error: Error) => void,
): Promise<(limit: number) => AsyncIterable<Page>> {
  const sources = await Promise.all(source.map((name) => findSource(api, name)));
  const groupBy = by.map((group) => volumeGroupFields[group]);
  return (limit) =>
    volumePages(api, {
      ...{ ...range, granularity, groupBy, sources, onGated, limit },
      ...{ eventName: event, eventType: type },
    });
}

/** The range ends at least a minute ago, or the last bucket is not complete (docs/segment-api/public.md#event-volume). */
interface VolumeRequest extends MomentRange {
  readonly granularity: Granularity;
  readonly groupBy?: readonly (typeof volumeGroups)[number][] | undefined;
  readonly sourceId?: readonly string[] | undefined;
  readonly eventName?: readonly string[] | undefined;
  readonly eventType?: readonly string[] | undefined;
  readonly limit?: number | undefined;
}

/** Valid messages that were received, over time: one series, or one per group. 60 calls a minute (docs/segment-api/public.md#rate-limits). */
export function listVolume(
  api: WorkspaceApi,
  { start, end, granularity, limit, ...filters }: VolumeRequest,
): AsyncGenerator<Page> {
  return listOf(api, workspaceEndpoints.getEventVolume, {
    query: {
      granularity: granularity.toUpperCase(),
      startTime: start.toISOString(),
      endTime: end.toISOString(),
      ...filters,
    },
    limit,
  });
}

/** As {@link listVolume}, of `sources` alone if there are any; grouped by source alone, those without messages too. */
function volumePages(
  api: WorkspaceApi,
  { sources, onGated, limit, ...request }: Omit<VolumeRequest, 'sourceId'> & SilentSources,
): AsyncGenerator<Page> {
  const sourceId = sources.map(({ value }) => stringAt(value, 'id'));
  const pages = listVolume(api, { ...request, sourceId, limit });
  const { groupBy = [] } = request;
  const isBySource = groupBy.length === 1 && groupBy[0] === 'source';
  return isBySource ? withSilentSources(api, pages, { limit, sources, onGated }) : pages;
}

interface SilentSources {
  readonly limit: number;
  /** Those that were asked for; all of the workspace where it is empty. */
  readonly sources: readonly ApiObject[];
  /** The token may not list sources. */
  readonly onGated: (error: Error) => void;
}

/** Segment gives no more series than this, the largest first: after them any source may stand. */
const maxSeries = 5_000;

/**
 * Series by source, and after the last of them a row of our own for each source that has none: Segment leaves out
 * what received nothing. Not where the list was cut, for then it does not tell.
 */
async function* withSilentSources(
  api: WorkspaceApi,
  pages: AsyncIterable<Page>,
  { limit, sources, onGated }: SilentSources,
): AsyncGenerator<Page> {
  const seen = new Set<string>();
  let [count, isCut] = [0, false];
  for await (const page of pages) {
    for (const { value } of page.items) seen.add(stringAt(value, 'source.id'));
    count += page.items.length;
    isCut = page.hasMore;
    yield page;
  }
  if (isCut || count >= Math.min(limit, maxSeries) || seen.has('')) return;
  const known = sources.length > 0 ? sources : await allSources(api, onGated);
  const silent = known.filter(({ value }) => !seen.has(stringAt(value, 'id')));
  const items = silent.slice(0, limit - count).map(silentSeries);
  yield { items, total: undefined, hasMore: silent.length > items.length };
}

/** Every source of the workspace; none for a token that may not list them. */
async function allSources(
  api: WorkspaceApi,
  onGated: SilentSources['onGated'],
): Promise<readonly ApiObject[]> {
  const outcome = await unlessGated(allItems(pagesOf(sourceEndpoints.listSources)(api)));
  if ('value' in outcome) return outcome.value;
  onGated(outcome.gated);
  return [];
}

/** As Segment writes a series, and `noMessages` to tell it from one of Segment's. */
function silentSeries({ value }: ApiObject): ApiObject {
  const named = ['id', 'name', 'slug'].flatMap((key) => {
    const text = stringAt(value, key);
    return text === '' ? [] : [[key, text] as const];
  });
  return ownObject({ source: Object.fromEntries(named), total: 0, series: [], noMessages: true });
}
