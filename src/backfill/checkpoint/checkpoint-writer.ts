import { dedupWindowMs } from '../../spec/limits.ts';
import type { Counters, Recorded } from '../counters.ts';
import type { Input } from '../reading/input.ts';
import type { InputNotes } from '../reading/read-spans.ts';
import type { RejectsFile, RejectsState } from '../rejects/rejects-file.ts';
import { isStartOfInput, type Place } from '../span.ts';
import type { Checkpoint, InputState } from './checkpoint.ts';
import { firstLineDigest } from './fingerprint.ts';
import type { Job } from './job.ts';
import type { JobSettings } from './job-settings.ts';

/** What a job's checkpoints hold besides the counters. */
export interface CheckpointedJob {
  readonly job: Pick<Job, 'unfinished' | 'sentSince' | 'ensureOurs' | 'save' | 'discard'>;
  readonly settings: JobSettings;
  readonly inputs: readonly Input[];
  /** Messages on their way at most. */
  readonly window: number;
}

/** The checkpoint of a running job, kept up to date. */
export interface CheckpointWriter {
  readonly notes: InputNotes;
  /** A span is about to be sent. */
  opened(): void;
  /** Saves what the counters have recorded, so many spans more; at most every 200 ms in such a way that it survives a power cut. */
  save(spans: number): Promise<void>;
  /** Writes down that a rejects file of this name is about to be made. */
  announceRejects(state: RejectsState): Promise<void>;
  /** Remembers, across a restart too, that the API asked to be left alone until then (monotonic milliseconds). */
  hold(until: number): Promise<void>;
  /** The last word: a receipt when the job came to its end, nothing when it never got anywhere. */
  end(isFinished: boolean): Promise<void>;
}

/** A sync costs as much as several batches (docs/rules.md#r6-checkpoint-write). */
const syncEveryMs = 200;
/** On a slow disk the time between two syncs is this many times as long as one takes: sending waits for it. */
const syncShare = 19;

export function createCheckpointWriter(
  counters: Pick<Counters, 'recorded'>,
  rejects: RejectsFile | undefined,
  options: CheckpointedJob & { readonly now: () => Date; readonly monotonic: () => number },
): CheckpointWriter {
  const { job, inputs, now, monotonic } = options;
  const earlier = job.unfinished;
  const began = monotonic();
  const startedAt = earlier?.startedAt ?? oldestSend(job.sentSince, now()).toISOString();
  /** When each span was opened that is not recorded, in their order. */
  const openedAt: number[] = [];
  const known = inputs.map((input, index): InputState => {
    const { firstLine = null, stored = null } = earlier?.inputs[index] ?? {};
    return { path: input.path ?? '-', firstLine, stored };
  });
  let heldUntil = earlier?.heldUntil ?? null;
  let announced: RejectsState | undefined;
  let nextSync = Number.NEGATIVE_INFINITY;
  let wasSaved = earlier !== undefined;

  const checkpointOf = (recorded: Recorded, finishedAt: string | null): Checkpoint => ({
    job: options.settings,
    inputs: [...known],
    place: recorded.place ?? startOfAll,
    totals: recorded.totals,
    rejectGroups: [...recorded.rejectGroups],
    warnings: [...recorded.warnings],
    rejects: rejects?.state ?? announced ?? null,
    heldUntil: heldUntil !== null && Date.parse(heldUntil) > now().getTime() ? heldUntil : null,
    window: options.window,
    ...windowSince(recorded),
    durationMs: (earlier?.durationMs ?? 0) + Math.round(monotonic() - began),
    startedAt,
    savedAt: now().toISOString(),
    finishedAt,
    ...(finishedAt === null ? {} : { reported: false }),
  });
  /** What an earlier run had on its way may still lie ahead, until as much has been acknowledged. */
  const windowSince = ({ totals }: Recorded): Pick<Checkpoint, 'windowSince'> => {
    const isAhead =
      earlier !== undefined && totals.acknowledged < earlier.totals.acknowledged + earlier.window;
    const since = isAhead ? Date.parse(earlier.windowSince ?? earlier.savedAt) : openedAt[0];
    return since === undefined ? {} : { windowSince: new Date(since).toISOString() };
  };
  const write = async (isDurable: boolean, finishedAt: string | null = null): Promise<void> => {
    const writeBegan = monotonic();
    // A checkpoint that survives must not speak of rejects that do not.
    if (isDurable) await rejects?.sync();
    wasSaved = true;
    await job.save(checkpointOf(counters.recorded(), finishedAt), { isDurable });
    if (isDurable) nextSync = monotonic() + Math.max(syncEveryMs, (monotonic() - writeBegan) * syncShare);
  };

  return {
    notes: {
      firstLine(index, line) {
        const state = known[index];
        if (state !== undefined) known[index] = { ...state, firstLine: firstLineDigest(line) };
      },
      end(index, stored) {
        const state = known[index];
        if (state !== undefined && stored !== undefined) known[index] = { ...state, stored };
      },
    },
    opened: () => void openedAt.push(now().getTime()),
    save(spans) {
      openedAt.splice(0, spans);
      return write(monotonic() >= nextSync);
    },
    async announceRejects(state) {
      announced = state;
      wasSaved = true;
      await job.save(checkpointOf(counters.recorded(), null), { isDurable: false });
    },
    async hold(until) {
      heldUntil = new Date(now().getTime() + Math.max(0, until - monotonic())).toISOString();
      await write(false);
    },
    async end(isFinished) {
      const { place, totals } = counters.recorded();
      const isAtStart = place === undefined || (place.input === 0 && isStartOfInput(place));
      const isHeld = heldUntil !== null && Date.parse(heldUntil) > now().getTime();
      if (isFinished && totals.read > totals.blank) return write(true, now().toISOString());
      if ((isFinished || isAtStart) && !isHeld) {
        if (wasSaved) job.discard();
        return;
      }
      await write(true);
    },
  };
}

/** What was sent within the window is dropped, and Segment's memory of it is as old as that sending. */
function oldestSend(sentSince: Date | undefined, now: Date): Date {
  const isKnown = sentSince !== undefined && now.getTime() - sentSince.getTime() <= dedupWindowMs;
  return isKnown && sentSince < now ? sentSince : now;
}

const startOfAll: Place = { input: 0, offset: 0, line: 1, mark: undefined };
