import type { IncomingHttpHeaders } from 'node:http';
import type { Dispatcher } from 'undici';
import { memoryRefusal } from '../errors.ts';
import type { FailureFacts } from './explain-failure.ts';
import { peerOf } from './failing-peer.ts';
import type { HttpReply, HttpRequest } from './http.ts';
import type { ProxySetting } from './proxy-setting.ts';
import { type Manners, watchSending } from './sent-whole.ts';
import type { StopOnAbort } from './stop-on-abort.ts';
import { ProxyFailure, TransportError } from './transport-error.ts';

/** Replies to messages are small; anything larger is not Segment (rule S8). Counted again after decompression. */
const defaultMaxReplyBytes = 1_048_576;

/** A reply that stops coming for this long is stalled, however much time is left. */
const bodyTimeoutMs = 10_000;

export interface ExchangeOptions {
  readonly dispatcher: Dispatcher;
  readonly proxy: ProxySetting | undefined;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  /** Remembered from one request to the next. */
  readonly manners: Manners;
  readonly stopOnAbort: StopOnAbort;
  /** Ends each request that is on its way; a request takes itself out when it is over. */
  readonly ongoing: Set<() => void>;
}

/** One request and its whole reply. Never follows a redirect. Throws TransportError, UsageError for what cannot be written, StateError where this machine cannot read HTTP. */
export async function exchange(request: HttpRequest, options: ExchangeOptions): Promise<HttpReply> {
  const maxReplyBytes = request.maxReplyBytes ?? defaultMaxReplyBytes;
  return decompressed(await rawExchange(request, options, maxReplyBytes), options.url, maxReplyBytes);
}

function rawExchange(
  request: HttpRequest,
  { dispatcher, proxy, url, headers, timeoutMs, manners, stopOnAbort, ongoing }: ExchangeOptions,
  maxReplyBytes: number,
): Promise<HttpReply> {
  return new Promise((resolve, reject) => {
    const { signal } = request;
    const chunks: Buffer[] = [];
    const sending = watchSending(request.body, manners.waits(url.origin));
    let controller: Dispatcher.DispatchController | undefined;
    let stopped: Error | undefined;
    let status = 0;
    let replyHeaders: Record<string, string> = {};
    let size = 0;

    let forget = (): void => {};
    const release = () => {
      clearTimeout(timer);
      ongoing.delete(interrupt);
      forget();
    };
    const fail = (error: Error) => {
      release();
      // undici starts a request once it has a connection, through the proxy too, and then writes at once.
      if (error instanceof TransportError) error.wasSent = controller !== undefined;
      reject(error);
    };
    // undici can abort only what it has begun to write; a request still waiting for its connection is
    // given up here at once, and aborted when its turn comes.
    const stop = (error: Error) => {
      stopped ??= error;
      fail(stopped);
      controller?.abort(stopped);
    };
    const interrupt = () =>
      stop(new TransportError('aborted', 'The request was stopped.', { cause: signal?.reason }));
    // Until undici starts the request, a proxy has not opened the way to the server.
    const timer = setTimeout(
      () => stop(tookTooLong(controller === undefined ? proxy : undefined, url, timeoutMs)),
      timeoutMs,
    );
    if (signal?.aborted === true) return interrupt();
    if (signal !== undefined) forget = stopOnAbort(signal, interrupt);
    ongoing.add(interrupt);
    const handler: Dispatcher.DispatchHandler = {
      onRequestStart(started) {
        controller = started;
        if (stopped !== undefined) started.abort(stopped);
        else sending.start();
      },
      onResponseStart(_controller, code, received) {
        // 1xx announces; the answer follows.
        if (code < 200) return;
        const isSuccess = code <= 299;
        // A refusal may well come early. A success would be of what was not sent.
        if (isSuccess && !sending.isWhole()) {
          manners.note(url.origin, 'early');
          return stop(answeredEarly(url, code));
        }
        if (isSuccess && sending.isDivided) manners.note(url.origin, 'in time');
        status = code;
        replyHeaders = flatHeaders(received);
      },
      onResponseData(_controller, chunk) {
        size += chunk.length;
        if (size > maxReplyBytes) stop(replyTooLarge(url, maxReplyBytes));
        else chunks.push(chunk);
      },
      onResponseEnd() {
        release();
        resolve({ status, headers: replyHeaders, body: Buffer.concat(chunks) });
      },
      onResponseError(_controller, cause) {
        if (stopped !== undefined) return;
        const facts = { url, proxy, replyStarted: status !== 0 };
        void explained(cause, facts).then(fail, fail);
      },
    };
    try {
      dispatcher.dispatch(
        {
          origin: url.origin,
          path: url.pathname + url.search,
          method: request.method,
          headers: { ...headers, ...sending.headers },
          body: sending.body,
          headersTimeout: timeoutMs,
          bodyTimeout: Math.min(timeoutMs, bodyTimeoutMs),
        },
        handler,
      );
    } catch (cause) {
      // undici refuses what cannot be written, such as a header with a newline in it.
      void explained(cause, { url, proxy, replyStarted: false }).then(stop, fail);
    }
  });
}

