import { isLoopback } from '../../spec/url.ts';
import type { Shard } from '../reading/shard.ts';
import type { Rates } from './pace.ts';

/** Requests a second on Segment's hosts unless told otherwise; well under its 1,000 (docs/rules.md#numbers, docs/segment-api/tracking.md#limits). */
const politeRate = 50;

/** What the call asks for; undefined where it leaves that to the host. */
export interface RateOptions {
  /** Requests and messages a second. */
  readonly rate?: number;
  readonly eventRate?: number;
}

/**
 * On Segment's hosts a polite pace, on this machine as fast as the answers come. What is said is said of the
 * whole job: each shard takes its part (docs/rules.md#numbers).
 * @param url undefined in a dry run
 */
export function chooseRates(
  { rate, eventRate }: RateOptions,
  url: string | undefined,
  shard: Shard | undefined,
): Rates {
  const parts = shard?.count ?? 1;
  const isLocal = url === undefined || isLoopback(new URL(url));
  return {
    requestsPerSecond: (rate ?? (isLocal ? Number.POSITIVE_INFINITY : politeRate)) / parts,
    messagesPerSecond: (eventRate ?? Number.POSITIVE_INFINITY) / parts,
  };
}
