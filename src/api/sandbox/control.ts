import { parseJson } from '../../spec/parse-json.ts';
import type { JsonObject } from '../api-object.ts';
import { type ApiPath, apiPath } from '../api-path.ts';
import { followPages } from '../follow-pages.ts';
import type { Http } from '../http.ts';
import { ownField } from '../json-reply.ts';
import { checkUrl } from '../url.ts';
import { askSandbox, refused, type SandboxRequest } from './ask.ts';

/** Which messages of a sandbox are asked for. */
export interface EventFilter {
  readonly type?: string | undefined;
  readonly event?: string | undefined;
  /** A userId or an anonymousId. */
  readonly userId?: string | undefined;
  /** A source, by its name or its write key. */
  readonly source?: string | undefined;
  readonly messageId?: string | undefined;
  readonly code?: string | undefined;
  /** Anywhere in the message. */
  readonly text?: string | undefined;
  readonly fql?: string | undefined;
  /** Default: stored. */
  readonly outcome?: 'stored' | 'discarded' | 'duplicate' | 'refused' | 'all' | undefined;
  readonly order?: 'asc' | 'desc' | undefined;
  readonly raw?: boolean | undefined;
}

/**
 * A code is a reason to discard, and asking for one asks for discarded messages; only who asks for refused requests means
 * the code of the answer.
 */
export function filterByCode(filter: EventFilter): EventFilter {
  const { code, outcome } = filter;
  return code === undefined || outcome === 'refused' ? filter : { ...filter, outcome: 'discarded' };
}

/** A page of messages: the JSON text of each, byte for byte as the sandbox wrote it. */
export interface EventPage {
  readonly lines: readonly string[];
  /** True when there are more after the last line. */
  readonly hasMore: boolean;
  /** How many old messages the sandbox has forgotten to make room. */
  readonly dropped: number;
  /** How many requests were refused as a whole and brought no message. */
  readonly refused: number;
}

/** Most messages of one page; the sandbox ends a page of large ones earlier. */
const pageSize = 1_000;
/** What the sandbox calls lines of JSON. */
const ndjson = 'application/x-ndjson';

/** Reads messages page by page until there are no more, or `limit` is reached. */
export function readEvents(
  http: Http,
  url: string,
  filter: EventFilter,
  limit?: number,
): AsyncGenerator<EventPage> {
  return readPages(http, url, apiPath`/_/events`, filter, limit);
}

/** As {@link readEvents}, for messages without what differs from one run to the next. */
export function readSnapshot(http: Http, url: string, filter: EventFilter): AsyncGenerator<EventPage> {
  return readPages(http, url, apiPath`/_/snapshot`, filter);
}

/** The filter as the parameters of a query. */
export function filterQuery(filter: EventFilter): URLSearchParams {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(filter)) if (value !== undefined) query.set(name, String(value));
  return query;
}

function readPages(
  http: Http,
  url: string,
  path: ApiPath,
  filter: EventFilter,
  limit?: number,
): AsyncGenerator<EventPage> {
  const query = filterQuery(filter);
  return followPages({
    list: `${url}${path}`,
    limit,
    async read(cursor, left) {
      query.set('limit', String(Math.min(left, pageSize)));
      if (cursor !== undefined) query.set('cursor', cursor);
      const { headers, body } = await askSandbox(http, url, { method: 'GET', path, query, accept: ndjson });
      const lines = body.toString('utf8').split('\n').slice(0, -1);
      const named = headers['x-next-cursor'];
      const page = {
        lines,
        dropped: Number(headers['x-dropped'] ?? 0),
        refused: Number(headers['x-refused'] ?? 0),
      };
      // Without what differs from one run to the next, two pages may well hold the same.
      return { page, count: lines.length, end: { next: named || undefined, isMore: named !== undefined } };
    },
  });
}

