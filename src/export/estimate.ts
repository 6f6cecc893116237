import { listOf, type WorkspaceApi } from '../api/workspace/client.ts';
import { CliError } from '../errors.ts';
import { type Endpoint, perMinute } from '../segment/endpoints/endpoint.ts';
import type { ExportRequest } from './run-export.ts';
import type { Stream } from './stream.ts';
import { needStream } from './streams.ts';
import type { Bookmarks } from './target.ts';
import { windowsOf } from './windows.ts';

/** What a stream would ask for. */
export interface StreamEstimate {
  readonly stream: string;
  /** Nobody wants its rows: it is read for what belongs to them. */
  readonly isOnlyParent: boolean;
  readonly requests: number;
  /** The API does not say how many there are: it may be more. */
  readonly isAtLeast: boolean;
  /** The plan or the token does not include it, so that it would be skipped. */
  readonly reason: CliError | undefined;
}

export interface Estimate {
  readonly streams: readonly StreamEstimate[];
  readonly requests: number;
  readonly minutes: number;
  readonly isAtLeast: boolean;
}

/** The largest page (docs/segment-api/public.md#pagination). */
const pageRows = 1_000;
/** Requests a minute where no limit is published: four at the same time, of half a second each. */
const usualPerMinute = 480;
const longestMonth = 31;

/** What an export would ask for, from what a request to each list says of its length. */
export async function estimateExport(
  request: ExportRequest,
  { api, bookmarks, now }: { api: WorkspaceApi; bookmarks: Pick<Bookmarks, 'get'>; now: Date },
): Promise<Estimate> {
  const totals = new Map<string, Promise<number | undefined>>();
  const totalOf = (stream: Stream): Promise<number | undefined> => {
    const known = totals.get(stream.name) ?? askTotal(api, stream.endpoint);
    totals.set(stream.name, known);
    return known;
  };
  const estimate = async (stream: Stream): Promise<Omit<StreamEstimate, 'isOnlyParent'>> => {
    const bookmark = request.full.has(stream.name) ? undefined : bookmarks.get(stream.name);
    const windows = windowsOf(stream, { bookmark, start: request.start, now }).length;
    const calls = windows * (stream.asks?.length ?? 1);
    const total = await rowsOfOneCall(stream, totalOf);
    const parents = stream.parent === undefined ? 1 : await totalOf(needStream(stream.parent.stream));
    const pages = Math.max(1, Math.ceil((total ?? 0) / pageRows));
    return {
      stream: stream.name,
      requests: calls * (parents ?? 1) * pages,
      isAtLeast: total === undefined || parents === undefined,
      reason: undefined,
    };
  };
  const wanted = new Set(request.streams);
  const parents = request.streams.flatMap(({ parent }) => (parent ? [needStream(parent.stream)] : []));
  const all = [...new Set([...request.streams, ...parents])];
  const streams = await Promise.all(
    all.map(async (stream) => {
      const isOnlyParent = !wanted.has(stream);
      try {
        return { ...(await estimate(stream)), isOnlyParent };
      } catch (error) {
        if (!(error instanceof CliError) || (error.status !== 403 && error.status !== 404)) throw error;
        return { stream: stream.name, isOnlyParent, requests: 0, isAtLeast: false, reason: error };
      }
    }),
  );
  const requests = streams.reduce((sum, each) => sum + each.requests, 0);
  const waits = streams.map((each) => waitMinutes(needStream(each.stream).endpoint, each.requests));
  return {
    streams,
    requests,
    minutes: Math.max(requests / usualPerMinute, ...waits),
    isAtLeast: streams.some(({ isAtLeast }) => isAtLeast),
  };
}

/** The rows of one call, as far as they can be known before; 0 where they fit a page for sure. */
async function rowsOfOneCall(
  stream: Stream,
  totalOf: (stream: Stream) => Promise<number | undefined>,
): Promise<number | undefined> {
  const { endpoint, parent, window } = stream;
  if (window === 'month') {
    const sources = 'sourceId' in stream.fields ? await totalOf(needStream('sources')) : 1;
    return sources === undefined ? undefined : sources * longestMonth;
  }
  const isOnePage = endpoint.list === undefined || endpoint.paging === 'none' || parent !== undefined;
  if (isOnePage || stream.asks !== undefined) return 0;
  return totalOf(stream);
}

async function askTotal(api: WorkspaceApi, { list, ...endpoint }: Endpoint): Promise<number | undefined> {
  if (list === undefined) return undefined;
  for await (const { total } of listOf(api, { ...endpoint, list }, { limit: 1 })) return total;
  return undefined;
}

/** A limit holds back what goes beyond it. */
function waitMinutes({ rateLimit }: Endpoint, requests: number): number {
  return rateLimit === undefined ? 0 : Math.ceil(requests / perMinute(rateLimit)) - 1;
}
