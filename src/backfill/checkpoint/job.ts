import { replaceFile } from '../../files/replace-file.ts';
import { type Checkpoint, formatCheckpoint } from './checkpoint.ts';
import { removeCheckpoint } from './checkpoint-file.ts';
import { contentBytes, findChange } from './find-change.ts';
import { type FoundJob, findJob, type JobRequest } from './find-job.ts';
import { cannotWriteCheckpoint, lockLost } from './job-lock.ts';
import { createLatestState } from './latest-state.ts';

/** A backfill as something that can be interrupted: locked, and with what earlier runs of it left. */
export interface Job {
  /** The checkpoint file. */
  readonly path: string;
  /** Where an earlier run stopped. */
  readonly unfinished: Checkpoint | undefined;
  /** The receipt of an earlier run that sent these very inputs to their end. */
  readonly finished: Checkpoint | undefined;
  /** The same, of a run that was killed before it could print its outcome: that is left to do, and nothing else. */
  readonly unreported: Checkpoint | undefined;
  /** When the oldest line of these inputs was sent, as far as an earlier run noted it, given up by `--restart` or not. */
  readonly sentSince: Date | undefined;
  /** Throws StateError when another process has taken the job over: from then on everything here is that one's. */
  ensureOurs(): void;
  /** Replaces the checkpoint, or what was kept beside it since it was made durable. Throws StateError when it cannot be written, or when another process took the job over. */
  save(checkpoint: Checkpoint, options: { readonly isDurable: boolean }): Promise<void>;
  /** Removes the checkpoint: there is nothing worth resuming from. */
  discard(): void;
  /** Notes on the receipt, if there is one, that its outcome was printed. */
  markReported(): Promise<void>;
  close(): void;
}

/**
 * Locks the job and finds where it stopped.
 * Throws StateError when the job is running elsewhere, its checkpoint is damaged, or its inputs have changed.
 */
export async function openJob(request: JobRequest): Promise<Job> {
  const found = await findJob(request);
  try {
    return await jobOf(found, request);
  } catch (error) {
    found.lock.release();
    throw error;
  }
}

async function jobOf({ path, lock, checkpoint }: FoundJob, request: JobRequest): Promise<Job> {
  const earlier = checkpoint && (await judgeEarlier(checkpoint, request));
  let receipt = earlier?.unreported;
  const latest = createLatestState(path);
  const ensureOurs = (): void => {
    if (!lock.isOurs()) throw lockLost(path);
  };
  const save: Job['save'] = async (next, { isDurable }) => {
    ensureOurs();
    try {
      const text = formatCheckpoint(next);
      if (isDurable || !latest.keep(text)) {
        // A machine that sleeps does so in a sync, more often than not.
        await replaceFile(path, text, { isDurable, beforeRename: ensureOurs });
        latest.follow(text);
      }
    } catch (error) {
      ensureOurs();
      throw cannotWriteCheckpoint(path, error);
    }
    receipt = next.finishedAt === null ? undefined : next;
  };
  return {
    path,
    unfinished: earlier?.unfinished,
    finished: earlier?.finished,
    unreported: earlier?.unreported,
    sentSince: earlier?.sentSince,
    ensureOurs,
    save,
    async markReported() {
      // Durable: without, a power cut may leave an empty file in place of the receipt.
      if (receipt?.reported === false) await save({ ...receipt, reported: true }, { isDurable: true });
    },
    discard() {
      if (lock.isOurs()) removeCheckpoint(path);
    },
    close() {
      latest.close({ isOurs: lock.isOurs() });
      lock.release();
    },
  };
}

/** What a checkpoint that was found means for this run. Throws StateError when its inputs have changed in mid-job. */
async function judgeEarlier(
  checkpoint: Checkpoint,
  { inputs, isRestart, isAgain }: JobRequest,
): Promise<Partial<Pick<Job, 'unfinished' | 'finished' | 'unreported' | 'sentSince'>>> {
  const isUnreported = checkpoint.reported === false && !isRestart && !isAgain;
  // A pipe shows only when it is read whether it is what was sent: it is passed through, and compared.
  const isPiped = isUnreported && inputs.some(({ size }) => size === undefined);
  const found = isPiped ? { ...checkpoint, finishedAt: null } : checkpoint;
  const change = await findChange(found, inputs);
  if (change !== undefined) {
    if (found.finishedAt === null && !isRestart) throw change;
    return {};
  }
  const sentSince = new Date(found.startedAt);
  if (found.finishedAt === null) return isRestart ? { sentSince } : { unfinished: found, sentSince };
  const isSame = inputs.every((input, index) => contentBytes(input) === found.inputs[index]?.stored?.bytes);
  return isUnreported && isSame ? { unreported: found, sentSince } : { finished: found, sentSince };
}
