import type { IncomingMessage } from 'node:http';
import { checkUrl } from '../url.ts';
import { refused, unreachable } from './ask.ts';
import { type EventFilter, filterQuery } from './control.ts';

export type StreamEvent =
  /** A message, or a request that was refused as a whole. */
  | { readonly kind: 'message'; readonly line: string }
  /** So many messages made way before they could be read. */
  | { readonly kind: 'dropped'; readonly count: number }
  | { readonly kind: 'reconnecting' };

export interface StreamOptions {
  readonly filter: EventFilter;
  /** Begins after the message with this `seq`; from now on without. */
  readonly after?: number;
  readonly signal: AbortSignal;
  readonly sleep: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
}

/** Larger than any message with its envelope; a server that sends more without an end of line is none of ours. */
const maxEventLength = 16 * 1_024 * 1_024;
/** No sign of life for this long, in milliseconds, and the connection counts as dead: the sandbox sends one every 15 s. */
const silenceMs = 45_000;
const reconnectMs = 500;

/**
 * Follows a sandbox until the signal is aborted. A connection that breaks is opened again after the last message;
 * only the first one has to succeed. Throws TemporaryError when nobody answers, UsageError for a filter that
 * cannot be read. Reading waits while the caller is busy, so nothing piles up.
 */
export async function* followSandbox(url: string, options: StreamOptions): AsyncGenerator<StreamEvent> {
  const { origin } = checkUrl(url, 'The URL of the sandbox');
  const { filter, signal, sleep } = options;
  let last = options.after === undefined ? undefined : String(options.after);
  let isFirst = true;
  while (!signal.aborted) {
    const query = filterQuery(filter);
    if (last !== undefined) query.set('after', last);
    let reply: IncomingMessage;
    try {
      reply = await open(`${origin}/_/stream?${query}`, signal);
    } catch (error) {
      if (signal.aborted) return;
      if (isFirst) throw unreachable(origin, error);
      await sleep(reconnectMs, signal).catch(() => undefined);
      continue;
    }
    const type = reply.headers['content-type'] ?? '';
    if (reply.statusCode !== 200 || !type.startsWith('text/event-stream'))
      throw refused(reply.statusCode ?? 0, await readSome(reply), origin);
    isFirst = false;
    try {
      for await (const { id, event, data } of readServerEvents(reply)) {
        last = id ?? last;
        if ((event === 'message' || event === 'refused') && data !== '')
          yield { kind: 'message', line: data };
        const dropped = event === 'dropped' ? /\d+/.exec(data)?.[0] : undefined;
        if (dropped !== undefined) yield { kind: 'dropped', count: Number(dropped) };
      }
    } catch (error) {
      if (!signal.aborted && !isBroken(error)) throw error;
    }
    if (signal.aborted) return;
    yield { kind: 'reconnecting' };
    await sleep(reconnectMs, signal).catch(() => undefined);
  }
}

/** The transport reads whole replies; this one has no end, so it is read with Node's own client. */
async function open(url: string, signal: AbortSignal): Promise<IncomingMessage> {
  const { get } = url.startsWith('https:') ? await import('node:https') : await import('node:http');
  return new Promise((resolve, reject) => {
    const request = get(url, { headers: { accept: 'text/event-stream' }, signal, agent: false }, resolve);
    request.setTimeout(silenceMs, () => request.destroy(new Error('silence')));
    request.on('error', reject);
  });
}

async function readSome(reply: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of reply) {
    chunks.push(Buffer.from(chunk));
    bytes += chunk.length;
    if (bytes > 65_536) break;
  }
  return Buffer.concat(chunks);
}

interface ServerEvent {
  readonly id: string | undefined;
  readonly event: string;
  readonly data: string;
}

/** Server-sent events, as far as the sandbox writes them: lines end with LF. Throws when the connection breaks. */
export async function* readServerEvents(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<ServerEvent> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of chunks) {
    rest += decoder.decode(chunk, { stream: true });
    for (let end = rest.indexOf('\n\n'); end !== -1; end = rest.indexOf('\n\n')) {
      yield readBlock(rest.slice(0, end));
      rest = rest.slice(end + 2);
    }
    if (rest.length > maxEventLength) throw new Error('an event without end');
  }
}

function readBlock(block: string): ServerEvent {
  let [id, event]: [string | undefined, string] = [undefined, 'message'];
  const data: string[] = [];
  for (const line of block.split('\n')) {
    const colon = line.indexOf(':');
    const value = line.slice(colon + 1).replace(/^ /, '');
    const name = line.slice(0, colon);
    if (name === 'id') id = value;
    else if (name === 'event') event = value;
    else if (name === 'data') data.push(value);
  }
  return { id, event, data: data.join('\n') };
}

function isBroken(error: unknown): boolean {
  return error instanceof Error && 'code' in error;
}
