import { createHash } from 'node:crypto';
import type { PassedMessages } from '../../ndjson/framing.ts';
import { type Batch, batchOf } from '../batches/batch.ts';
import type { BatchBuilder, KernelBuilder } from '../batches/batch-builder.ts';
import type { Reject } from '../rejects/reject.ts';
import { createRejectsWriter } from '../rejects/rejects.ts';
import type { LineTotals, OutgoingMessage, Place, PlaceInBody, ReadCounts, Span } from '../span.ts';
import type { Trace } from './trace.ts';

/** Rejects without a good line between them are recorded in stretches of about this size, as they are written. */
const maxRejects = 1000;
const maxRejectBytes = 1024 * 1024;
/** So are lines of which nothing goes anywhere: blank ones, and those of other shards. */
const maxIdleBytes = 8 * 1024 * 1024;
const noMessages = batchOf([]);

/** Gathers what was read into spans: one batch each, and everything that stood between its messages. */
export interface SpanCollector {
  /**
   * The lines that follow begin at this place; `trace` says what stood before a place of the input, `storedAt` how
   * many bytes of all inputs are read up to an offset.
   */
  enter(start: Omit<Place, 'mark'>, trace: Trace | undefined, storedAt: (offset: number) => number): void;
  /** Takes a message; returns the span that had to be closed before it, if one had. */
  message(message: OutgoingMessage): Span | undefined;
  reject(reject: Reject): void;
  /** A bookmark stands before the place that is reached next. */
  state(text: string): void;
  /** Everything before this place has been taken and counted; returns the span that is long enough with it. */
  reach(offset: number, line: number, record?: number, inBody?: PassedMessages): Span | undefined;
  /** Closes the open span; undefined when nothing was reached since the last one. */
  close(): Span | undefined;
  /** True while messages wait in an open batch, or rejects to be recorded. */
  readonly isWaiting: boolean;
  /** Records before the place that was reached: those of its input, and of the earlier files of its archive. */
  readonly records: number;
}

/** @param counts are copied at every place that is reached, into the span that ends there */
export function createSpanCollector(
  builder: BatchBuilder | KernelBuilder,
  counts: ReadCounts,
): SpanCollector {
  const rejects = createRejectsWriter('kernel' in builder ? builder.kernel.escapeText : undefined);
  let state: string | undefined;
  let input = 0;
  let trace: Trace | undefined;
  let storedAt = (offset: number): number => offset;
  let storedStart: number | undefined;
  let startOffset = 0;
  let hasLines = false;
  // Plain variables: an object for every line costs more than reading it does.
  let offset = 0;
  let line = 1;
  let record: number | undefined;
  let inBody: PassedMessages | undefined;
  let recordsBefore: number | undefined;
  let lines = counts.lines;
  let { blank, filtered, replayed } = counts;

  const totals = (): LineTotals => ({ lines, blank, filtered, replayed });
  const place = (): Place => ({
    input,
    offset,
    line,
    ...(record === undefined ? {} : { record }),
    ...(inBody === undefined ? {} : { inBody: placeInBody(inBody) }),
    ...(recordsBefore === undefined ? {} : { recordsBefore }),
    mark: trace?.mark(),
  });
  const span = (messages: Batch): Span => {
    const warnings = new Map([...counts.warnings].map(([code, seen]) => [code, { ...seen }]));
    const stored = { start: storedStart ?? 0, end: storedAt(offset) };
    const taken = rejects.take();
    const closed = { messages, rejects: taken, end: place(), totals: totals(), warnings, stored, state };
    state = undefined;
    storedStart = stored.end;
    startOffset = offset;
    hasLines = false;
    return closed;
  };

  return {
    enter(start, traceOfInput, storedUpTo) {
      ({ input, offset, line, record, recordsBefore } = start);
      inBody = undefined;
      startOffset = offset;
      trace = traceOfInput;
      storedAt = storedUpTo;
      storedStart ??= storedAt(offset);
    },
    message(message) {
      const closed = builder.push(message);
      return closed && span(closed);
    },
    reject: rejects.add,
    state(text) {
      state = text;
    },
    reach(nextOffset, nextLine, nextRecord, passed) {
      offset = nextOffset;
      line = nextLine;
      record = nextRecord;
      inBody = passed;
      ({ lines, blank, filtered, replayed } = counts);
      hasLines = true;
      trace?.reach(nextOffset);
      const isLong =
        rejects.length >= maxRejects ||
        rejects.bytes >= maxRejectBytes ||
        (builder.isEmpty && offset - startOffset >= maxIdleBytes);
      return isLong ? span(builder.flush() ?? noMessages) : undefined;
    },
    close() {
      const messages = builder.flush();
      return messages === undefined && !hasLines ? undefined : span(messages ?? noMessages);
    },
    get isWaiting() {
      return !builder.isEmpty || rejects.length > 0;
    },
    get records() {
      return (recordsBefore ?? 0) + (record ?? line) - 1;
    },
  };
}

function placeInBody({ messages, before, end }: PassedMessages): PlaceInBody {
  const sha256 = createHash('sha256').update(before).digest('hex');
  return { messages, start: end - before.length, end, sha256 };
}
