import { backoffMs } from '../../src/api/retry.ts';
import type { App } from '../../src/app.ts';
import { runBackfill } from '../../src/backfill/backfill.ts';
import { checkLimits, createEnvelope } from '../../src/backfill/batches/envelope.ts';
import type { Job } from '../../src/backfill/checkpoint/job.ts';
import { jobSettings, openJobOf } from '../../src/backfill/checkpoint/open-job.ts';
import { createProgressRecord } from '../../src/backfill/checkpoint/progress-record.ts';
import { readReceipt } from '../../src/backfill/checkpoint/receipt.ts';
import { watchInputs } from '../../src/backfill/checkpoint/sent-inputs.ts';
import { findInputs } from '../../src/backfill/reading/inputs.ts';
import { openReader, startReading } from '../../src/backfill/reading/open-reader.ts';
import { readRules } from '../../src/backfill/reading/read-rules.ts';
import { readShard } from '../../src/backfill/reading/shard.ts';
import { openRejects } from '../../src/backfill/rejects/open-rejects.ts';
import { chooseRates } from '../../src/backfill/sending/pace.ts';
import { watchClocks } from '../../src/backfill/sending/watch-clocks.ts';
import { tuneForSending } from '../../src/backfill/tune-engine.ts';
import { openTarget } from '../target.ts';
import { postTo, reportDelivery, tellClocks } from './delivery.ts';
import { inputNotices } from './input-notices.ts';
import { jobNotices } from './job-notices.ts';
import type { BatchFlags } from './options.ts';
import { type Outcome, tellAndThrow } from './outcome.ts';
import { sayWhere, showProgress } from './show-progress.ts';
import { stopOnSignals } from './stop-on-signals.ts';
import { jobSurroundings, receiptsFolder, rejectsSurroundings } from './surroundings.ts';

/** Runs one backfill from flags to exit: opens, sends, tells, and throws what the exit code is made of. */
export async function runBatch(app: App, names: readonly string[], flags: BatchFlags): Promise<void> {
  const { io } = app;
  const isDry = flags.dryRun === true;
  const shard = flags.shard === undefined ? undefined : readShard(flags.shard, io.env);
  const rules = await readRules(flags, shard);
  const inputs = await findInputs(names, io);
  using thread = startReading(inputs, rules, flags);

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
  const onTold = (): void => {
    isTold = true;
  };
  const target = isDry ? undefined : await openTarget(app, flags, { connections: flags.concurrency });
  const envelope = createEnvelope(target?.bodyWriteKey);
  checkLimits(flags, envelope);
  // A dry run needs no key, but with one its ids are the very ids that would be sent.
  const context = target?.context ?? (await app.context({ source: flags.source, writeKey: flags.writeKey }));
  const writeKey = context.writeKey?.value ?? '';
  const origin = target?.describe.url;
  const settings = jobSettings({ options: flags, shard, origin: origin ?? '', writeKey });

  if (target !== undefined) sayWhere(app, target.describe, inputs);
  job =
    origin === undefined
      ? undefined
      : await openJobOf(
          { inputs, options: flags, shard, origin, settings },
          jobSurroundings(app),
          jobNotices(app, inputs),
        );
  if (job?.unreported !== undefined) {
    const told = { isDry, resumedFrom: undefined, checkpoint: undefined };
    return tellAndThrow(app, { ...readReceipt(job.unreported), ...told }, onTold);
  }

  const from = job?.unfinished;
  const { now, monotonic, sleep } = io;
  const rejects = await openRejects(
    { inputs, requested: flags.rejects, isDry, shard, earlier: from?.rejects ?? undefined },
    rejectsSurroundings(app),
  );
  const window = flags.concurrency * flags.maxBatchEvents;
  const noted = job && { job, settings, inputs, window };
  let sent: Pick<Outcome, 'result' | 'rejects'>;
  {
    await using record = createProgressRecord({ rejects, job: noted, now, monotonic });
    using stop = stopOnSignals(app, job !== undefined);
    using progress = await showProgress(app, flags.progress, { inputs, counters: record.counters, from });
    const folder = await receiptsFolder(app);
    const watch =
      target === undefined || flags.checkpoint === false
        ? undefined
        : watchInputs({ inputs, settings, job, folder, now }, inputNotices(app, progress.warn, flags));
    const ids = { writeKey, importId: flags.importId };
    const { read, usesWorker } = await openReader(thread, flags, envelope, ids);
    const onFirstAnswer = () => tuneForSending({ usesWorker });
    if (target === undefined) onFirstAnswer();
    const onServerDate = watchClocks(now, (aheadMs) => tellClocks(aheadMs, progress.warn));
    const { concurrency, maxWait: maxWaitMs, retryBase: baseMs } = flags;
    const result = await runBackfill(
      { inputs, rules, concurrency, rates: chooseRates(flags, origin, shard), maxWaitMs, from },
      {
        ...{ read, record, watch, now, monotonic, sleep },
        post: target && postTo(target, envelope, flags, { now, onFirstAnswer, onServerDate }),
        backoff: (retry) => backoffMs({ attempt: retry, baseMs, capMs: 60_000, random: io.random() }),
        report: reportDelivery(app, progress),
        stopping: stop.stopping,
        abandon: stop.abandon,
      },
    );
    sent = { result, rejects: record.rejectsPath };
  }
  const resumedFrom = from && { ...from.place, file: inputs[from.place.input]?.name ?? '-' };
  const checkpoint = sent.result.isFinished ? undefined : job?.path;
  await tellAndThrow(app, { ...sent, isDry, resumedFrom, checkpoint }, onTold);
}
