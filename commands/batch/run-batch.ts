import { join } from 'node:path';
import { backoffMs } from '../../src/api/retry.ts';
import type { App } from '../../src/app.ts';
import { type Backfill, type BackfillResult, createBackfill } from '../../src/backfill/backfill.ts';
import { checkLimits } from '../../src/backfill/batches/check-limits.ts';
import { createEnvelope } from '../../src/backfill/batches/envelope.ts';
import type { Checkpoint } from '../../src/backfill/keeping/checkpoint.ts';
import type { Job } from '../../src/backfill/keeping/job.ts';
import type { JobSettings } from '../../src/backfill/keeping/job-settings.ts';
import { jobSettings, openJobOf } from '../../src/backfill/keeping/open-job.ts';
import { openRejects } from '../../src/backfill/keeping/open-rejects.ts';
import { createProgressRecord } from '../../src/backfill/keeping/progress-record.ts';
import { readReceipt } from '../../src/backfill/keeping/receipt.ts';
import type { RejectsFile } from '../../src/backfill/keeping/rejects-file.ts';
import { watchInputs } from '../../src/backfill/keeping/watch-inputs.ts';
import type { Input } from '../../src/backfill/reading/input.ts';
import { findInputs } from '../../src/backfill/reading/inputs.ts';
import { openReader, startReading } from '../../src/backfill/reading/open-reader.ts';
import { readRules } from '../../src/backfill/reading/read-rules.ts';
import type { ReadRules } from '../../src/backfill/reading/read-spans.ts';
import { readShard, type Shard } from '../../src/backfill/reading/shard.ts';
import type { ReadingThread } from '../../src/backfill/reading/thread/read-beside.ts';
import { chooseRates } from '../../src/backfill/sending/choose-rates.ts';
import { watchClocks } from '../../src/backfill/sending/watch-clocks.ts';
import { tuneForSending } from '../../src/backfill/tune-engine.ts';
import { needFolder } from '../../src/store/folders.ts';
import { type Progress, startProgress } from '../../src/terminal/progress.ts';
import { openTarget, type Target } from '../target.ts';
import { postTo, reportDelivery, tellClocks } from './delivery.ts';
import { inputNotices } from './input-notices.ts';
import { jobNotices } from './job-notices.ts';
import type { BatchFlags } from './options.ts';
import { type Outcome, tellAndThrow } from './outcome.ts';
import { standardStream } from './standard-stream.ts';
import { stopOnSignals } from './stop-on-signals.ts';

/** Runs one backfill from flags to exit: opens, sends, tells, and throws what the exit code is made of. */
export async function runBatch(app: App, names: readonly string[], flags: BatchFlags): Promise<void> {
  const shard = flags.shard === undefined ? undefined : readShard(flags.shard, app.io.env);
  const rules = await readRules(flags, shard);
  const inputs = await findInputs(names, app.io);
  const thread = startReading(inputs, rules, flags);
  try {
    await sendFiles(app, { inputs, flags, shard, rules, thread });
  } finally {
    thread?.close();
  }
}

/** What is known of a call before its target is. */
interface Reading {
  readonly inputs: readonly Input[];
  readonly flags: BatchFlags;
  readonly shard: Shard | undefined;
  readonly rules: ReadRules;
  /** Undefined where one reads in this thread. */
  readonly thread: ReadingThread | undefined;
}

