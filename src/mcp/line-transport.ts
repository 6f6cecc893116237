import type { Readable } from 'node:stream';
import { textAt } from '../api/api-object.ts';
import { isJsonObject } from '../spec/message.ts';
import { jsonLine } from './json-line.ts';
import { createLineReader, maxLineBytes } from './line-reader.ts';
import type { JSONRPCMessage, Transport } from './sdk.ts';

/** The standard streams of the server, as the transport uses them. */
export interface Wire {
  readonly stdin: () => Readable;
  /** Rejects once the client reads no more. */
  readonly write: (line: string) => Promise<void>;
  /** A line for whoever looks into the log of the client. */
  readonly warn: (line: string) => void;
  readonly sleep: (milliseconds: number, signal: AbortSignal) => Promise<void>;
}

/** JSON-RPC over lines. The client is told of each line that cannot be read, and the next one is read all the same. */
export interface LineTransport extends Transport {
  /** The arguments of a call that is not answered yet, as their text came. */
  argumentsOf(id: string | number): string;
  /** Resolves after the end of the input, once what came before it is answered. Rejects with what stdout did not take. */
  readonly closed: Promise<void>;
}

type Id = string | number;

/** What JSON-RPC calls the faults of a line (https://www.jsonrpc.org/specification#error_object). */
const parseError = -32_700;
const invalidRequest = -32_600;

/** How long a call may take that is under way when the input ends: whoever piped it in wants the answer. */
const graceMs = 5_000;

const utf8 = new TextDecoder('utf-8', { fatal: true });

export function createLineTransport({ stdin, write, warn, sleep }: Wire): LineTransport {
  /** The calls that are not answered yet, each with its line. */
  const open = new Map<Id, string>();
  let isEnded = false;
  const over = new AbortController();
  let finish = () => {};
  let fail = (_error: unknown) => {};
  const closed = new Promise<void>((resolve, reject) => {
    finish = resolve;
    fail = reject;
  });
  // It is heard when the server waits for the end.
  closed.catch(() => {});

  const refuse = (code: number, problem: string, id: Id | undefined) => {
    warn(`A line of the client was refused: ${problem}.`);
    const error = { code, message: `${code === parseError ? 'Parse error' : 'Invalid request'}: ${problem}` };
    put({ jsonrpc: '2.0', id: id ?? null, error }).catch(() => {});
  };
  const put = async (message: object): Promise<void> => {
    try {
      await write(`${jsonLine(message)}\n`);
    } catch (error) {
      // Whoever reads nothing asks nothing either.
      fail(error);
      await transport.close();
      throw error;
    }
  };
  const take = (line: string) => {
    let value: unknown;
    try {
      value = JSON.parse(line);
    } catch {
      return refuse(
        parseError,
        line.trim() === '' ? 'the line is empty' : 'the line is not valid JSON',
        undefined,
      );
    }
    if (Array.isArray(value))
      return refuse(invalidRequest, 'batches are not supported: send one message per line', undefined);
    const message = messageIn(value);
    if (message === undefined)
      return refuse(invalidRequest, 'the line is not a JSON-RPC 2.0 message', idOf(value));
    if ('method' in message && 'id' in message) {
      if (open.has(message.id))
        return refuse(invalidRequest, 'the id is that of a call under way', message.id);
      open.set(message.id, line);
    }
    if ('method' in message && message.method === 'notifications/cancelled')
      forget(message.params?.requestId);
    transport.onmessage?.(message);
  };
  const forget = (id: unknown) => {
    open.delete(id as Id);
    if (isEnded && open.size === 0) void transport.close();
  };
  const lines = createLineReader({
    onLine(bytes) {
      let line: string;
      try {
        line = utf8.decode(bytes);
      } catch {
        return refuse(parseError, 'the line is not valid UTF-8', undefined);
      }
      take(line);
    },
    onTooLong: (beginning, end) =>
      refuse(invalidRequest, `the line is longer than ${maxLineBytes} bytes`, idAround(beginning, end)),
  });
  const onData = (chunk: Buffer | string) => lines.push(Buffer.from(chunk));
  const onEnd = () => {
    if (isEnded) return;
    isEnded = true;
    lines.end();
    if (open.size === 0) void transport.close();
    else sleep(graceMs, over.signal).then(transport.close, () => {});
  };

  const transport: LineTransport = {
    closed,
    argumentsOf: (id) => textAt(open.get(id) ?? '{}', 'params', 'arguments') ?? '{}',
    async start() {
      const input = stdin();
      input.on('data', onData);
      for (const event of ['end', 'close', 'error']) input.on(event, onEnd);
      if (input.readableEnded || input.destroyed) setImmediate(onEnd);
    },
    async send(message) {
      await put(message);
      if (!('method' in message)) forget(message.id);
    },
    async close() {
      if (over.signal.aborted) return;
      over.abort();
      stdin().off('data', onData);
      stdin().pause();
      transport.onclose?.();
      finish();
    },
  };
  return transport;
}

