import { isUtf8 } from 'node:buffer';
import { CancelledError, type CliError, TemporaryError } from '../errors.ts';
import { findJsonError } from '../ndjson/json-error.ts';
import { parseJson } from '../spec/parse-json.ts';
import type { ApiPath } from './api-path.ts';
import { type Http, type HttpReply, type HttpRequest, TransportError } from './http.ts';
import { ownField } from './json-reply.ts';
import { failureOf } from './outcome.ts';
import { createPageSizes, type PageSizes } from './page-sizes.ts';
import { type Query, type QueryPair, queryString, writeQueryPairs } from './query.ts';
import { isHtml } from './refusal.ts';
import { backoffMs, isRetriedStatus } from './retry.ts';
import { retryAfterMs } from './retry-after.ts';

export interface ApiRequest {
  readonly method?: HttpRequest['method'];
  readonly path: ApiPath;
  readonly query?: Query;
  /** Parameters as somebody typed them, sent as they are. */
  readonly pairs?: readonly QueryPair[];
  /** Sent as JSON: a value, or the text to send. */
  readonly body?: { readonly value: unknown } | { readonly text: string };
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal | undefined;
  /** What is asked for, in words, for whoever waits: `connected destinations`. Its path when absent. */
  readonly thing?: string;
  /** How many items of it came on the pages before. */
  readonly soFar?: number;
  /** Called after the wait that a 429 asks for, and before another try: what it throws ends the call. */
  readonly beforeRepeat?: () => Promise<void>;
}

/** A call as it went out, for whoever words its failure. */
export interface SentRequest {
  readonly method: string;
  readonly url: string;
  readonly path: string;
}

/** A call that is under way, as a person is told of it. */
export interface OpenCall {
  readonly method: string;
  readonly thing: string;
  readonly soFar: number;
}

/** An API of Segment that is read and, now and then, written to. */
export interface JsonApi {
  /** The URL of a call and what it would send, without sending it. */
  prepare(request: ApiRequest): HttpRequest;
  /** The reply of a call that succeeded, as text that is JSON. Throws what `explain` makes of any other, and TemporaryError when no try got one. */
  call(request: ApiRequest): Promise<string>;
  /** The same as bytes, in UTF-8: for replies of which a million things are passed on, and few looked at. */
  callBytes(request: ApiRequest): Promise<Buffer>;
  /** The reply whatever its status, once it is none that passes by itself. */
  reply(request: ApiRequest): Promise<HttpReply>;
  /** What its lists have refused so far. */
  readonly pageSizes: PageSizes;
}

export interface JsonApiOptions {
  readonly http: Pick<Http, 'send'>;
  /** Without a slash at its end. */
  readonly baseUrl: string;
  readonly authorization: string;
  /** Concurrent requests (docs/rules.md#numbers). */
  readonly concurrency: number;
  readonly explain: (reply: HttpReply, request: SentRequest) => CliError;
  /** True where a request may be sent twice without harm: a message with its messageId. */
  readonly mayRepeat?: boolean;
  readonly now: () => Date;
  readonly monotonic: () => number;
  readonly random: () => number;
  readonly sleep: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
  /** Told of each wait before another try, so that it does not look like a hang. */
  readonly onWait: (reason: string, waitMs: number) => void;
  /** Told of each call when it begins, and by the function that it returns when it ends. */
  readonly onCall?: (call: OpenCall) => () => void;
}

/** Lists of destinations carry the catalog's texts with them: 200 of them are some megabytes. */
const maxReplyBytes = 64 * 1024 * 1024;
/** Tries after a 5xx or a broken connection; a 429 does not count. */
const maxRetries = 4;
/** A limit of two calls a minute makes a wait of a minute normal (docs/segment-api/public.md#rate-limits); five together are too many. */
const maxHoldMs = 300_000;
/** A 429 that names no time is asked again no sooner. */
const leastHoldMs = 1_000;
const timeoutMs = 30_000;
/** All tries of a call together, without what a 429 makes it wait: a server that never ends is not waited for. */
const callTimeoutMs = 45_000;

