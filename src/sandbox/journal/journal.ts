import { createRefusedRequests, type RefusedRequests } from '../refused/refused-requests.ts';
import { addCounts, type Counts, copyCounts, increase, noCounts } from './counts.ts';
import {
  type ArrivedMessage,
  createMessages,
  headerBytes,
  type JournalMessage,
  type RequestFacts,
} from './journal-message.ts';
import { createRing, type Ring, type RingLimits } from './ring.ts';
import { isInScope, type Scope } from './scope.ts';
import { createSeenIds } from './seen-ids.ts';

/** One request as it came in, whatever the answer was. */
export interface RecordedRequest {
  readonly seq: number;
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly receivedAt: Date;
  /** Bytes of the body on the wire and after inflating. */
  readonly wireBytes: number;
  readonly bodyBytes: number;
  readonly status: number;
  /** The messages it held; 0 when the body was refused before they were looked at. */
  readonly messages: number;
  /** Anything unusual about it: two different write keys, for example. */
  readonly notes: readonly string[];
  /** Undefined when the request was refused before its write key was known. */
  readonly writeKey?: string | undefined;
  readonly source?: string | undefined;
  /** What the fault plan did to it: the names of the rules. Status 0 then means that no answer went out. */
  readonly faults?: readonly string[] | undefined;
  /** Refused with 429 because of its rate. */
  readonly rateLimited?: boolean;
}

export interface JournalOptions {
  /** Whether a messageId counts as seen for all sources or for each alone (docs/segment-api/tracking.md#contradictions). */
  readonly dedupScope: 'all' | 'source';
  readonly maxMessages?: number;
  readonly maxBytes?: number;
}

/** The numbers of a journal without what it holds. */
export interface JournalTotals {
  readonly lastMessage: number;
  readonly lastRequest: number;
  readonly counts: Readonly<Counts>;
}

/** Everything the sandbox remembers, in memory and bounded. */
export interface Journal {
  /** Messages that were taken, oldest first. */
  readonly messages: Ring<JournalMessage>;
  /** Discarded and duplicate ones, oldest first. */
  readonly rejected: Ring<JournalMessage>;
  readonly requests: Ring<RecordedRequest>;
  /** Requests to any of the APIs that were answered 4xx. */
  readonly refused: RefusedRequests;
  readonly counts: Readonly<Counts>;
  /** The counts of some sources alone; a request whose write key could not be read counts for none. */
  countsOf(scope: Scope): Readonly<Counts>;
  /** The highest `seq` so far; 0 when nothing came. */
  readonly lastSeq: number;
  /** How many messageIds were forgotten before their 24 hours were over, to make room. */
  readonly idsForgotten: number;
  /** How often something was forgotten on demand: who shows messages knows by it that they are gone. */
  readonly resets: number;
  /** True when a message with this id was taken within the 24 h before `at`; otherwise notes that it is now. */
  isDuplicate(messageId: string, writeKey: string, at: Date): boolean;
  /** Takes back what `isDuplicate` noted for messages that were not kept after all. */
  forgetIds(messages: readonly ArrivedMessage[], writeKey: string): void;
  addMessages(messages: readonly ArrivedMessage[], body: Buffer, request: RequestFacts): void;
  /** A discard that has no message to show, such as an empty batch. */
  addDiscard(code: string): void;
  /** Keeps the object itself. */
  addRequest(request: Omit<RecordedRequest, 'seq'>): void;
  /** Goes on from where an earlier journal was: for numbers and totals that outlive a restart. */
  resume(totals: JournalTotals): void;
  /** Where this journal is now, in the form `resume` takes. */
  totals(): JournalTotals;
  /** Forgets everything, ids included; with a scope, what came from the sources in it. `seq` goes on counting. */
  reset(scope?: Scope): void;
  /** Calls back after each request that brought messages, and after each reset, until the returned function is called. */
  subscribe(listener: (messages: readonly JournalMessage[]) => void, onReset?: () => void): () => void;
}

const defaultMessages: RingLimits = { maxCount: 200_000, maxBytes: 128 * 1_024 * 1_024 };
const rejectedLimits: RingLimits = { maxCount: 20_000, maxBytes: 16 * 1_024 * 1_024 };
/** Write keys with counts of their own; those of further ones are in the totals alone. */
const maxCountedKeys = 5_000;
const requestLimits: RingLimits = { maxCount: 10_000, maxBytes: 16 * 1_024 * 1_024 };