async function sendFiles(app: App, reading: Reading): Promise<void> {
  const { inputs, flags } = reading;
  const isDry = flags.dryRun === true;
  let job: Job | undefined;
  let isTold = false;
  // Registered first, so it runs last, when the error too has been printed: what is killed before reports again.
  app.onClose(async () => {
    try {
      if (isTold) await job?.markReported();
    } catch (error) {
      app.print.verbose(`the receipt could not be marked as reported: ${String(error)}`);
    } finally {
      job?.close();
    }
  });
  const target = isDry ? undefined : await openTarget(app, flags, { connections: flags.concurrency });
  const writeKey = target === undefined ? await keyForDryRun(app, flags) : target.context.writeKey?.value;
  checkLimits(flags, createEnvelope(target?.bodyWriteKey));
  const origin = target?.describe.url ?? '';
  const settings = jobSettings({ options: flags, shard: reading.shard, origin, writeKey: writeKey ?? '' });
  const call = { ...reading, target, writeKey: writeKey ?? '', settings };
  if (target !== undefined) {
    sayWhere(app, target, inputs);
    const { shard } = reading;
    const surroundings = {
      io: app.io,
      stateFolder: async () => (await app.store()).folders.state,
      needStateFolder: async () => needFolder((await app.store()).folders, 'state', otherPlaces),
    };
    job = await openJobOf(
      { inputs, options: flags, shard, origin, settings },
      surroundings,
      jobNotices(app, inputs),
    );
  }
  const outcome =
    job?.unreported === undefined
      ? await sendJob(app, call, job)
      : { ...readReceipt(job.unreported), isDry: false, resumedFrom: undefined, checkpoint: undefined };
  await tellAndThrow(app, outcome, () => {
    isTold = true;
  });
}

const otherPlaces = 'Or name a file with --checkpoint FILE, or do without with --no-checkpoint';

/** What a backfill needs once its inputs and its target are found. */
interface Call extends Reading {
  /** Undefined in a dry run. */
  readonly target: Target | undefined;
  /** Takes part in the derived messageIds. */
  readonly writeKey: string;
  readonly settings: JobSettings;
}

async function sendJob(app: App, call: Call, job: Job | undefined): Promise<Outcome> {
  const earlier = job?.unfinished;
  let announce: (state: NonNullable<RejectsFile['state']>) => void | Promise<void> = () => {};
  const { style } = app.print;
  const rejects = await openRejects(
    {
      inputs: call.inputs,
      requested: call.flags.rejects,
      isDry: call.flags.dryRun === true,
      shard: call.shard,
      earlier: earlier?.rejects ?? undefined,
      beforeCreate: (state) => announce(state),
    },
    {
      from: app.io,
      standardStream: (name) => standardStream(app, name),
      waitsForReader: (path) =>
        app.print.note(style.dim(`${style.symbols.pointer} waiting for a reader of ${path}`)),
    },
  );
  try {
    const record: Parameters<typeof createBackfill>[1]['record'] =
      job &&
      ((account) => {
        const { inputs, flags, settings } = call;
        const made = createProgressRecord(account, rejects, {
          job,
          settings,
          inputs,
          window: flags.concurrency * flags.maxBatchEvents,
          now: app.io.now,
          monotonic: app.io.monotonic,
        });
        announce = made.announceRejects;
        return made;
      });
    const result = await sendInputs(app, call, { job, rejects, record });
    return {
      result,
      isDry: call.flags.dryRun === true,
      rejects: rejects?.path,
      resumedFrom: earlier && { ...earlier.place, file: call.inputs[earlier.place.input]?.name ?? '-' },
      checkpoint: result.isFinished || job === undefined ? undefined : job.path,
    };
  } finally {
    await rejects?.close();
  }
}

interface Keeping {
  readonly job: Job | undefined;
  /** Undefined when rejects are counted only. */
  readonly rejects: RejectsFile | undefined;
  readonly record: Parameters<typeof createBackfill>[1]['record'];
}

