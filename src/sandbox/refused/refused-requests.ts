import { increase } from '../journal/counts.ts';
import { createRing, type Ring, type RingLimits } from '../journal/ring.ts';
import { isInScope, type Scope } from '../journal/scope.ts';
import type { RefusedRequest } from './refused-request.ts';

/** The requests that were refused, in memory alone and bounded. */
export interface RefusedRequests {
  /** Oldest first. */
  readonly ring: Ring<RefusedRequest>;
  /** The highest `seq` so far; 0 when none was refused. */
  readonly lastSeq: number;
  add(request: Omit<RefusedRequest, 'seq' | 'after'>): void;
  /** Those after the one with this `seq`, oldest first. */
  after(seq: number): Generator<RefusedRequest>;
  /** The `seq` of the last one that came before the message with this `seq`. */
  lastSeqBefore(message: number): number;
  /** How many were refused since the start or the last reset, by status; with a scope, of those that are held. */
  byStatus(scope?: Scope): ReadonlyMap<string, number>;
  reset(scope?: Scope): void;
  /** Calls back after each, until the returned function is called. */
  subscribe(listener: (requests: readonly RefusedRequest[]) => void): () => void;
}

const limits: RingLimits = { maxCount: 1_000, maxBytes: 1_024 * 1_024 };

/** `lastMessage` gives the `seq` of the newest message. */
export function createRefusedRequests(lastMessage: () => number): RefusedRequests {
  const ring = createRing<RefusedRequest>(limits);
  const listeners = new Set<(requests: readonly RefusedRequest[]) => void>();
  let total = new Map<string, number>();
  let lastSeq = 0;

  const countHeld = (isMeant: (request: RefusedRequest) => boolean): Map<string, number> => {
    const counts = new Map<string, number>();
    for (const request of ring) if (isMeant(request)) increase(counts, String(request.status));
    return counts;
  };

  return {
    ring,
    get lastSeq() {
      return lastSeq;
    },
    add(facts) {
      lastSeq += 1;
      const request = { ...facts, seq: lastSeq, after: lastMessage() };
      ring.push(request, weightOf(request));
      increase(total, String(request.status));
      for (const listener of listeners) listener([request]);
    },
    *after(seq) {
      if (seq >= lastSeq) return;
      for (const request of ring) if (request.seq > seq) yield request;
    },
    lastSeqBefore(message) {
      for (const request of ring) if (request.after >= message) return request.seq - 1;
      return lastSeq;
    },
    byStatus: (scope) => (scope === undefined ? total : countHeld(({ sender }) => isInScope(sender, scope))),
    reset(scope) {
      if (scope === undefined) {
        ring.clear();
        total = new Map();
        return;
      }
      const isMeant = ({ sender }: RefusedRequest): boolean => isInScope(sender, scope);
      for (const [status, count] of countHeld(isMeant)) total.set(status, (total.get(status) ?? 0) - count);
      for (const [status, count] of total) if (count <= 0) total.delete(status);
      ring.remove(isMeant);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** How many there are of all statuses. */
export function sumOf(byStatus: ReadonlyMap<string, number>): number {
  let sum = 0;
  for (const count of byStatus.values()) sum += count;
  return sum;
}

/** About what remembering one costs: its texts, at two bytes a character. */
function weightOf({ path, reason, firstBytes, userAgent, faults, sender }: RefusedRequest): number {
  const texts = [path, reason, firstBytes, userAgent, ...faults, sender.writeKey ?? '', sender.source ?? ''];
  return texts.reduce((sum, text) => sum + 2 * text.length, 200);
}
