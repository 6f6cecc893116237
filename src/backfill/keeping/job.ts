import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { StateError, systemErrorCode } from '../../errors.ts';
import { makeFolder } from '../../files/make-folder.ts';
import { type OwnerLock, type OwnProcess, takeLock } from '../../files/owner-lock.ts';
import { replaceFile, syncFolder } from '../../files/replace-file.ts';
import type { Input } from '../reading/input.ts';
import { changed } from '../reading/read-chunks.ts';
import { type Checkpoint, formatCheckpoint } from './checkpoint.ts';
import { readCheckpointFile, removeCheckpoint, sweepCheckpoints } from './checkpoint-file.ts';
import { findChange } from './find-change.ts';
import { firstLineDigest, readFirstLine } from './fingerprint.ts';
import { findDifference, type JobSettings, jobKey } from './job-settings.ts';

export interface JobRequest {
  readonly inputs: readonly Input[];
  readonly settings: JobSettings;
  /** A folder in which jobs are found by their inputs, or the one file that `--checkpoint` names. */
  readonly place: { readonly kind: 'folder' | 'file'; readonly path: string };
  /** Part of the name of a checkpoint, for whoever looks into the folder. */
  readonly label: string;
  /** `--restart`: whatever an earlier run left does not count. */
  readonly isRestart: boolean;
  /** `--again`: a finished job is sent again, also when nobody has seen its outcome. */
  readonly isAgain: boolean;
  readonly owner: OwnProcess;
}

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
  /** Replaces the checkpoint. Throws StateError when it cannot be written, or when another process took the job over. */
  save(checkpoint: Checkpoint, options: { readonly isDurable: boolean }): Promise<void>;
  /** Removes the checkpoint: there is nothing worth going on from. */
  discard(): void;
  /** Notes on the receipt, if there is one, that its outcome was printed. */
  markReported(): Promise<void>;
  close(): void;
}

/** What is found for a job: its file, read under its lock. */
interface Found {
  readonly path: string;
  readonly lock: OwnerLock;
  readonly checkpoint: Checkpoint | undefined;
}

/**
 * Locks the job and finds where it stopped. A job is recognised by its settings and by its inputs: by their
 * paths, and by their first line where a file was renamed or copied (rule R7).
 * Throws StateError when the job is running elsewhere, its checkpoint is damaged, or its inputs have changed.
 */
export async function openJob(request: JobRequest): Promise<Job> {
  const found = request.place.kind === 'file' ? openFile(request) : await findInFolder(request);
  try {
    return await jobOf(found, request);
  } catch (error) {
    found.lock.release();
    throw error;
  }
}

