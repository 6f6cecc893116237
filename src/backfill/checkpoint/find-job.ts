import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { StateError } from '../../errors.ts';
import { makeFolder } from '../../files/make-folder.ts';
import type { OwnerLock, OwnProcess } from '../../files/owner-lock.ts';
import { syncFolder } from '../../files/replace-file.ts';
import { changed } from '../reading/changed-input.ts';
import type { Input } from '../reading/input.ts';
import type { Checkpoint } from './checkpoint.ts';
import { readCheckpointFile, removeCheckpoint, sweepCheckpoints } from './checkpoint-file.ts';
import { findChange } from './find-change.ts';
import { firstLineDigest, readBeginning } from './fingerprint.ts';
import { cannotWriteCheckpoint, lockJob } from './job-lock.ts';
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

/** The checkpoint file of a job, read under its lock. */
export interface FoundJob {
  readonly path: string;
  readonly lock: OwnerLock;
  readonly checkpoint: Checkpoint | undefined;
}

/**
 * Locks the job and reads its checkpoint. A job is recognised by its settings and by its inputs: by their paths, and by
 * their first line where a file was renamed or copied (rule R7).
 */
export async function findJob(request: JobRequest): Promise<FoundJob> {
  return request.place.kind === 'file' ? openFile(request) : findInFolder(request);
}

/** `--checkpoint FILE`: what is in it must be of this job. */
function openFile({ place: { path }, settings, inputs, isRestart, owner }: JobRequest): FoundJob {
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
async function findInFolder(request: JobRequest): Promise<FoundJob> {
  const { inputs, settings, place, label, owner } = request;
  const all = openFolder(place.path);
  const [first] = inputs;
  const firstLine = first === undefined ? undefined : (await readBeginning(first)).firstLine;
  const byPath = keyOfPaths(request);
  const byContent = jobKey(settings, String(inputs.length), firstLineDigest(firstLine) ?? '');
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
  for (const name of namesIn(folder)) {
    if (!name.endsWith('.json') || !name.includes(`-${byPath}-`)) continue;
    const checkpoint = readCheckpointFile(join(folder, name), request);
    const pipe = request.inputs.find(({ size }) => size === undefined);
    if (checkpoint?.finishedAt === null) throw changed(pipe?.name ?? '-', 'it was a file, and is a pipe now');
  }
}

/**
 * `--restart` of a file that was rewritten: what was left of its old content is not resumed. Writing the new
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
): Promise<FoundJob | undefined> {
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

/** A pipe needs nothing of the folder: one that cannot be listed does not stop it. */
function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** Makes the folder where it is missing; returns the names in it. */
function openFolder(folder: string): string[] {
  try {
    makeFolder(folder);
    syncFolder(folder);
    return readdirSync(folder);
  } catch (error) {
    throw cannotWriteCheckpoint(folder, error);
  }
}

/** Letters that every file system takes, and not too many of them. */
function safeLabel(label: string): string {
  return basename(label)
    .replace(/[^A-Za-z0-9._-]+/g, '_')
    .slice(0, 60);
}
