import { join } from 'node:path';
import { UsageError } from '../../errors.ts';
import { pathFrom } from '../../files/open-path.ts';
import type { OwnProcess } from '../../files/owner-lock.ts';
import { dedupWindowMs } from '../../spec/limits.ts';
import { isLoopback } from '../../spec/url.ts';
import type { Input } from '../reading/input.ts';
import { type Shard, shardSuffix } from '../reading/shard.ts';
import type { Checkpoint } from './checkpoint.ts';
import { refusePipeForFile } from './find-job.ts';
import { type Job, openJob } from './job.ts';
import { hashWriteKey, type JobSettings } from './job-settings.ts';

/** What makes a call the job that it is, and where that is noted down, by the names of its options. */
export interface JobOptions {
  /** A path, or false where nothing is noted down. */
  readonly checkpoint?: string | false;
  readonly restart?: boolean;
  readonly again?: boolean;
  readonly where?: string;
  readonly importId?: string;
  readonly replay?: boolean;
  readonly set: ReadonlyMap<string, string>;
}

export interface JobCall {
  readonly inputs: readonly Input[];
  readonly options: JobOptions;
  readonly shard: Shard | undefined;
  /** Where messages go. */
  readonly origin: string;
  readonly settings: JobSettings;
}

/** Where jobs are kept, and the process that takes one. */
export interface JobDeps {
  /** `cwd` is asked for only where a path depends on it. */
  readonly io: OwnProcess & { readonly cwd: string; readonly now: () => Date };
  /** The folder for state; undefined where nobody says which. */
  stateFolder(): Promise<string | undefined>;
  /** The same; throws StateError where there is none. */
  needStateFolder(): Promise<string>;
}

/** Told what an earlier run of the job left. */
export interface JobNotices {
  /** This run resumes where that one stopped. */
  resumed(left: Checkpoint): void;
  /** Nothing is left to send: the run that did was killed before it could print how it ended. */
  unreported(receipt: Checkpoint): void;
  /** The input was sent to its end, and is sent again. */
  again(receipt: Checkpoint, options: { readonly isWithinWindow: boolean }): void;
  /** The same, too late for Segment to notice. Throws UsageError or CancelledError unless it is meant. */
  confirmAgain(receipt: Checkpoint): Promise<void>;
}

/** What makes this call the same job as another one (docs/rules.md#jobs). */
export function jobSettings({
  options,
  shard,
  origin,
  writeKey,
  readAs,
}: Pick<JobCall, 'options' | 'shard' | 'origin'> & {
  readonly writeKey: string;
  /** How rows become messages, where that is asked for. */
  readonly readAs?: string | undefined;
}): JobSettings {
  return {
    origin,
    writeKey: hashWriteKey(writeKey),
    where: options.where ?? null,
    shard: shard === undefined ? null : `${shard.index}/${shard.count}`,
    importId: options.importId ?? null,
    replay: options.replay === true,
    set: [...options.set].sort(([a], [b]) => (a < b ? -1 : 1)),
    ...(readAs !== undefined && { readAs }),
  };
}

/**
 * Opens the job of a call, reports where it resumes, and asks before a finished one is sent again too late for
 * Segment to notice. Undefined where nothing is noted down: `--no-checkpoint`, and by default for stdin and pipes,
 * which no later run can read again. Throws StateError, UsageError and CancelledError.
 */
export async function openJobOf(call: JobCall, deps: JobDeps, notices: JobNotices): Promise<Job | undefined> {
  const place = await placeOf(call, deps);
  if (place === undefined) return undefined;
  const { inputs, options, shard } = call;
  const { io } = deps;
  const job = await openJob({
    inputs,
    settings: call.settings,
    place,
    label: `${inputs[0]?.name ?? ''}${shardSuffix(shard)}`,
    isRestart: options.restart === true,
    isAgain: options.again === true,
    owner: io,
  });
  try {
    if (job.unfinished !== undefined) notices.resumed(job.unfinished);
    if (job.unreported !== undefined) notices.unreported(job.unreported);
    if (job.finished !== undefined) await judgeAgain(job.finished, call, io.now(), notices);
  } catch (error) {
    job.close();
    throw error;
  }
  return job;
}

async function placeOf(call: JobCall, { io, stateFolder, needStateFolder }: JobDeps) {
  const { inputs, options, shard } = call;
  if (options.checkpoint === false) {
    if (options.restart !== true) return undefined;
    throw new UsageError(
      '--restart and --no-checkpoint exclude each other: without a checkpoint every run starts over.',
      {
        code: 'flags_conflict',
        hint: 'Leave out --restart.',
      },
    );
  }
  const pipe = inputs.find(({ size }) => size === undefined);
  if (options.checkpoint !== undefined) {
    if (pipe !== undefined && inputs.length > 1) {
      const name = pipe.name === '-' ? 'stdin' : pipe.name;
      throw new UsageError(`With --checkpoint ${name} must be the only input: it can be read only once.`, {
        code: 'checkpoint_of_pipe',
        hint: 'Send it in a separate call.',
      });
    }
    const suffix = shardSuffix(shard);
    return { kind: 'file', path: pathFrom(io, `${options.checkpoint}${suffix}`) } as const;
  }
  if (pipe === undefined) return { kind: 'folder', path: checkpointsIn(await needStateFolder()) } as const;
  // A pipe leaves nothing there: without a folder, there is no file that it could stand in for.
  const state = await stateFolder();
  if (state === undefined) return undefined;
  const request = { inputs, settings: call.settings, isRestart: options.restart === true };
  refusePipeForFile(request, checkpointsIn(state));
  return undefined;
}

function checkpointsIn(stateFolder: string): string {
  return join(stateFolder, 'checkpoints');
}

/**
 * The input was sent to its end before: within the window that is harmless, later it must be meant. What counts is
 * the oldest line: a job that took longer than a day began to be forgotten before it ended.
 */
async function judgeAgain(
  receipt: Checkpoint,
  { options, origin }: JobCall,
  now: Date,
  notices: JobNotices,
): Promise<void> {
  const isWithinWindow = now.getTime() - Date.parse(receipt.startedAt) <= dedupWindowMs;
  // What was never acknowledged cannot be duplicated.
  const wasSent = receipt.totals.acknowledged > 0;
  // A sandbox on this machine is no Segment: it forgets when it ends, and is there to be sent to again.
  if (!wasSent || isWithinWindow || isLoopback(new URL(origin)) || options.again === true)
    notices.again(receipt, { isWithinWindow });
  else await notices.confirmAgain(receipt);
}
