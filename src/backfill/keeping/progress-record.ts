import { dedupWindowMs } from '../../spec/limits.ts';
import { type Account, createAccount, type Recorded } from '../account.ts';
import type { Input } from '../reading/input.ts';
import type { InputNotes } from '../reading/read-spans.ts';
import type { Place } from '../span.ts';
import type { Checkpoint, InputState } from './checkpoint.ts';
import { firstLineDigest } from './fingerprint.ts';
import type { Job } from './job.ts';
import type { JobSettings } from './job-settings.ts';
import type { RejectsFile, RejectsState } from './rejects-file.ts';
import type { SettledSpan } from './settle.ts';

/** What a run writes down, and where. */
export interface RecordParts {
  /** Undefined when rejects are counted only. The record closes it. */
  readonly rejects: RejectsFile | undefined;
  /** What its checkpoints are made of; undefined when no run will go on from this one. */
  readonly job: JobParts | undefined;
  readonly now: () => Date;
  readonly monotonic: () => number;
}

/** What a job's checkpoints are made of, besides the account. */
export interface JobParts {
  readonly job: Pick<Job, 'unfinished' | 'sentSince' | 'save' | 'discard'>;
  readonly settings: JobSettings;
  readonly inputs: readonly Input[];
  /** Messages on their way at most. */
  readonly window: number;
}

/** What a run writes down of itself: its books, the rejects file, and the checkpoint where there is a job to go on with. */
export interface ProgressRecord extends AsyncDisposable {
  readonly account: Account;
  /** Undefined when no run will go on from this one. */
  readonly notes: InputNotes | undefined;
  /** The path of the rejects file; undefined while there is none. */
  readonly rejectsPath: string | undefined;
  /** A span is about to be sent. */
  opened(): void;
  /** Settled spans, in the order of the input: writes their rejects to the file, counts them, then writes the checkpoint. */
  settled(spans: readonly SettledSpan[]): Promise<void>;
  /** Remembers, across a restart too, that the API asked to be left alone until then (monotonic milliseconds). */
  hold(until: number): Promise<void>;
  /** The last word: a receipt when the job came to its end, nothing when it never got anywhere. */
  end(isFinished: boolean): Promise<void>;
}

export function createProgressRecord({ rejects, job, now, monotonic }: RecordParts): ProgressRecord {
  const earlier = job?.job.unfinished;
  const account = createAccount(monotonic(), earlier && recordedIn(earlier));
  const checkpoints = job && createCheckpoints(account, rejects, { ...job, now, monotonic });
  return {
    account,
    notes: checkpoints?.notes,
    get rejectsPath() {
      return rejects?.path;
    },
    opened: () => checkpoints?.opened(),
    async settled(spans) {
      await rejects?.append(
        spans.flatMap((span) => span.rejects),
        checkpoints?.announceRejects,
      );
      account.record(spans);
      await checkpoints?.save(spans.length);
    },
    hold: async (until) => checkpoints?.hold(until),
    end: async (isFinished) => checkpoints?.end(isFinished),
    async [Symbol.asyncDispose]() {
      await rejects?.close();
    },
  };
}

function recordedIn({ place, totals, rejectGroups, warnings }: Checkpoint): Recorded {
  return { place, totals, rejectGroups: new Map(rejectGroups), warnings: new Map(warnings) };
}

/** The checkpoint of a running job, kept up to date. */
interface Checkpoints {
  readonly notes: InputNotes;
  /** A span is about to be sent. */
  opened(): void;
  /** Writes down what the account has recorded, so many spans more; at most every 200 ms in such a way that it survives a power cut. */
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

function createCheckpoints(
  account: Pick<Account, 'recorded'>,
  rejects: RejectsFile | undefined,
  parts: JobParts & Pick<RecordParts, 'now' | 'monotonic'>,
): Checkpoints {
  const { job, inputs, now, monotonic } = parts;
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
    job: parts.settings,
    inputs: [...known],
    place: recorded.place ?? startOfAll,
    totals: recorded.totals,
    rejectGroups: [...recorded.rejectGroups],
    warnings: [...recorded.warnings],
    rejects: rejects?.state ?? announced ?? null,
    heldUntil: heldUntil !== null && Date.parse(heldUntil) > now().getTime() ? heldUntil : null,
    window: parts.window,
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
    await job.save(checkpointOf(account.recorded(), finishedAt), { isDurable });
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
      await job.save(checkpointOf(account.recorded(), null), { isDurable: false });
    },
    async hold(until) {
      heldUntil = new Date(now().getTime() + Math.max(0, until - monotonic())).toISOString();
      await write(false);
    },
    async end(isFinished) {
      const { place, totals } = account.recorded();
      const isAtStart = place === undefined || (place.input === 0 && place.offset === 0);
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
