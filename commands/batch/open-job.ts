import { join } from 'node:path';
import type { App } from '../../src/app.ts';
import type { Checkpoint } from '../../src/backfill/keeping/checkpoint.ts';
import { type Job, openJob, refusePipeForFile } from '../../src/backfill/keeping/job.ts';
import { hashWriteKey, type JobSettings } from '../../src/backfill/keeping/job-settings.ts';
import type { Input } from '../../src/backfill/reading/input.ts';
import { type Shard, shardSuffix } from '../../src/backfill/reading/shard.ts';
import { CancelledError, UsageError } from '../../src/errors.ts';
import { pathFrom } from '../../src/files/path-from.ts';
import { dedupWindowMs } from '../../src/spec/limits.ts';
import { isLoopback } from '../../src/spec/url.ts';
import { needFolder } from '../../src/store/folders.ts';
import { formatCount, formatDuration } from '../../src/terminal/numbers.ts';
import type { BatchFlags } from './options.ts';

export interface JobCall {
  readonly inputs: readonly Input[];
  readonly flags: BatchFlags;
  readonly shard: Shard | undefined;
  /** Where messages go. */
  readonly origin: string;
  readonly writeKey: string;
}

/** What makes this call the same job as another one (docs/rules.md#jobs). */
export function jobSettings({ flags, shard, origin, writeKey }: JobCall): JobSettings {
  return {
    origin,
    writeKey: hashWriteKey(writeKey),
    where: flags.where ?? null,
    shard: shard === undefined ? null : `${shard.index}/${shard.count}`,
    importId: flags.importId ?? null,
    replay: flags.replay === true,
    set: [...flags.set].sort(([a], [b]) => (a < b ? -1 : 1)),
  };
}

/**
 * Opens the job of a call, tells where it goes on, and asks before a finished one is sent again too late for
 * Segment to notice. Undefined where nothing is noted down: `--no-checkpoint`, and by default for stdin and pipes,
 * which no later run can read again. Throws StateError, UsageError and CancelledError.
 */
export async function openJobOf(app: App, call: JobCall): Promise<Job | undefined> {
  const place = await placeOf(app, call);
  if (place === undefined) return undefined;
  const { inputs, flags, shard } = call;
  const job = await openJob({
    inputs,
    settings: jobSettings(call),
    place,
    label: `${inputs[0]?.name ?? ''}${shardSuffix(shard)}`,
    isRestart: flags.restart === true,
    isAgain: flags.again === true,
    owner: app.io,
  });
  try {
    if (job.unfinished !== undefined) tellResumed(app, inputs, job.unfinished);
    if (job.unreported !== undefined) tellUnreported(app, job.unreported);
    if (job.finished !== undefined) await confirmAgain(app, call, job.finished);
  } catch (error) {
    job.close();
    throw error;
  }
  return job;
}

async function placeOf(app: App, call: JobCall) {
  const { inputs, flags, shard } = call;
  if (flags.checkpoint === false) {
    if (flags.restart !== true) return undefined;
    throw new UsageError('--restart and --no-checkpoint exclude each other: nothing is noted down.', {
      code: 'flags_conflict',
      hint: 'Leave out --restart.',
    });
  }
  const pipe = inputs.find(({ size }) => size === undefined);
  if (flags.checkpoint !== undefined) {
    if (pipe !== undefined && inputs.length > 1) {
      const name = pipe.name === '-' ? 'stdin' : pipe.name;
      throw new UsageError(`With --checkpoint ${name} must be the only input: it can be read only once.`, {
        code: 'checkpoint_of_pipe',
        hint: 'Send it by a call of its own.',
      });
    }
    const suffix = shardSuffix(shard);
    return { kind: 'file', path: pathFrom(app.io, `${flags.checkpoint}${suffix}`) } as const;
  }
  const { folders } = await app.store();
  if (pipe === undefined)
    return { kind: 'folder', path: checkpointsIn(needFolder(folders, 'state', otherPlaces)) } as const;
  // A pipe leaves nothing there: without a folder, there is no file that it could stand in for.
  if (folders.state === undefined) return undefined;
  const request = { inputs, settings: jobSettings(call), isRestart: flags.restart === true };
  refusePipeForFile(request, checkpointsIn(folders.state));
  return undefined;
}