async function jobOf({ path, lock, checkpoint }: Found, request: JobRequest): Promise<Job> {
  const earlier = checkpoint && (await judgeEarlier(checkpoint, request));
  let receipt = earlier?.unreported;
  const save: Job['save'] = async (next, options) => {
    if (!lock.isOurs()) throw lockLost(path);
    try {
      await replaceFile(path, formatCheckpoint(next), options);
    } catch (error) {
      throw cannotWrite(path, error);
    }
    receipt = next.finishedAt === null ? undefined : next;
  };
  return {
    path,
    unfinished: earlier?.unfinished,
    finished: earlier?.finished,
    unreported: earlier?.unreported,
    sentSince: earlier?.sentSince,
    save,
    async markReported() {
      // Durable: without, a power cut may leave an empty file in place of the receipt.
      if (receipt?.reported === false) await save({ ...receipt, reported: true }, { isDurable: true });
    },
    discard() {
      removeCheckpoint(path);
    },
    close() {
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
  const isSame = inputs.every(({ size }, index) => size === found.inputs[index]?.stored?.bytes);
  return isUnreported && isSame ? { unreported: found, sentSince } : { finished: found, sentSince };
}

/** `--checkpoint FILE`: what is in it must be of this job. */
function openFile({ place: { path }, settings, inputs, isRestart, owner }: JobRequest): Found {
  const lock = lockJob(path, owner);
  try {
    const checkpoint = readCheckpointFile(path, { isRestart });
    if (checkpoint === undefined || isRestart) return { path, lock, checkpoint };
    const difference =
      findDifference(checkpoint.job, settings) ??
      (checkpoint.inputs.length === inputs.length ? undefined : 'other inputs');
    if (difference === undefined) return { path, lock, checkpoint };
    if (checkpoint.finishedAt !== null) return { path, lock, checkpoint: undefined };
    throw new StateError(`The checkpoint ${path} belongs to another job: one with ${difference}.`, {
      code: 'checkpoint_of_another_job',
      hint: 'Name another file with --checkpoint, or give up that job with --restart.',
    });
  } catch (error) {
    lock.release();
    throw error;
  }
}

/**
 * Names in the folder end in two keys, `<by paths>-<by content>.json`: a job whose file was renamed shares the
 * second with its checkpoint, and one whose file was rewritten the first.
 */
async function findInFolder(request: JobRequest): Promise<Found> {
  const { inputs, settings, place, label, owner } = request;
  prepareFolder(place.path);
  const [first] = inputs;
  const firstLine = first === undefined ? undefined : await readFirstLine(first);
  const byPath = keyOfPaths(request);
  const byContent = jobKey(settings, String(inputs.length), firstLineDigest(firstLine) ?? '');
  const all = listAll(place.path);
  sweepCheckpoints(place.path, all, owner);
  const names = all.filter((name) => name.endsWith('.json'));
  const ending = `-${byPath}-${byContent}.json`;
  const exact = names.find((name) => name.endsWith(ending)) ?? `${safeLabel(label)}${ending}`;

  const own = names.filter((name) => name.includes(`-${byPath}-`));
  const alike = names.filter((name) => name.endsWith(`-${byContent}.json`) && !own.includes(name));
  if (request.isRestart) for (const name of own) if (name !== exact) giveUp(join(place.path, name), owner);
  for (const name of [exact, ...own.filter((other) => other !== exact)]) {
    const found = await openIf(join(place.path, name), request, (checkpoint) => {
      // The receipt of what stood in this file before is of no concern; an unfinished job is.
      return name === exact || checkpoint.finishedAt === null;
    });
    if (found !== undefined) return found;
  }
  const isSame = async (checkpoint: Checkpoint) => (await findChange(checkpoint, inputs)) === undefined;
  for (const name of alike) {
    const path = join(place.path, name);
    // Looked at before it is locked: files that only begin alike may well be sent at the same time.
    const seen = readCheckpointFile(path, request);
    if (seen === undefined || !(await isSame(seen))) continue;
    const found = await openIf(path, request, isSame);
    if (found !== undefined) return found;
  }
  const path = join(place.path, exact);
  return { path, lock: lockJob(path, owner), checkpoint: undefined };
}

/**
 * Of a pipe nothing is noted, but one that stands where a file was being sent is found out: reading it from the
 * start would repeat lines. Throws StateError.
 */
export function refusePipeForFile(
  request: Pick<JobRequest, 'inputs' | 'settings' | 'isRestart'>,
  folder: string,
): void {
  if (request.isRestart) return;
  const byPath = keyOfPaths(request);
  for (const name of listIfAny(folder)) {
    if (!name.includes(`-${byPath}-`)) continue;
    const checkpoint = readCheckpointFile(join(folder, name), request);
    const pipe = request.inputs.find(({ size }) => size === undefined);
    if (checkpoint?.finishedAt === null) throw changed(pipe?.name ?? '-', 'it was a file, and is a pipe now');
  }
}

/**
 * `--restart` of a file that was rewritten: what was left of its old content is not gone on with. Writing the new
 * checkpoint there would hide it from a run that finds the file by its content, renamed.
 */
function giveUp(path: string, owner: OwnProcess): void {
  const lock = lockJob(path, owner);
  try {
    const checkpoint = readCheckpointFile(path, { isRestart: true });
    if (checkpoint === undefined || checkpoint.finishedAt === null) removeCheckpoint(path);
  } finally {
    lock.release();
  }
}

function keyOfPaths({ inputs, settings }: Pick<JobRequest, 'inputs' | 'settings'>): string {
  return jobKey(settings, ...inputs.map(({ path }) => path ?? '-'));
}

/** The checkpoint at a path under its lock, when there is one and it is wanted. */
async function openIf(
  path: string,
  { owner, isRestart }: JobRequest,
  isWanted: (checkpoint: Checkpoint) => boolean | Promise<boolean>,
): Promise<Found | undefined> {
  const lock = lockJob(path, owner);
  try {
    const checkpoint = readCheckpointFile(path, { isRestart });
    if (checkpoint !== undefined && (await isWanted(checkpoint))) return { path, lock, checkpoint };
  } catch (error) {
    lock.release();
    throw error;
  }
  lock.release();
  return undefined;
}

function listNames(folder: string): string[] {
  return listAll(folder).filter((name) => name.endsWith('.json'));
}

function listAll(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return [];
    throw cannotWrite(folder, error);
  }
}

/** A pipe needs nothing of the folder: one that cannot be listed does not stop it. */
function listIfAny(folder: string): string[] {
  try {
    return listNames(folder);
  } catch {
    return [];
  }
}

function prepareFolder(folder: string): void {
  try {
    makeFolder(folder);
    syncFolder(folder);
  } catch (error) {
    throw cannotWrite(folder, error);
  }
}

/** Letters that every file system takes, and not too many of them. */
function safeLabel(label: string): string {
  return basename(label)
    .replace(/[^A-Za-z0-9._-]+/g, '_')
    .slice(0, 60);
}

function lockJob(path: string, owner: OwnProcess): OwnerLock {
  const lockPath = `${path}.lock`;
  let outcome: ReturnType<typeof takeLock>;
  try {
    outcome = takeLock(lockPath, owner);
  } catch (error) {
    throw cannotWrite(lockPath, error);
  }
  if (outcome.kind === 'taken') return outcome.lock;
  if (outcome.kind === 'stuck')
    throw new StateError(`The lock ${lockPath} cannot be taken over: ${outcome.reason}.`, {
      code: 'job_locked',
      hint: `Move it away: mv "${lockPath}" "${lockPath}.aside"`,
    });
  const { owner: other, remote } = outcome;
  const where = remote ? ` on ${other.host}` : '';
  throw new StateError(`This job is running already (process ${other.pid}${where}).`, {
    code: 'job_locked',
    details: ['Two at once would send its lines twice.'],
    hint: remote
      ? 'Wait for it to end. If it was killed: its lock is free a minute after that; run the same command then.'
      : 'Wait for it to end, or end it: the next run goes on where it stopped.',
  });
}

function lockLost(path: string): StateError {
  return new StateError(`Another process has taken over this job (${path}).`, {
    code: 'job_lock_lost',
    hint: 'It goes on where this one stops. That happens when this machine slept or the clock jumped.',
  });
}

function cannotWrite(path: string, error: unknown): StateError {
  const code = systemErrorCode(error);
  const reason = code === 'ENOSPC' ? 'the disk is full' : (code ?? 'unknown reason');
  return new StateError(`The checkpoint ${path} cannot be written: ${reason}.`, {
    code: 'checkpoint_unwritable',
    hint:
      code === 'ENOSPC'
        ? 'Free some space and run the same command again.'
        : 'Name another folder in SEGMENT_STATE_DIR, another file with --checkpoint FILE, or do without with --no-checkpoint.',
    cause: error,
  });
}
