import type { Reject } from '../rejects/reject.ts';
import type { OutgoingMessage, Span } from '../span.ts';
import type { Refusal } from './deliver.ts';
import { createLedger, type Ticket } from './ledger.ts';

/** A span of which every message is acknowledged or among its rejects. */
export interface FinishedSpan {
  readonly span: Span;
  /** In the order of their lines. */
  readonly rejects: readonly Reject[];
}

/** Spans on their way from opened to recorded. */
export interface Recorder {
  /** Notes the next span of the input. */
  open(span: Span): Ticket;
  /** Everything in the span is acknowledged or refused; resolves once what that completes is recorded. */
  finish(ticket: Ticket, refusals: readonly Refusal[]): Promise<void>;
  /** Runs between two recordings, never beside one. */
  between(work: () => void | Promise<void>): Promise<void>;
  /** Spans opened and not yet recorded: what a crash may send again. */
  readonly outstanding: number;
}

export interface RecorderOptions {
  readonly record: (spans: readonly FinishedSpan[]) => Promise<void>;
  /** So many spans are recorded at once. */
  readonly enough: number;
  readonly sleep: (milliseconds: number) => Promise<void>;
}

/** A span waits no longer than this for others to be recorded with it, in milliseconds. */
const patienceMs = 5;

/**
 * Records spans in the order of the input, however their batches end: each when every span before it has
 * finished, a few at once, for a recording costs as much for one as for many. A crash then leaves a record of
 * exactly a prefix of the input. After a recording has failed nothing more is recorded.
 */
export function createRecorder({ record, enough, sleep }: RecorderOptions): Recorder {
  const ledger = createLedger<{ span: Span; rejects: readonly Reject[] }>();
  const entries = new Map<Ticket, { span: Span; rejects: readonly Reject[] }>();
  let waiting: FinishedSpan[] = [];
  let unrecorded = 0;
  let recording: Promise<void> = Promise.resolve();

  const recordWaiting = async (): Promise<void> => {
    const spans = waiting;
    if (spans.length === 0) return;
    waiting = [];
    await record(spans);
    unrecorded -= spans.length;
  };
  const then = (work: () => void | Promise<void>): Promise<void> => {
    recording = recording.then(work);
    return recording;
  };
  // One recording waits at most, and takes all that has come until it begins: else they would pile up.
  let scheduled: Promise<void> | undefined;
  let isEnough = (): void => {};
  const gather = async (): Promise<void> => {
    if (waiting.length >= enough) return;
    // The timer is left to ring: to stop it costs more than that.
    await new Promise<void>((resolve) => {
      isEnough = resolve;
      sleep(patienceMs).then(resolve, resolve);
    });
  };
  const schedule = (): Promise<void> => {
    if (waiting.length >= enough) isEnough();
    scheduled ??= gather().then(() =>
      then(() => {
        scheduled = undefined;
        return recordWaiting();
      }),
    );
    return scheduled;
  };

  return {
    open(span) {
      const entry = { span, rejects: span.rejects };
      const ticket = ledger.open(entry);
      entries.set(ticket, entry);
      return ticket;
    },
    finish(ticket, refusals) {
      const entry = entries.get(ticket);
      if (entry !== undefined) entry.rejects = inLineOrder(entry.rejects, refusals);
      entries.delete(ticket);
      const done = ledger.finish(ticket);
      waiting.push(...done);
      unrecorded += done.length;
      // A span before it is still open: that one's end will record both.
      return done.length === 0 ? recording : schedule();
    },
    between: then,
    get outstanding() {
      return ledger.outstanding + unrecorded;
    },
  };
}

/** The rejects of a span and the messages of its batch that the API refused, by line. */
function inLineOrder(rejects: readonly Reject[], refusals: readonly Refusal[]): readonly Reject[] {
  if (refusals.length === 0) return rejects;
  return [...rejects, ...refusals.map(refused)].sort((a, b) => a.input - b.input || a.line - b.line);
}

function refused({ message, reason, status }: Refusal): Reject {
  return {
    ...placeOf(message),
    code: 'refused_by_server',
    message: `the API refused it: ${reason}`,
    status,
    bytes: message.source,
    length: message.source.length,
  };
}

function placeOf({ input, file, line, offset, messageId }: OutgoingMessage) {
  return { input, file, line, offset, messageId };
}
