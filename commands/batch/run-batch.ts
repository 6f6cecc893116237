import { batchPoster } from '../../src/api/post-batch.ts';
import { backoffMs } from '../../src/api/retry.ts';
import type { App } from '../../src/app.ts';
import { runBackfill, runDry } from '../../src/backfill/backfill.ts';
import { checkLimits, createEnvelope } from '../../src/backfill/batches/envelope.ts';
import { makingWords } from '../../src/backfill/call-words.ts';
import { jobSettings, openJobOf } from '../../src/backfill/checkpoint/open-job.ts';
import { createProgressRecord } from '../../src/backfill/checkpoint/progress-record.ts';
import { readReceipt } from '../../src/backfill/checkpoint/receipt.ts';
import { watchInputs } from '../../src/backfill/checkpoint/sent-inputs.ts';
import { estimateOf } from '../../src/backfill/estimate.ts';
import type { Outcome } from '../../src/backfill/outcome.ts';
import { readAs } from '../../src/backfill/reading/input-formats.ts';
import { lookAtFiles } from '../../src/backfill/reading/look/look-ahead.ts';
import { openInputs } from '../../src/backfill/reading/open-inputs.ts';
import { openReader, startReading } from '../../src/backfill/reading/open-reader.ts';
import { readShard } from '../../src/backfill/reading/shard.ts';
import { openRejects } from '../../src/backfill/rejects/open-rejects.ts';
import { chooseRates } from '../../src/backfill/sending/pace.ts';
import { watchClocks } from '../../src/backfill/sending/watch-clocks.ts';
import { stopOnSignals } from '../../src/backfill/stop-on-signals.ts';
import { tuneForSending } from '../../src/backfill/tune-engine.ts';
import * as notices from '../../src/terminal/backfill-notices.ts';
import { showProgress } from '../../src/terminal/backfill-progress.ts';
import { openTarget, targetSettings } from '../target.ts';
import { printCostBefore } from './cost.ts';
import { inputDeps, jobDeps, receiptsFolder, rejectsDeps } from './deps.ts';
import type { BatchFlags } from './options.ts';
import { createEnding } from './outcome.ts';

const jsonOnStdout = { by: 'With --json stdout holds one object', otherwise: 'leave out --json' };

/** Runs one backfill from flags to exit: opens, sends, prints, and throws the error that decides the exit code. */
export async function runBatch(app: App, names: readonly string[], flags: BatchFlags): Promise<void> {
  const { io, print, globals } = app;
  const isDry = flags.dryRun === true;
  const shard = flags.shard === undefined ? undefined : readShard(flags.shard, io.env);
  const words = makingWords(globals, flags);
  const { inputs, rules } = await openInputs(names, flags, inputDeps(app), shard);
  using thread = startReading(inputs, rules, flags);

  // Registered first, so it runs last, after the error has been printed.
  const ending = createEnding(app);
  const target = isDry ? undefined : await openTarget(app, flags, { connections: flags.concurrency });
  const envelope = createEnvelope(target?.bodyWriteKey);
  checkLimits(flags, envelope);
  // A dry run needs no key, but with one its ids are the very ids that would be sent.
  const active = target?.settings ?? (await targetSettings(app, flags));
  const writeKey = active.writeKey?.value ?? '';
  const call = { inputs, options: flags, shard, origin: target?.describe.url ?? '' };
  const settings = jobSettings({ ...call, writeKey, readAs: readAs(flags, rules.mapping) });

  if (target !== undefined) notices.printDestination(app, target.describe, inputs);
  const onJob = notices.jobNotices(app, inputs);
  const job = target && (await openJobOf({ ...call, settings }, jobDeps(app), onJob));
  ending.follow(job);
  if (job?.unreported !== undefined)
    return ending.report({ ...readReceipt(job.unreported), isDry, makingWords: words });

  const from = job?.unfinished;
  const shapes = await lookAtFiles(inputs, rules, from?.place);
  notices.printArchives(print, inputs);
  notices.printShapes(print, shapes);
  const { now, monotonic, sleep, onSignal } = io;
  const rejects = await openRejects(
    { inputs, requested: flags.rejects, isDry, shard, earlier: from?.rejects ?? undefined },
    rejectsDeps(app, globals.json ? jsonOnStdout : undefined),
  );
  const rates = chooseRates(flags, active.urls.tracking.value, shard);
  if (!isDry) await printCostBefore(app, flags, { inputs, rules, envelope, rates, from });
  const window = flags.concurrency * flags.maxBatchEvents;
  const noted = job && { job, settings, inputs, window };
  const printState = isDry ? undefined : (line: string) => print.result(`${line}\n`);
  let sent: Pick<Outcome, 'result' | 'rejects'>;
  {
    await using record = createProgressRecord({ rejects, job: noted, now, monotonic, printState });
    using stop = stopOnSignals({ onSignal, sleep, note: print.note, canResume: job !== undefined });
    const quiet = globals.quiet || globals.json;
    const followed = { inputs, counters: record.counters, from, isDry };
    using progress = await showProgress({ io, print, quiet }, flags.progress, followed);
    const folder = await receiptsFolder(app);
    const isWatched = target !== undefined && flags.checkpoint !== false;
    const onInput = notices.inputNotices(print, progress.warn, flags.importId);
    const watch = isWatched ? watchInputs({ inputs, settings, job, folder, now }, onInput) : undefined;
    const ids = { writeKey, importId: flags.importId };
    const { read, usesWorker } = await openReader(thread, flags, envelope, ids);
    const readsRows = inputs.some(({ table, parquet }) => table !== undefined || parquet !== undefined);
    const onFirstReply = () => tuneForSending({ usesWorker, readsRows });
    if (target === undefined) onFirstReply();
    const onServerDate = watchClocks(now, (aheadMs) => progress.warn(notices.clockWarning(aheadMs)));
    const { gzip, concurrency, requestTimeout: timeoutMs, maxWait: maxWaitMs, retryBase: baseMs } = flags;
    const posting = { wrap: envelope.wrap, gzip, timeoutMs, now };
    const deps = { read, record, monotonic, sleep, stopping: stop.stopping };
    const result =
      target === undefined
        ? await runDry({ inputs, rules }, deps)
        : await runBackfill(
            { inputs, rules, concurrency, rates, maxWaitMs, from },
            {
              ...{ ...deps, watch, now },
              post: batchPoster(target, { ...posting, onFirstReply, onServerDate }),
              backoff: (retry) => backoffMs({ attempt: retry, baseMs, capMs: 60_000, random: io.random() }),
              report: notices.reportDelivery(print, progress.say),
              abandon: stop.abandon,
            },
          );
    sent = { result, rejects: record.rejectsPath };
  }
  const begun = inputs[from?.place.input ?? 0];
  const resumedFrom = from && { ...from.place, file: begun?.name ?? '-', member: begun?.member?.name };
  const checkpoint = sent.result.isFinished ? undefined : job?.path;
  const cost = isDry ? { estimate: estimateOf(sent.result.counts, rates), rates } : undefined;
  await ending.report({ ...sent, isDry, makingWords: words, resumedFrom, checkpoint, cost });
}