/** Loaded when something fails: a message that is sent waits for no explanation. */
async function explained(cause: unknown, facts: FailureFacts): Promise<Error> {
  const refusal = memoryRefusal(cause);
  if (refusal !== undefined) return refusal;
  const { explainFailure } = await import('./explain-failure.ts');
  return explainFailure(cause, facts);
}

/** `accept-encoding: identity` is asked for; what comes compressed all the same is inflated within the cap. */
async function decompressed(reply: HttpReply, url: URL, maxReplyBytes: number): Promise<HttpReply> {
  const encoding = reply.headers['content-encoding']?.trim().toLowerCase() ?? '';
  if (encoding === '' || encoding === 'identity' || reply.body.length === 0) return reply;
  const { brotliDecompress, gunzip, inflate } = await import('node:zlib');
  const inflaters = new Map([
    ['gzip', gunzip],
    ['x-gzip', gunzip],
    ['deflate', inflate],
    ['br', brotliDecompress],
  ]);
  const inflater = inflaters.get(encoding);
  if (inflater === undefined)
    throw new TransportError(
      'protocol',
      `${url.host} answered with an encoding that was not requested: ${encoding.slice(0, 40)}.`,
    );
  return new Promise((resolve, reject) => {
    inflater(reply.body, { maxOutputLength: maxReplyBytes }, (cause, body) => {
      if (cause === null) resolve({ ...reply, body });
      else if ('code' in cause && cause.code === 'ERR_BUFFER_TOO_LARGE')
        reject(replyTooLarge(url, maxReplyBytes));
      else
        reject(
          new TransportError('truncated', `The reply of ${url.host} could not be decompressed.`, { cause }),
        );
    });
  });
}

/** `proxy`: the one that has not opened the way yet; undefined where it is the server that is waited for. */
function tookTooLong(proxy: ProxySetting | undefined, url: URL, timeoutMs: number): TransportError {
  const time = seconds(timeoutMs);
  if (proxy === undefined)
    return new TransportError('timeout', `${url.host} did not finish its response within ${time}.`);
  const { nameFirst, variable } = peerOf(new ProxyFailure(undefined), { url, proxy });
  return new TransportError('timeout', `${nameFirst} did not connect to ${url.host} within ${time}.`, {
    hint: `Check ${variable}, or unset it.`,
  });
}

function replyTooLarge(url: URL, maxReplyBytes: number): TransportError {
  const limit = `${Math.round(maxReplyBytes / 1_048_576)} MiB`;
  return new TransportError('reply_too_large', `${url.host} answered with more than ${limit}.`, {
    hint: 'Check the URL: this is not Segment.',
  });
}

function answeredEarly(url: URL, status: number): TransportError {
  return new TransportError('protocol', `${url.host} answered ${status} before the whole request was sent.`, {
    hint: 'Something between here and the API answered, and may not have passed on the whole request.',
  });
}

function flatHeaders(headers: IncomingHttpHeaders): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : (value ?? ''),
    ]),
  );
}

function seconds(milliseconds: number): string {
  return milliseconds < 1000 ? `${milliseconds} ms` : `${Math.round(milliseconds / 100) / 10} s`;
}