/** Where a call goes, after the URL of the API. */
export function pathAndQuery({ path, query = {}, pairs }: ApiRequest): string {
  return `${path}${pairs === undefined ? queryString(query) : writeQueryPairs(pairs)}`;
}

export function createJsonApi(options: JsonApiOptions): JsonApi {
  const { http, baseUrl, authorization, explain, monotonic, sleep } = options;
  const limit = createLimit(options.concurrency);
  let heldUntil = 0;
  const worded = (error: CliError, method: string) =>
    options.mayRepeat === true ? error : failureOf(error, method);

  const prepare = (request: ApiRequest): HttpRequest => {
    const body =
      request.body && ('text' in request.body ? request.body.text : JSON.stringify(request.body.value));
    return {
      method: request.method ?? 'GET',
      url: `${baseUrl}${pathAndQuery(request)}`,
      headers: {
        authorization,
        accept: 'application/json',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...request.headers,
      },
      ...(body === undefined ? {} : { body }),
      signal: request.signal,
      timeoutMs,
      maxReplyBytes,
    };
  };

  const reply = async (request: ApiRequest): Promise<HttpReply> => {
    const { method = 'GET', thing = request.path, soFar = 0 } = request;
    const end = options.onCall?.({ method, thing, soFar });
    try {
      return await untilAnswered(request);
    } finally {
      end?.();
    }
  };

  const untilAnswered = async (request: ApiRequest): Promise<HttpReply> => {
    const sent = prepare(request);
    // A change that got no answer may have been made: only what was surely turned away is tried again.
    const isRepeatable = sent.method === 'GET';
    let [retries, holds, held, spent] = [0, 0, 0, 0];
    const tryOnce = async (): Promise<Outcome> => {
      const start = monotonic();
      const left = Math.max(1, Math.min(timeoutMs, Math.ceil(callTimeoutMs - spent)));
      const outcome = await once(http, { ...sent, timeoutMs: left });
      spent += monotonic() - start;
      return outcome;
    };
    // In one turn: after calls that are waiting, a call that fails would be told of after all of them.
    const tryUntilAnswered = async (): Promise<HttpReply | 'held'> => {
      for (;;) {
        const outcome = await tryOnce();
        const wait = waitBefore(outcome, { isRepeatable, retries, holds, held, spent, options });
        if (wait === undefined) {
          if ('reply' in outcome) return outcome.reply;
          throw worded(failure(outcome.error), sent.method);
        }
        options.onWait(wait.reason, wait.ms);
        if (wait.isHold) {
          // One limit for all calls of the token: the others need not run into it too.
          heldUntil = Math.max(heldUntil, monotonic() + wait.ms);
          held += wait.ms;
          holds += 1;
          return 'held';
        }
        retries += 1;
        spent += wait.ms;
        await waitFor(Math.max(wait.ms, heldUntil - monotonic()), request.signal);
      }
    };
    for (;;) {
      await waitFor(heldUntil - monotonic(), request.signal);
      if (holds > 0) await request.beforeRepeat?.();
      const answer = await limit(tryUntilAnswered);
      if (answer !== 'held') return answer;
    }
  };

  const waitFor = async (milliseconds: number, signal?: AbortSignal): Promise<void> => {
    if (milliseconds > 0) await sleep(milliseconds, signal);
  };

  const succeed = async (request: ApiRequest, isJson: (body: Buffer) => boolean): Promise<Buffer> => {
    const answer = await reply(request);
    const sent = { method: request.method ?? 'GET', url: prepare(request).url, path: request.path };
    if (answer.status < 200 || answer.status > 299) throw worded(explain(answer, sent), sent.method);
    if (!isJson(answer.body)) throw worded(notJson(answer, sent), sent.method);
    return answer.body;
  };

  return {
    prepare,
    reply,
    pageSizes: createPageSizes(),
    async call(request) {
      const body = await succeed(request, (bytes) => parseJson(bytes) !== undefined);
      return body.toString('utf8');
    },
    async callBytes(request) {
      // Without a value of it, which is quicker for whoever does so often: nothing is left behind to be collected.
      const body = await succeed(request, (bytes) => findJsonError(bytes) === undefined);
      return isUtf8(body) ? body : Buffer.from(body.toString('utf8'), 'utf8');
    },
  };
}

