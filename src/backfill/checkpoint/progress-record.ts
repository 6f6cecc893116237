import { type Counters, createCounters, type Recorded } from '../counters.ts';
import type { InputNotes } from '../reading/read-spans.ts';
import type { RejectsFile } from '../rejects/rejects-file.ts';
import type { FinishedSpan } from '../sending/record-in-order.ts';
import type { Checkpoint } from './checkpoint.ts';
import { type CheckpointedJob, createCheckpointWriter } from './checkpoint-writer.ts';

export interface ProgressRecordOptions {
  /** Undefined when rejects are counted only. The record closes it. */
  readonly rejects: RejectsFile | undefined;
  /** The job that its checkpoints are of; undefined when no run will resume from this one. */
  readonly job: CheckpointedJob | undefined;
  readonly now: () => Date;
  readonly monotonic: () => number;
  /** Told a bookmark of the input once everything before it is acknowledged or rejected, and noted down. */
  readonly printState?: ((text: string) => Promise<void>) | undefined;
}

/** What a run writes down of itself: its counters, the rejects file, and the checkpoint where there is a job to resume. */
export interface ProgressRecord extends AsyncDisposable {
  readonly counters: Counters;
  /** Undefined when no run will resume from this one. */
  readonly notes: InputNotes | undefined;
  /** The path of the rejects file; undefined while there is none. */
  readonly rejectsPath: string | undefined;
  /** A span is about to be sent. */
  opened(): void;
  /** Finished spans, in the order of the input: writes their rejects to the file, counts them, then writes the checkpoint. */
  finished(spans: readonly FinishedSpan[]): Promise<void>;
  /** Remembers, across a restart too, that the API asked to be left alone until then (monotonic milliseconds). */
  hold(until: number): Promise<void>;
  /** The last word: a receipt when the job came to its end, nothing when it never got anywhere. */
  end(isFinished: boolean): Promise<void>;
}

export function createProgressRecord({
  rejects,
  job,
  now,
  monotonic,
  printState,
}: ProgressRecordOptions): ProgressRecord {
  const earlier = job?.job.unfinished;
  const counters = createCounters(monotonic(), earlier && recordedIn(earlier));
  const writer = job && createCheckpointWriter(counters, rejects, { ...job, now, monotonic });
  return {
    counters,
    notes: writer?.notes,
    get rejectsPath() {
      return rejects?.path;
    },
    opened: () => writer?.opened(),
    async finished(spans) {
      try {
        // Whoever has taken the job over writes on in the same rejects file.
        if (spans.some((span) => span.rejects.length > 0)) job?.job.ensureOurs();
        await rejects?.append(
          spans.map((span) => span.rejects),
          writer?.announceRejects,
        );
        counters.record(spans);
        await writer?.save(spans.length);
        counters.keep();
        const state = spans.findLast(({ span }) => span.state !== undefined)?.span.state;
        if (state !== undefined) await printState?.(state);
      } catch (error) {
        counters.loseUnkept();
        throw error;
      }
    },
    hold: async (until) => writer?.hold(until),
    end: async (isFinished) => writer?.end(isFinished),
    async [Symbol.asyncDispose]() {
      await rejects?.close();
    },
  };
}

function recordedIn({ place, totals, rejectGroups, warnings }: Checkpoint): Recorded {
  return { place, totals, rejectGroups: new Map(rejectGroups), warnings: new Map(warnings) };
}