/**
 * What the SDK takes for a message, without the 4 ms that it takes to make its schemas for that; undefined for anything
 * else. A request that the SDK did not take would never be answered, so that what it does not know is left out.
 */
function messageIn(value: unknown): JSONRPCMessage | undefined {
  if (!isJsonObject(value) || value.jsonrpc !== '2.0') return undefined;
  const { jsonrpc, id, method, params, result, error } = value;
  if (id !== undefined && idOf(value) === undefined) return undefined;
  if (method === undefined) {
    const isAnswer = id !== undefined && (isJsonObject(result) || isJsonObject(error));
    return isAnswer ? (value as unknown as JSONRPCMessage) : undefined;
  }
  if (typeof method !== 'string' || result !== undefined || error !== undefined) return undefined;
  if (params !== undefined && !(isJsonObject(params) && isMeta(params._meta))) return undefined;
  return { jsonrpc, ...(id !== undefined && { id: id as Id }), method, ...(params && { params }) };
}

/** What a request says about itself, as far as the protocol knows it. */
function isMeta(meta: unknown): boolean {
  if (meta === undefined) return true;
  if (!isJsonObject(meta)) return false;
  const { progressToken, 'io.modelcontextprotocol/related-task': task } = meta;
  const isTask = task === undefined || (isJsonObject(task) && typeof task.taskId === 'string');
  return isTask && (progressToken === undefined || isId(progressToken));
}

/** The id of something that is not a message: its answer needs one to be found by. */
function idOf(value: unknown): Id | undefined {
  if (typeof value !== 'object' || value === null || !('id' in value)) return undefined;
  return isId(value.id) ? value.id : undefined;
}

/** A larger number would come back as another one. */
function isId(value: unknown): value is Id {
  return typeof value === 'string' || Number.isSafeInteger(value);
}

const jsonString = String.raw`"(?:[^"\\]|\\.)*"`;
const idFirst = new RegExp(
  String.raw`^\s*\{\s*(?:"(?:jsonrpc|method)"\s*:\s*${jsonString}\s*,\s*)*"id"\s*:\s*(-?\d+|${jsonString})`,
);
const idLast = new RegExp(
  String.raw`"id"\s*:\s*(-?\d+|${jsonString})\s*(?:,\s*"(?:jsonrpc|method)"\s*:\s*${jsonString}\s*)*\}\s*$`,
);

/** The id of a message of which only the beginning and the end were kept: clients write it there. */
function idAround(beginning: Buffer, end: Buffer): Id | undefined {
  const found = idFirst.exec(beginning.toString('latin1')) ?? idLast.exec(end.toString('latin1'));
  try {
    return idOf({ id: JSON.parse(found?.[1] ?? 'null') });
  } catch {
    return undefined;
  }
}