type Outcome = { readonly reply: HttpReply } | { readonly error: TransportError };

async function once(http: Pick<Http, 'send'>, request: HttpRequest): Promise<Outcome> {
  try {
    return { reply: await http.send(request) };
  } catch (error) {
    if (error instanceof TransportError) return { error };
    throw error;
  }
}

interface WaitFacts {
  readonly isRepeatable: boolean;
  readonly retries: number;
  /** Times it was told 429, and milliseconds of waiting for it so far. */
  readonly holds: number;
  readonly held: number;
  /** Milliseconds of tries and of the waits between them. */
  readonly spent: number;
  readonly options: Pick<JsonApiOptions, 'now' | 'random'>;
}

interface Wait {
  readonly ms: number;
  readonly reason: string;
  /** For all calls: the limit is theirs together. */
  readonly isHold: boolean;
}

/** How long to wait before the next try; undefined when there is none. */
function waitBefore(outcome: Outcome, facts: WaitFacts): Wait | undefined {
  const { isRepeatable, retries, holds, held, spent, options } = facts;
  const backoff = (tries: number) =>
    backoffMs({ attempt: tries + 1, baseMs: 500, capMs: 30_000, random: options.random() });
  if ('reply' in outcome && outcome.reply.status === 429) {
    const ms = holdOf(outcome.reply, options.now()) ?? Math.max(leastHoldMs, backoff(holds));
    return held + ms <= maxHoldMs ? { ms, reason: 'rate limited (429)', isHold: true } : undefined;
  }
  const reason = isRepeatable && retries < maxRetries ? passingReason(outcome) : undefined;
  if (reason === undefined) return undefined;
  const ms = backoff(retries);
  return spent + ms < callTimeoutMs ? { ms, reason, isHold: false } : undefined;
}

/** Why another try may end better; undefined where it would not. */
function passingReason(outcome: Outcome): string | undefined {
  if ('reply' in outcome) {
    const { status } = outcome.reply;
    return isRetriedStatus(status) ? `the server answered ${status}` : undefined;
  }
  const { kind, retry, message } = outcome.error;
  return retry === 'always' && kind !== 'reply_too_large' ? message : undefined;
}

/** What the server says of a 429: `Retry-After`, then `msBeforeNext` of the body, then `X-RateLimit-Reset` as a date (docs/segment-api/public.md#rate-limits). */
function holdOf({ headers, body }: HttpReply, now: Date): number | undefined {
  const asked = retryAfterMs({ 'retry-after': headers['retry-after'] ?? '', date: headers.date ?? '' }, now);
  if (asked !== undefined) return asked;
  const errors = ownField(parseJson(body), 'errors');
  const first: unknown = Array.isArray(errors) ? errors[0] : undefined;
  const points = ownField(ownField(first, 'data'), 'msBeforeNext');
  if (typeof points === 'number' && points > 0) return Math.min(points, maxHoldMs);
  return retryAfterMs(headers, now);
}

function failure(error: TransportError): CliError {
  if (error.kind === 'aborted') return new CancelledError('Interrupted.', { cause: error });
  return new TemporaryError(error.message, {
    code: `network_${error.kind}`,
    hint: error.hint,
    retryable: error.retry !== 'never',
    cause: error,
  });
}

/** The error for a success that is not JSON. */
export function notJson(reply: HttpReply, { url }: SentRequest): TemporaryError {
  const { status } = reply;
  const what = isHtml(reply)
    ? 'a web page instead of JSON: a login portal or proxy in between'
    : 'something that is not JSON';
  return new TemporaryError(`${new URL(url).host} answered ${status} with ${what}.`, {
    code: 'reply_not_json',
    hint: 'Check the network for a login page, and the URL with --verbose.',
    status,
  });
}

/** So many at once; the others wait in line. */
function createLimit(most: number): <T>(work: () => Promise<T>) => Promise<T> {
  let running = 0;
  const queue: (() => void)[] = [];
  return async (work) => {
    if (running >= most) await new Promise<void>((go) => queue.push(go));
    running += 1;
    try {
      return await work();
    } finally {
      running -= 1;
      queue.shift()?.();
    }
  };
}