const otherPlaces = 'Or name a file with --checkpoint FILE, or do without with --no-checkpoint';

function checkpointsIn(stateFolder: string): string {
  return join(stateFolder, 'checkpoints');
}

function tellResumed(app: App, inputs: readonly Input[], checkpoint: Checkpoint): void {
  const { print, io } = app;
  const { style } = print;
  const { place, savedAt, window, windowSince = savedAt, totals } = checkpoint;
  const age = io.now().getTime() - Date.parse(savedAt);
  const name = inputs[place.input]?.name ?? '';
  const where = `line ${formatCount(place.line)} of ${name === '-' ? 'stdin' : name}`;
  print.note(
    style.dim(
      `${style.symbols.pointer} going on at ${where}, where a run stopped ${formatDuration(Math.max(0, age))} ago: ${formatCount(totals.read)} lines are settled (--restart begins anew)`,
    ),
  );
  const sentAge = io.now().getTime() - Date.parse(windowSince);
  if (sentAge > dedupWindowMs) {
    const since =
      sentAge - age < 60_000
        ? 'That is'
        : `What was on its way then was sent ${formatDuration(sentAge)} ago,`;
    print.warn(
      `${since} longer ago than the 24 hours for which Segment surely drops what it has seen: up to ${formatCount(window)} lines that were on their way then may arrive twice.`,
    );
  }
}

/** Nothing is left to send: the run that did was killed before it could print how it ended. */
function tellUnreported({ print, io }: App, { finishedAt, savedAt }: Checkpoint): void {
  const age = io.now().getTime() - Date.parse(finishedAt ?? savedAt);
  const { style } = print;
  print.note(
    style.dim(
      `${style.symbols.pointer} this input was sent to its end ${formatDuration(Math.max(0, age))} ago, by a run that was killed before it could say so: nothing is sent now (--again sends it again)`,
    ),
  );
}

/**
 * The input was sent to its end before: within the window that is harmless, later it must be meant. What counts is
 * the oldest line: a job that took longer than a day began to be forgotten before it ended.
 */
async function confirmAgain(app: App, { flags, origin }: JobCall, receipt: Checkpoint): Promise<void> {
  const ago = (time: string) => Math.max(0, app.io.now().getTime() - Date.parse(time));
  const age = ago(receipt.startedAt);
  const endAge = ago(receipt.finishedAt ?? receipt.savedAt);
  const when = `${formatDuration(endAge)} ago`;
  const { style } = app.print;
  // A sandbox on this machine is no Segment: it forgets when it ends, and is there to be sent to again.
  if (age <= dedupWindowMs || isLoopback(new URL(origin)) || flags.again === true) {
    const what =
      age <= dedupWindowMs ? 'the same messageIds again, which Segment drops' : 'the same messageIds again';
    app.print.note(
      style.dim(`${style.symbols.pointer} this input was sent to its end ${when}: sending ${what}`),
    );
    return;
  }
  const since = endAge <= dedupWindowMs ? `, and its first line ${formatDuration(age)} ago` : '';
  const facts = `This input was sent to its end ${when}${since}. Segment may not recognise its messageIds any more, so its lines may arrive twice.`;
  if (!app.mayPrompt) {
    throw new UsageError(facts, {
      code: 'sent_before',
      hint: 'If that is what you want, add --again.',
    });
  }
  app.print.note(facts);
  const { createPrompts } = await import('../../src/terminal/prompts.ts');
  const isMeant = await createPrompts(app.io, app.print).confirm({ message: 'Send it again?' });
  if (!isMeant) throw new CancelledError('Cancelled; nothing was sent.');
}