/** Sends the inputs with progress on stderr and an orderly end on signals. Never throws for what the API or the data did. */
async function sendInputs(app: App, call: Call, { job, rejects, record }: Keeping): Promise<BackfillResult> {
  const { inputs, flags, target, writeKey, shard, rules, thread } = call;
  const { io } = app;
  const envelope = createEnvelope(target?.bodyWriteKey);
  const stop = stopOnSignals(app, job !== undefined);
  let progress: Progress | undefined;
  const warn = (sentence: string) => progress?.say(`${app.print.style.symbols.warning} ${sentence}`);
  const watch =
    target === undefined || flags.checkpoint === false
      ? undefined
      : watchInputs(
          {
            inputs,
            settings: call.settings,
            job,
            folder: await receiptsFolder(app),
            now: io.now,
          },
          inputNotices(app, warn, flags.importId !== undefined),
        );
  const ids = { writeKey, importId: flags.importId };
  const { read, readsBeside } = await openReader(thread, flags, envelope, ids);
  const tune = () => tuneForSending({ readsBeside });
  if (target === undefined) tune();
  const onServerDate = watchClocks(io.now, (aheadMs) => tellClocks(aheadMs, warn));
  const watching = { now: io.now, onFirstAnswer: tune, onServerDate };
  const backfill = createBackfill(
    {
      inputs,
      rules,
      concurrency: flags.concurrency,
      rates: chooseRates(flags, target?.describe.url, shard),
      maxWaitMs: flags.maxWait,
      from: job?.unfinished,
    },
    {
      post: target && postTo(target, envelope, flags, watching),
      read,
      rejects,
      record,
      watch,
      backoff: (retry) =>
        backoffMs({ attempt: retry, baseMs: flags.retryBase, capMs: 60_000, random: io.random() }),
      now: io.now,
      monotonic: io.monotonic,
      sleep: io.sleep,
      report: reportDelivery(app, () => progress),
      stopping: stop.stopping,
      abandon: stop.abandon,
    },
  );
  try {
    progress = await showProgress(app, call, backfill, job?.unfinished);
    return await backfill.run();
  } finally {
    progress?.stop();
    stop.forget();
  }
}

async function receiptsFolder(app: App): Promise<string | undefined> {
  const { state } = (await app.store()).folders;
  return state && join(state, 'receipts');
}

/** A dry run needs no key, but with one its ids are the very ids that would be sent. */
async function keyForDryRun(app: App, flags: BatchFlags): Promise<string | undefined> {
  const context = await app.context({ source: flags.source, writeKey: flags.writeKey });
  return context.writeKey?.value;
}

function sayWhere(app: App, { describe }: Target, inputs: readonly Input[]): void {
  const { style } = app.print;
  const [first] = inputs;
  const what = inputs.length === 1 ? (first?.name === '-' ? 'stdin' : first?.name) : `${inputs.length} files`;
  const where = [
    describe.workspace === undefined ? '' : `workspace ${describe.workspace}`,
    describe.source === undefined ? '' : `source ${describe.source}`,
    describe.sandbox ? 'this machine only' : describe.region,
  ].filter((text) => text !== '');
  app.print.note(
    style.dim(`${style.symbols.pointer} sending ${what} to ${where.join(' · ')} (${describe.url})`),
  );
}

function showProgress(
  app: App,
  { flags, inputs }: Call,
  backfill: Backfill,
  from: Checkpoint | undefined,
): Promise<Progress> {
  const sizes = inputs.map((input) => input.size);
  const totalBytes = sizes.includes(undefined) ? undefined : sumOf(sizes);
  const isQuiet = app.globals.quiet || app.globals.json;
  const before = from === undefined ? 0 : settledBefore(from, sizes);
  return startProgress({ io: app.io, print: app.print, quiet: isQuiet }, flags.progress, () => {
    const { read, acknowledged, rejected, retries } = backfill.counts();
    const { start = before, end = before } = backfill.settled() ?? {};
    return {
      lines: read,
      acknowledged,
      rejected,
      retries,
      inputBytes: backfill.inputBytes(),
      settledBytes: end,
      totalBytes,
      earlier: { acknowledged: from?.totals.acknowledged ?? 0, settledBytes: start },
    };
  });
}

/** Bytes as stored; where in a compressed input the last run stopped is known once that is passed through again. */
function settledBefore({ place }: Checkpoint, sizes: readonly (number | undefined)[]): number {
  return sumOf(sizes.slice(0, place.input)) + (place.mark?.kind === 'tail' ? place.offset : 0);
}

function sumOf(sizes: readonly (number | undefined)[]): number {
  return sizes.reduce((sum: number, size) => sum + (size ?? 0), 0);
}
