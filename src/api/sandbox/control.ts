import { ApiError, TemporaryError } from '../../errors.ts';
import type { Http, HttpReply } from '../http.ts';
import { parseJson } from '../json-reply.ts';
import { TransportError } from '../transport-error.ts';
import { checkUrl } from '../url.ts';

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
  /** Stored ones where nothing is said. */
  readonly outcome?: 'stored' | 'discarded' | 'duplicate' | 'all' | undefined;
  readonly order?: 'asc' | 'desc' | undefined;
  readonly raw?: boolean | undefined;
}

/** A page of messages: the JSON text of each, byte for byte as the sandbox wrote it. */
export interface EventPage {
  readonly lines: readonly string[];
  /** True when there are more behind the last line. */
  readonly more: boolean;
  /** How many old messages the sandbox has forgotten to make room. */
  readonly dropped: number;
}

/** Most messages of one page; the sandbox ends a page of large ones earlier. */
const pageSize = 1_000;
/** What the sandbox calls lines of JSON. */
const ndjson = 'application/x-ndjson';

/** Reads messages page by page until there are no more, or `limit` is reached. */
export async function* readEvents(
  http: Http,
  url: string,
  filter: EventFilter,
  limit = Number.POSITIVE_INFINITY,
): AsyncGenerator<EventPage> {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(filter)) if (value !== undefined) query.set(name, String(value));
  let left = limit;
  for (;;) {
    query.set('limit', String(Math.min(left, pageSize)));
    const { headers, body } = await ask(http, url, {
      method: 'GET',
      path: `/_/events?${query}`,
      accept: ndjson,
    });
    const lines = body.toString('utf8').split('\n').slice(0, -1);
    const next = headers['x-next-cursor'];
    yield { lines, more: next !== undefined, dropped: Number(headers['x-dropped'] ?? 0) };
    left -= lines.length;
    if (next === undefined || left <= 0) return;
    query.set('cursor', next);
  }
}

/** The counts of a sandbox, as `GET /_/stats` answers them. */
export async function readStats(http: Http, url: string): Promise<unknown> {
  const reply = await ask(http, url, { method: 'GET', path: '/_/stats' });
  return parseJson(reply.body);
}

/** Empties a sandbox; resolves when requests that were under way are answered and everything is forgotten. */
export async function resetSandbox(http: Http, url: string): Promise<void> {
  await ask(http, url, { method: 'POST', path: '/_/reset' });
}

/** Throws TemporaryError when nobody answers, ApiError when it is no sandbox or the sandbox refuses. */
async function ask(
  http: Http,
  url: string,
  request: { readonly method: 'GET' | 'POST'; readonly path: string; readonly accept?: string },
): Promise<HttpReply> {
  const { origin } = checkUrl(url, 'The URL of the sandbox');
  const reply = await http
    .send({
      method: request.method,
      url: `${origin}${request.path}`,
      headers: {
        accept: request.accept ?? 'application/json',
        ...(request.method === 'POST' ? { 'content-type': 'application/json' } : {}),
      },
      ...(request.method === 'POST' ? { body: '{}' } : {}),
    })
    .catch((error: unknown) => {
      if (!(error instanceof TransportError) || error.kind === 'aborted') throw error;
      throw new TemporaryError(`No sandbox answers at ${origin}.`, {
        code: 'sandbox_unreachable',
        hint: 'Start one in another terminal: segment sandbox',
        cause: error,
      });
    });
  const type = reply.headers['content-type'] ?? '';
  if (reply.status === 200 && type.startsWith(request.accept ?? 'application/json')) return reply;
  throw new ApiError(`${origin} did not answer as a sandbox does (status ${reply.status}).`, {
    code: 'not_a_sandbox',
    hint: 'Name the right one: segment sandbox events --url http://127.0.0.1:4010',
    status: reply.status,
  });
}
