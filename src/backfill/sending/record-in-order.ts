import type { Reject } from '../rejects/reject.ts';
import { type Rejects, withOthers } from '../rejects/rejects.ts';
import type { Span } from '../span.ts';
import type { Refusal } from './deliver.ts';

/** A span of which every message is acknowledged or among its rejects. */
export interface FinishedSpan {
  readonly span: Span;
  /** In the order of their lines: those of the span, and the messages of its batch that the API refused. */
  readonly rejects: Rejects;
}

/** Spans on their way from opened to recorded. */
export interface Recorder {
  open(span: Span): OpenSpan;
  /** Every message of the span is acknowledged or refused; resolves once what that completes is recorded. */
  finish(open: OpenSpan, refusals: readonly Refusal[]): Promise<void>;
  /** Runs between two recordings, never during one. */
  between(work: () => void | Promise<void>): Promise<void>;
  /** Spans opened and not yet recorded: what a crash may send again. */
  readonly outstanding: number;
}

/** A span that was opened, until it is recorded. */
export interface OpenSpan extends FinishedSpan {
  rejects: Rejects;
  isFinished: boolean;
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
  /** In the order of the input, from the first that is not finished. */
  const open: OpenSpan[] = [];
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
  const afterwards = (work: () => void | Promise<void>): Promise<void> => {
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
      afterwards(() => {
        scheduled = undefined;
        return recordWaiting();
      }),
    );
    return scheduled;
  };

  return {
    open(span) {
      const opened = { span, rejects: span.rejects, isFinished: false };
      open.push(opened);
      return opened;
    },
    finish(finished, refusals) {
      if (!open.includes(finished) || finished.isFinished) throw new RangeError('the span is not open');
      finished.rejects = withOthers(finished.rejects, refusals.map(refused));
      finished.isFinished = true;
      const firstOpen = open.findIndex(({ isFinished }) => !isFinished);
      const done = open.splice(0, firstOpen === -1 ? open.length : firstOpen);
      waiting.push(...done);
      unrecorded += done.length;
      // A span before it is still open: that one's end will record both.
      return done.length === 0 ? recording : schedule();
    },
    between: afterwards,
    get outstanding() {
      return open.length + unrecorded;
    },
  };
}

function refused({ message, reason, status }: Refusal): Reject {
  const { input, file, member, line, record, recordsBefore, offset, messageId, source } = message;
  const text = `the API refused it: ${reason}`;
  const place = { input, file, member, line, record, recordsBefore, offset, messageId };
  return { ...place, code: 'refused_by_server', message: text, status, bytes: source, length: source.length };
}