export function createJournal({ dedupScope, maxMessages, maxBytes }: JournalOptions): Journal {
  const messages = createRing<JournalMessage>({
    maxCount: maxMessages ?? defaultMessages.maxCount,
    maxBytes: maxBytes ?? defaultMessages.maxBytes,
  });
  const rejected = createRing<JournalMessage>(rejectedLimits);
  const requests = createRing<RecordedRequest>(requestLimits);
  const refused = createRefusedRequests(() => messageSeq);
  const ids = createSeenIds();
  let counts = noCounts();
  const byKey = new Map<string, { readonly source: string; readonly counts: Counts }>();
  const listeners = new Set<(messages: readonly JournalMessage[]) => void>();
  const resetListeners = new Set<() => void>();
  let messageSeq = 0;
  let requestSeq = 0;
  let resets = 0;
  const scoped = (messageId: string, writeKey: string): string =>
    dedupScope === 'source' ? `${writeKey}\n${messageId}` : messageId;

  return {
    messages,
    rejected,
    requests,
    refused,
    get counts() {
      return counts;
    },
    get idsForgotten() {
      return ids.forgotten;
    },
    isDuplicate: (messageId, writeKey, at) => ids.isKnown(scoped(messageId, writeKey), at, writeKey),
    forgetIds(arrived, writeKey) {
      for (const { outcome, messageId } of arrived)
        if (outcome === 'stored') ids.forget(scoped(messageId, writeKey));
    },
    addMessages(arrived, body, request) {
      const created = createMessages(arrived, body, request, messageSeq + 1);
      const own = countsFor(request.writeKey, arrived[0]?.source);
      for (const message of created) {
        (message.outcome === 'stored' ? messages : rejected).push(message, message.weight);
        countMessage(counts, message);
        if (own !== undefined) countMessage(own, message);
      }
      messageSeq += arrived.length;
      if (listeners.size === 0 || created.length === 0) return;
      for (const listener of listeners) listener(created);
    },
    addDiscard(code) {
      increase(counts.discards, code);
    },
    addRequest(request) {
      requestSeq += 1;
      // Numbered where it is: a copy with one member more would be slower to make than all that is counted here.
      requests.push(Object.assign(request, { seq: requestSeq }), headerBytes(request.headers));
      countRequest(counts, request);
      const own = request.writeKey === undefined ? undefined : countsFor(request.writeKey, request.source);
      if (own !== undefined) countRequest(own, request);
    },
    resume(totals) {
      messageSeq = totals.lastMessage;
      requestSeq = totals.lastRequest;
      counts = copyCounts(totals.counts);
    },
    totals: () => ({ lastMessage: messageSeq, lastRequest: requestSeq, counts }),
    get resets() {
      return resets;
    },
    reset(scope) {
      resets += 1;
      if (scope === undefined) forgetAll();
      else forget(scope);
      refused.reset(scope);
      for (const listener of resetListeners) listener();
    },
    countsOf(scope) {
      const sum = noCounts();
      for (const [writeKey, own] of byKey) {
        if (isInScope({ writeKey, source: own.source }, scope)) addCounts(sum, own.counts);
      }
      return sum;
    },
    get lastSeq() {
      return messageSeq;
    },
    subscribe(listener, onReset = () => {}) {
      listeners.add(listener);
      resetListeners.add(onReset);
      return () => {
        listeners.delete(listener);
        resetListeners.delete(onReset);
      };
    },
  };

  function forgetAll(): void {
    messages.clear();
    rejected.clear();
    requests.clear();
    ids.clear();
    byKey.clear();
    counts = noCounts();
  }

  function forget(scope: Scope): void {
    const isMeant = (sender: Scope): boolean => isInScope(sender, scope);
    messages.remove(isMeant);
    rejected.remove(isMeant);
    requests.remove(isMeant);
    ids.remove((writeKey) => isMeant({ writeKey, source: byKey.get(writeKey)?.source }));
    for (const [writeKey, { source, counts: part }] of byKey) {
      if (!isMeant({ writeKey, source })) continue;
      addCounts(counts, part, -1);
      byKey.delete(writeKey);
    }
  }

  function countsFor(writeKey: string, source: string | undefined): Counts | undefined {
    const known = byKey.get(writeKey);
    if (known !== undefined || byKey.size >= maxCountedKeys) return known?.counts;
    const own = { source: source ?? writeKey, counts: noCounts() };
    byKey.set(writeKey, own);
    return own.counts;
  }

  function countRequest(into: Counts, request: Omit<RecordedRequest, 'seq'>): void {
    into.requests += 1;
    into.wireBytes += request.wireBytes;
    into.bodyBytes += request.bodyBytes;
    increase(into.byStatus, String(request.status));
    for (const fault of request.faults ?? []) increase(into.faults, fault);
    if (request.rateLimited === true) into.rateLimited += 1;
  }

  function countMessage(into: Counts, { outcome, type, source, code }: JournalMessage): void {
    if (outcome === 'stored') {
      into.stored += 1;
      increase(into.byType, type ?? 'unknown');
      increase(into.bySource, source);
    } else if (outcome === 'duplicate') {
      into.duplicates += 1;
    } else {
      into.discarded += 1;
      increase(into.discards, code ?? 'unknown');
    }
  }
}
