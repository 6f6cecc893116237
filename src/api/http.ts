import { UsageError } from '../errors.ts';
import type { Dispatchers } from './dispatchers.ts';
import { createManners } from './sent-whole.ts';
import { createStopOnAbort } from './stop-on-abort.ts';
import { TransportError } from './transport-error.ts';
import { checkUrl } from './url.ts';

export { TransportError } from './transport-error.ts';

/** One request. Headers are written as given; redirects are never followed. */
export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  readonly signal?: AbortSignal | undefined;
  /** From the call to the last byte of the reply, in milliseconds. Default 20,000. */
  readonly timeoutMs?: number | undefined;
  /** The largest reply that is taken; 1 MiB. Counted again after decompression. */
  readonly maxReplyBytes?: number | undefined;
  /** The body or the reply holds a secret the redactor does not know: neither is traced. */
  readonly sensitive?: boolean;
}

/** A whole reply. Header names are lower-case. */
export interface HttpReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** The one way to the network. */
export interface Http {
  /** Resolves with any status at all; throws TransportError when there is no whole reply, UsageError for a URL that is not safe and for what cannot be written. */
  send(request: HttpRequest): Promise<HttpReply>;
  /** Drops every connection at once, so that the process can end. */
  close(): Promise<void>;
}

/** One finished request, for `--verbose` and `--debug`. Nothing in it is redacted or escaped yet. */
export interface HttpTrace {
  readonly request: HttpRequest;
  /** As sent. */
  readonly headers: Readonly<Record<string, string>>;
  readonly sentBytes: number;
  readonly durationMs: number;
  readonly result: HttpReply | TransportError;
}

export interface HttpOptions {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly userAgent: string;
  readonly trace?: (event: HttpTrace) => void;
  readonly warn?: (line: string) => void;
  /** Connections to each host. Default 1: a command that sends a request or two and ends. */
  readonly connections?: number;
}

const defaultTimeoutMs = 20_000;

/** What the first request loads. */
interface Opened {
  readonly dispatchers: Dispatchers;
  readonly exchange: typeof import('./exchange.ts').exchange;
}

/** Opens nothing yet: undici is loaded and the environment is read by the first request. */
export function openHttp({ env, userAgent, trace, warn, connections = 1 }: HttpOptions): Http {
  let opened: Promise<Opened> | undefined;
  let closed = false;
  const manners = createManners();
  const stopOnAbort = createStopOnAbort();
  const ongoing = new Set<() => void>();
  let last: { readonly text: string; readonly url: URL } | undefined;
  /** A backfill sends all of its requests to one address. */
  const urlOf = (text: string): URL => {
    if (last?.text === text) return last.url;
    const url = checkUrl(text);
    refuseOtherPath(text, url);
    last = { text, url };
    return url;
  };

  const open = async (): Promise<Opened> => {
    if (env.NODE_TLS_REJECT_UNAUTHORIZED === '0') {
      warn?.(
        'NODE_TLS_REJECT_UNAUTHORIZED=0 is set: certificates are not checked, and anybody in between can read the credentials.',
      );
    }
    const { openDispatchers } = await import('./dispatchers.ts');
    const { exchange } = await import('./exchange.ts');
    return { dispatchers: await openDispatchers({ env, connections }), exchange };
  };

  return {
    async send(request) {
      const url = urlOf(request.url);
      if (closed) throw new TransportError('aborted', 'The program is ending.');
      opened ??= open();
      const { dispatchers, exchange } = await opened;
      const { dispatcher, proxy } = dispatchers.for(url);
      const headers = { 'accept-encoding': 'identity', 'user-agent': userAgent, ...request.headers };
      const start = trace === undefined ? 0 : performance.now();
      const report = (result: HttpTrace['result']) =>
        trace?.({
          request,
          headers,
          sentBytes: byteLength(request.body),
          durationMs: performance.now() - start,
          result,
        });
      try {
        const timeoutMs = request.timeoutMs ?? defaultTimeoutMs;
        const connection = { dispatcher, proxy, url, headers, timeoutMs, manners, stopOnAbort, ongoing };
        const reply = await exchange(request, connection);
        report(reply);
        return reply;
      } catch (error) {
        if (error instanceof TransportError) report(error);
        throw error;
      }
    },
    async close() {
      closed = true;
      // undici does not tell a request whose connection is still being made: it would wait for its time to be over.
      for (const stop of [...ongoing]) stop();
      // What could not be opened was told to whoever sent, and needs no closing.
      const made = await opened?.catch(() => undefined);
      await made?.dispatchers.destroy();
    },
  };
}

/**
 * A parser of URLs resolves dots, and makes slashes of backslashes: then the request would be one for something else
 * than was asked for. Paths are checked where they are made; this catches any that is not.
 */
function refuseOtherPath(text: string, { pathname }: URL): void {
  const asked = /^[a-z][a-z0-9+.-]*:\/\/[^/?#\\]*([^?#]*)/i.exec(text)?.[1] ?? '';
  if ((asked || '/') === pathname) return;
  throw new UsageError(`The path ${asked} would be called as ${pathname}.`, {
    code: 'path_invalid',
    hint: 'Leave out “.” and “..”, and percent-encode special characters.',
  });
}

function byteLength(body: HttpRequest['body']): number {
  return body === undefined ? 0 : Buffer.byteLength(body);
}
