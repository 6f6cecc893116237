import { isLoopback } from '../../spec/url.ts';
import type { Shard } from '../reading/shard.ts';

/** How fast to send. Infinity means as fast as the answers come. */
export interface Rates {
  readonly requestsPerSecond: number;
  readonly messagesPerSecond: number;
}

/** Requests a second on Segment's hosts unless told otherwise; well under its 1,000 (docs/rules.md#numbers, docs/segment-api/tracking.md#limits). */
const politeRate = 50;

/** What the call asks for; undefined where it leaves that to the host. */
export interface RateOptions {
  /** Requests and messages a second. */
  readonly rate?: number;
  readonly eventRate?: number;
}

/**
 * On Segment's hosts a polite pace, on this machine as fast as the answers come. The rates are those of the
 * whole job: each shard takes its part (docs/rules.md#numbers).
 */
export function chooseRates({ rate, eventRate }: RateOptions, url: string, shard: Shard | undefined): Rates {
  const shards = shard?.count ?? 1;
  const isLocal = isLoopback(new URL(url));
  return {
    requestsPerSecond: (rate ?? (isLocal ? Number.POSITIVE_INFINITY : politeRate)) / shards,
    messagesPerSecond: (eventRate ?? Number.POSITIVE_INFINITY) / shards,
  };
}

/** How long so much takes at these rates alone, in seconds; 0 where nothing is held back. */
export function secondsAt(
  { requestsPerSecond, messagesPerSecond }: Rates,
  { requests, messages }: { readonly requests: number; readonly messages: number },
): number {
  return Math.max(requests / requestsPerSecond, messages / messagesPerSecond);
}

/** Says when a request may go; arithmetic only, the caller waits. */
export interface Pacer {
  /** Books one request of `messages` messages; returns how many milliseconds to wait before it. */
  book(now: number, messages: number): number;
}

/**
 * Spaces requests evenly: each booking moves the next free moment on by what it used. Nothing is
 * saved up while idle, so a pause is not followed by a burst.
 */
export function createPacer(rates: Rates): Pacer {
  let requestFree = 0;
  let messagesFree = 0;
  return {
    book(now, messages) {
      const start = Math.max(now, requestFree, messagesFree);
      requestFree = start + 1000 / rates.requestsPerSecond;
      messagesFree = start + (1000 * messages) / rates.messagesPerSecond;
      return start - now;
    },
  };
}

/** One gate for all workers: a `Retry-After` holds everything that is not already in flight (rule R11). */
export interface RateGate {
  /** Closes the gate until `until` (monotonic milliseconds); an earlier moment never shortens a hold. */
  hold(until: number): void;
  /** Milliseconds left of the hold, 0 when the gate is open. */
  remaining(now: number): number;
}

export function createRateGate(): RateGate {
  let heldUntil = 0;
  return {
    hold(until) {
      heldUntil = Math.max(heldUntil, until);
    },
    remaining: (now) => Math.max(0, heldUntil - now),
  };
}