/** The counts of a sandbox, as `GET /_/stats` answers them; of one source alone where one is named. */
export async function readStats(http: Http, url: string, source?: string): Promise<JsonObject> {
  const path = apiPath`/_/stats`;
  // What has a member is an object.
  return (await askJson(http, url, { method: 'GET', path, source, member: 'messages' })) as JsonObject;
}

/**
 * Empties a sandbox, or forgets what came from one source; resolves when requests that were under way have been
 * taken and everything is forgotten.
 */
export async function resetSandbox(http: Http, url: string, source?: string): Promise<void> {
  await askJson(http, url, {
    method: 'POST',
    path: apiPath`/_/reset`,
    source,
    body: {},
    member: 'success',
  });
}

/** The active fault plans, as `GET /_/faults` answers them. */
export function readFaults(http: Http, url: string, source?: string): Promise<unknown> {
  return askJson(http, url, {
    method: 'GET',
    path: apiPath`/_/faults`,
    source,
    member: 'plans',
  });
}

/** Puts a fault plan in the place of the old one of the same source, or of all. Throws UsageError for one that does not fit. */
export function setFaults(http: Http, url: string, plan: unknown, source?: string): Promise<unknown> {
  const path = apiPath`/_/faults`;
  return askJson(http, url, { method: 'POST', path, source, body: plan, member: 'plans' });
}

/** Ends the fault plan of one source; without one, all of them. */
export async function clearFaults(http: Http, url: string, source?: string): Promise<void> {
  await askJson(http, url, {
    method: 'DELETE',
    path: apiPath`/_/faults`,
    source,
    member: 'success',
  });
}

/** A message that came near, and what is in the way. */
export interface NearMiss {
  readonly reasons: readonly string[];
  readonly event: unknown;
}

export interface WaitResult {
  readonly met: boolean;
  readonly count: number;
  readonly wanted: number;
  readonly waitedMs: number;
  readonly events: readonly unknown[];
  /** Only of a miss. */
  readonly nearest?: readonly NearMiss[];
  readonly refused?: number;
}

/** Waits until so many messages have arrived, at most `timeout` milliseconds. A miss is a result, not an error. */
export async function waitForMessages(
  http: Http,
  url: string,
  asked: { readonly filter: EventFilter; readonly count: number; readonly timeout: number },
): Promise<WaitResult> {
  const value = await askJson(http, url, {
    method: 'POST',
    path: apiPath`/_/wait`,
    member: 'met',
    body: asked,
    answers: [200, 408],
    timeoutMs: asked.timeout + 10_000,
  });
  // The sandbox is this program at the other end of a wire: the shape is its own.
  return value as WaitResult;
}

export interface AssertResult {
  readonly ok: boolean;
  readonly count: number;
  readonly checks: readonly unknown[];
  /** What differs, a line each: `-` what should be, `+` what is. */
  readonly diff: string;
  readonly nearest: readonly NearMiss[];
  /** Requests that were refused as a whole; undefined from an older sandbox. */
  readonly refused?: number;
}

/** Compares what arrived with what should have. A difference is a result, not an error. */
export async function assertMessages(
  http: Http,
  url: string,
  asked: {
    readonly filter: EventFilter;
    readonly count?:
      | number
      | { readonly min?: number | undefined; readonly max?: number | undefined }
      | undefined;
    readonly fields?: Readonly<Record<string, unknown>>;
    readonly noViolations?: boolean;
  },
): Promise<AssertResult> {
  const value = await askJson(http, url, {
    method: 'POST',
    path: apiPath`/_/assert`,
    member: 'diff',
    body: asked,
    answers: [200, 417],
  });
  // As above.
  return value as AssertResult;
}

/** An answer of a sandbox has this `member`; another server may well answer 200 to everything. */
async function askJson(
  http: Http,
  url: string,
  { member, ...request }: SandboxRequest & { readonly member: string },
): Promise<unknown> {
  const { status, body } = await askSandbox(http, url, request);
  const answer = parseJson(body);
  if (ownField(answer, member) === undefined)
    throw refused(status, body, checkUrl(url, 'The URL of the sandbox').origin);
  return answer;
}
