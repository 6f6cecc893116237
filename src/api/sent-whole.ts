import { subscribe } from 'node:diagnostics_channel';
import type { Socket } from 'node:net';
import { Readable } from 'node:stream';

/** A body of this size may need more than the first segments of a connection; a smaller one leaves at once. */
const leastWatched = 16 * 1024;
/** What is sent of a divided body before the pause, and how long that is, in milliseconds. */
const firstPart = 8 * 1024;
const pauseMs = 30;
/** After so many answers in time a host is taken at its word. As many are on their way at once in a backfill. */
const enoughInTime = 8;

/** Tells whether a request had left this process whole when its reply came. */
export interface Sending {
  /** The body as undici is to send it. */
  readonly body: string | Uint8Array | Readable | null;
  readonly headers: Readonly<Record<string, string>>;
  /** The request is about to be written; call it from `onRequestStart`. */
  start(): void;
  /** True when it was sent with a pause, so that an answer in time proves something. */
  readonly isDivided: boolean;
  /** False while a part of the body is here, or waits for the system to take it. What the system has taken counts as sent. */
  isWhole(): boolean;
}

/** What is known of hosts, by origin: whether they wait for a whole body before they answer. */
export interface Manners {
  waits(origin: string): boolean;
  note(origin: string, answer: 'in time' | 'early'): void;
}

export function createManners(): Manners {
  const inTime = new Map<string, number>();
  const early = new Set<string>();
  return {
    waits: (origin) => !early.has(origin) && (inTime.get(origin) ?? 0) >= enoughInTime,
    note(origin, answer) {
      if (answer === 'early') early.add(origin);
      else inTime.set(origin, (inTime.get(origin) ?? 0) + 1);
    },
  };
}

/**
 * Where the network is fast the system takes a body at once, and then an answer that came too early looks like any
 * other. So until a host has answered some in time, large bodies are sent to it in two parts, with a pause between
 * them in which a gateway that does not wait for the rest shows itself.
 */
export function watchSending(body: string | Uint8Array | undefined, waits: boolean): Sending {
  const size = body === undefined ? 0 : Buffer.byteLength(body);
  const plain = { body: body ?? null, headers: {}, isDivided: false };
  if (body === undefined || size < leastWatched) return { ...plain, start: () => {}, isWhole: () => true };
  let socket: Socket | undefined;
  let isGiven = false;
  const divided = async function* (bytes: Uint8Array): AsyncGenerator<Uint8Array> {
    yield bytes.subarray(0, firstPart);
    const { setTimeout: wait } = await import('node:timers/promises');
    await wait(pauseMs);
    isGiven = true;
    yield bytes.subarray(firstPart);
  };
  const start = (): void =>
    onNextHeaders((used) => {
      socket = used;
    });
  const isTaken = (): boolean => (socket?.writableLength ?? 0) === 0;
  if (waits) return { ...plain, start, isWhole: isTaken };
  return {
    body: Readable.from(divided(typeof body === 'string' ? Buffer.from(body) : body)),
    headers: { 'content-length': String(size) },
    isDivided: true,
    start,
    isWhole: () => isGiven && isTaken(),
  };
}

let isListening = false;
let onHeaders = (_socket: Socket): void => {};

/** undici tells of a request's socket on this channel only, in the same turn in which it has told that it starts. */
function onNextHeaders(listener: (socket: Socket) => void): void {
  onHeaders = listener;
  if (isListening) return;
  isListening = true;
  subscribe('undici:client:sendHeaders', (message) => {
    onHeaders((message as { readonly socket: Socket }).socket);
    onHeaders = () => {};
  });
}
