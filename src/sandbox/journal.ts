import { type Counts, increase, noCounts } from './counts.ts';
import {
  type ArrivedMessage,
  createMessages,
  headerBytes,
  type JournalMessage,
  type RequestFacts,
} from './journal-message.ts';
import { createRing, type Ring, type RingLimits } from './ring.ts';
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
  /** Anything worth telling about it: two different write keys, for example. */
  readonly notes: readonly string[];
}

export interface JournalOptions {
  /** Whether a messageId counts as seen for all sources or for each alone (contract §13). */
  readonly dedupScope: 'all' | 'source';
  readonly maxMessages?: number;
  readonly maxBytes?: number;
}

/** Everything the sandbox remembers, in memory and bounded. */
export interface Journal {
  /** Messages that were taken, oldest first. */
  readonly messages: Ring<JournalMessage>;
  /** Discarded and duplicate ones, oldest first. */
  readonly rejected: Ring<JournalMessage>;
  readonly requests: Ring<RecordedRequest>;
  readonly counts: Readonly<Counts>;
  /** How many messageIds were forgotten before their 24 hours were over, to make room. */
  readonly idsForgotten: number;
  /** True when a message with this id was taken within the 24 h before `at`; otherwise notes that it is now. */
  isDuplicate(messageId: string, writeKey: string, at: Date): boolean;
  addMessages(messages: readonly ArrivedMessage[], body: Buffer, request: RequestFacts): void;
  /** A discard that has no message to show, such as an empty batch. */
  addDiscard(code: string): void;
  addRequest(request: Omit<RecordedRequest, 'seq'>): void;
  /** Forgets everything, ids included. */
  reset(): void;
}

const defaultMessages: RingLimits = { maxCount: 200_000, maxBytes: 128 * 1_024 * 1_024 };
const rejectedLimits: RingLimits = { maxCount: 20_000, maxBytes: 16 * 1_024 * 1_024 };
const requestLimits: RingLimits = { maxCount: 10_000, maxBytes: 16 * 1_024 * 1_024 };

export function createJournal({ dedupScope, maxMessages, maxBytes }: JournalOptions): Journal {
  const messages = createRing<JournalMessage>({
    maxCount: maxMessages ?? defaultMessages.maxCount,
    maxBytes: maxBytes ?? defaultMessages.maxBytes,
  });
  const rejected = createRing<JournalMessage>(rejectedLimits);
  const requests = createRing<RecordedRequest>(requestLimits);
  const ids = createSeenIds();
  let counts = noCounts();
  let messageSeq = 0;
  let requestSeq = 0;

  return {
    messages,
    rejected,
    requests,
    get counts() {
      return counts;
    },
    get idsForgotten() {
      return ids.forgotten;
    },
    isDuplicate: (messageId, writeKey, at) =>
      ids.isKnown(dedupScope === 'source' ? `${writeKey}\n${messageId}` : messageId, at),
    addMessages(arrived, body, request) {
      for (const { message, weight } of createMessages(arrived, body, request, messageSeq + 1)) {
        (message.outcome === 'stored' ? messages : rejected).push(message, weight);
        countMessage(message);
      }
      messageSeq += arrived.length;
    },
    addDiscard(code) {
      increase(counts.discards, code);
    },
    addRequest(request) {
      requestSeq += 1;
      requests.push({ seq: requestSeq, ...request }, headerBytes(request.headers));
      counts.requests += 1;
      counts.wireBytes += request.wireBytes;
      counts.bodyBytes += request.bodyBytes;
      increase(counts.byStatus, String(request.status));
    },
    reset() {
      messages.clear();
      rejected.clear();
      requests.clear();
      ids.clear();
      counts = noCounts();
    },
  };

  function countMessage({ outcome, type, source, code }: JournalMessage): void {
    if (outcome === 'stored') {
      counts.stored += 1;
      increase(counts.byType, type ?? 'unknown');
      increase(counts.bySource, source);
    } else if (outcome === 'duplicate') {
      counts.duplicates += 1;
    } else {
      counts.discarded += 1;
      increase(counts.discards, code ?? 'unknown');
    }
  }
}
