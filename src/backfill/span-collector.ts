import { type BatchLimits, createChunker } from './chunk.ts';
import type { Reject } from './reject.ts';
import type { OutgoingMessage, Position, Span } from './span.ts';

/** Rejects without a good line between them are settled in stretches of this size. */
const maxRejects = 1000;
const maxRejectBytes = 4 * 1024 * 1024;

/** Gathers what was read into spans: one batch each, and everything that stood between its messages. */
export interface SpanCollector {
  /** Takes a message; returns the span that had to be closed before it, if one had. */
  message(message: OutgoingMessage): Span | undefined;
  /** Takes a reject; returns the span that is long enough with it. */
  reject(reject: Reject): Span | undefined;
  /** Everything before this place has been taken. */
  reach(end: Position): void;
  /** Closes the open span; undefined when it holds nothing. */
  close(): Span | undefined;
  /** True while messages wait in an open batch. */
  readonly isWaiting: boolean;
}

export function createSpanCollector(limits: BatchLimits): SpanCollector {
  const chunker = createChunker<OutgoingMessage>(limits);
  let rejects: Reject[] = [];
  let rejectBytes = 0;
  let end: Position = { input: 0, offset: 0 };

  const span = (messages: readonly OutgoingMessage[]): Span => {
    const closed = { messages, rejects, end };
    rejects = [];
    rejectBytes = 0;
    return closed;
  };
  const close = (): Span | undefined => {
    const messages = chunker.flush();
    return messages === undefined && rejects.length === 0 ? undefined : span(messages ?? []);
  };

  return {
    close,
    message(message) {
      const closed = chunker.push(message);
      return closed && span(closed);
    },
    reject(reject) {
      rejects.push(reject);
      rejectBytes += reject.bytes.length;
      return rejects.length >= maxRejects || rejectBytes >= maxRejectBytes ? close() : undefined;
    },
    reach(place) {
      end = place;
    },
    get isWaiting() {
      return !chunker.isEmpty;
    },
  };
}
