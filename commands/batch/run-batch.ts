import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { backoffMs } from '../../src/api/retry.ts';
import { isLoopback } from '../../src/api/url.ts';
import type { App } from '../../src/app.ts';
import { type Backfill, type BackfillResult, createBackfill } from '../../src/backfill/backfill.ts';
import type { DeliveryReporter, PostBatch } from '../../src/backfill/deliver.ts';
import { createEnvelope, type Envelope } from '../../src/backfill/envelope.ts';
import { findInputs } from '../../src/backfill/inputs.ts';
import { createMessageIds } from '../../src/backfill/message-id.ts';
import type { Rates } from '../../src/backfill/pace.ts';
import type { Input } from '../../src/backfill/read-spans.ts';
import { createRejectsFile, type RejectsFile } from '../../src/backfill/rejects-file.ts';
import { CancelledError, type CliError, InputError, PartialError, UsageError } from '../../src/errors.ts';
import { backfillSummary } from '../../src/terminal/backfill-summary.ts';
import { formatCount, formatDuration } from '../../src/terminal/numbers.ts';
import { type Progress, startProgress } from '../../src/terminal/progress.ts';
import { openTarget, type Target } from '../target.ts';
import type { BatchFlags } from './options.ts';

/** Runs one backfill from flags to exit: opens, sends, tells, and throws what the exit code is made of. */
export async function runBatch(app: App, names: readonly string[], flags: BatchFlags): Promise<void> {
  const inputs = await findInputs(names, { cwd: app.io.cwd, stdin: app.io.stdin });
  const target = flags.dryRun ? undefined : await openTarget(app, flags, { connections: flags.concurrency });
  const envelope = createEnvelope(target?.bodyWriteKey);
  checkLimits(flags, envelope);
  if (target !== undefined) sayWhere(app, target, inputs);

  const rejects = openRejects(app, inputs, flags);
  const stop = stopOnSignals(app);
  const progress: { current?: Progress } = {};
  const backfill = createBackfill(
    {
      inputs,
      rules: {
        maxMessageBytes: flags.maxEventBytes,
        defaults: flags.set,
        coerceIds: flags.coerceIds,
        onInvalid: flags.onInvalid,
        limit: flags.limit,
        batch: {
          maxBytes: flags.maxBatchBytes,
          maxMessages: flags.maxBatchEvents,
          envelopeBytes: envelope.bytes,
        },
        lingerMs: flags.linger,
      },
      concurrency: flags.concurrency,
      rates: ratesOf(flags, target),
      maxWaitMs: flags.maxWait,
    },
    {
      post: target && postTo(target, envelope, flags, app),
      ids: await createMessageIds({
        writeKey: await writeKeyForIds(app, flags, target),
        importId: flags.importId,
      }),
      rejects,
      backoff: (retry) =>
        backoffMs({ attempt: retry, baseMs: flags.retryBase, capMs: 60_000, random: app.io.random() }),
      monotonic: app.io.monotonic,
      sleep: app.io.sleep,
      report: reporter(app, () => progress.current),
      stopping: stop.stopping,
      abandon: stop.abandon,
    },
  );
  try {
    progress.current = await showProgress(app, flags, inputs, backfill);
    const result = await backfill.run();
    progress.current.stop();
    await rejects?.close();
    await tell(app, result, flags, rejects?.path ?? null);
    throwOutcome(result, flags, rejects?.path);
  } finally {
    progress.current?.stop();
    stop.forget();
  }
}

function checkLimits(flags: BatchFlags, envelope: Envelope): void {
  if (flags.maxEventBytes + envelope.bytes <= flags.maxBatchBytes) return;
  throw new UsageError(
    `A message of --max-event-bytes (${flags.maxEventBytes}) would not fit into a batch of --max-batch-bytes (${flags.maxBatchBytes}).`,
    {
      code: 'limits_conflict',
      hint: `Give --max-batch-bytes at least ${flags.maxEventBytes + envelope.bytes}.`,
    },
  );
}

function sayWhere(app: App, { describe }: Target, inputs: readonly Input[]): void {
  const { style } = app.print;
  const what =
    inputs.length === 1 ? (inputs[0]?.name === '-' ? 'stdin' : inputs[0]?.name) : `${inputs.length} files`;
  const where = [
    describe.workspace === undefined ? '' : `workspace ${describe.workspace}`,
    describe.source === undefined ? '' : `source ${describe.source}`,
    describe.sandbox ? 'this machine only' : describe.region,
  ].filter((text) => text !== '');
  app.print.note(
    style.dim(`${style.symbols.pointer} sending ${what} to ${where.join(' · ')} (${describe.url})`),
  );
}

/** On Segment's hosts 50 requests a second unless told otherwise; this machine takes what it can (DESIGN §2). */
function ratesOf(flags: BatchFlags, target: Target | undefined): Rates {
  const isLocal = target === undefined || isLoopback(new URL(target.describe.url));
  return {
    requestsPerSecond: flags.rate ?? (isLocal ? Number.POSITIVE_INFINITY : 50),
    messagesPerSecond: flags.eventRate ?? Number.POSITIVE_INFINITY,
  };
}

/** A dry run needs no key, but with one it shows the very ids that would be sent. */
async function writeKeyForIds(app: App, flags: BatchFlags, target: Target | undefined): Promise<string> {
  const context = target?.context ?? (await app.context({ source: flags.source, writeKey: flags.writeKey }));
  return context.writeKey?.value ?? '';
}

function postTo({ tracking, describe }: Target, envelope: Envelope, flags: BatchFlags, app: App): PostBatch {
  const isCompressed = flags.gzip ?? !isLoopback(new URL(describe.url));
  const compress = promisify(gzip);
  return async (messages, attempt, signal) => {
    const body = envelope.wrap(messages, app.io.now());
    return tracking.post({
      path: '/v1/batch',
      body: isCompressed ? await compress(body, { level: 1 }) : body,
      gzip: isCompressed,
      attempt,
      timeoutMs: flags.requestTimeout,
      signal,
    });
  };
}

/** The default name stands in the current folder, whatever folder the input is in (DESIGN §2). */
function openRejects(app: App, inputs: readonly Input[], flags: BatchFlags): RejectsFile | undefined {
  if (flags.rejects !== undefined)
    return createRejectsFile({ path: join(app.io.cwd, flags.rejects), isNamed: true });
  if (flags.dryRun) return undefined;
  const first = inputs[0]?.name ?? '-';
  const name = first === '-' ? 'stdin' : basename(first);
  return createRejectsFile({ path: join(app.io.cwd, `${name}.rejects.ndjson`), isNamed: false });
}

function showProgress(
  app: App,
  flags: BatchFlags,
  inputs: readonly Input[],
  backfill: Backfill,
): Promise<Progress> {
  const sizes = inputs.map((input) => input.size);
  const totalBytes = sizes.every((size) => size !== undefined)
    ? sizes.reduce((sum: number, size) => sum + (size ?? 0), 0)
    : undefined;
  return startProgress(
    { io: app.io, print: app.print, quiet: app.globals.quiet || app.globals.json },
    flags.progress,
    () => {
      const { read, acknowledged, rejected, retries } = backfill.counts();
      return { lines: read, acknowledged, rejected, retries, inputBytes: backfill.inputBytes(), totalBytes };
    },
  );
}

function reporter(app: App, progress: () => Progress | undefined): DeliveryReporter {
  return {
    onBatch: (messages, requests) =>
      app.print.verbose(`request ${requests}: ${formatCount(messages)} messages accepted`),
    onRetry(reason, waitMs, retry) {
      const line = `${reason}; next try in ${formatDuration(waitMs)} (retry ${retry})`;
      // A short backoff is nothing to look at; a long wait must not look like a hang.
      if (waitMs >= 5000) progress()?.say(`${app.print.style.symbols.warning} ${line}`);
      else app.print.verbose(line);
    },
    onSplit: (reason, messages) =>
      app.print.verbose(`${reason}: halving a batch of ${formatCount(messages)} messages`),
  };
}

/** How long requests in flight may take to end after the first signal (rule R13). */
const drainMs = 10_000;

/** The first signal stops reading and lets requests in flight end; the second ends those too. */
function stopOnSignals(app: App): { stopping: AbortSignal; abandon: AbortSignal; forget: () => void } {
  const stopping = new AbortController();
  const abandon = new AbortController();
  const forget = app.io.onSignal((signal) => {
    if (stopping.signal.aborted) {
      abandon.abort();
      return;
    }
    app.print.note(`\n${signal}: letting the requests in flight end; press Ctrl-C again to stop now`);
    const exitCode = signal === 'SIGINT' ? 130 : 143;
    stopping.abort(
      new CancelledError('Interrupted: the rest of the input was not sent.', {
        exitCode,
        hint: 'Run the same command again: lines already accepted keep their messageIds.',
      }),
    );
    void app.io.sleep(drainMs, abandon.signal).then(
      () => abandon.abort(),
      () => {},
    );
  });
  return {
    stopping: stopping.signal,
    abandon: abandon.signal,
    forget() {
      forget();
      abandon.abort();
    },
  };
}

async function tell(
  app: App,
  result: BackfillResult,
  flags: BatchFlags,
  rejects: string | null,
): Promise<void> {
  const { counts, durationMs, rejectGroups, warnings } = result;
  if (app.globals.json) {
    await app.print.json({ ...counts, durationMs, resumedFrom: null, rejects, checkpoint: null });
    return;
  }
  const report = { ...counts, durationMs, rejects, rejectGroups, warnings, dryRun: flags.dryRun };
  for (const line of backfillSummary(report, app.print.style)) app.print.note(line);
  if (counts.read === counts.blank && result.error === undefined)
    app.print.note('The input holds no lines: nothing to send.');
}

/** Turns the result into the exit code: what ended the run early comes before what was rejected. */
function throwOutcome(
  { counts, error }: BackfillResult,
  flags: BatchFlags,
  rejects: string | undefined,
): void {
  if (error !== undefined) throw error;
  if (counts.rejected === 0) return;
  const isAll = counts.rejected + counts.blank + counts.filtered === counts.read;
  if (flags.dryRun || isAll) throw allRejected(counts.rejected, flags, rejects);
  throw new PartialError(
    `${formatCount(counts.rejected)} of ${formatCount(counts.read)} lines were not sent.`,
    {
      code: 'lines_rejected',
      hint: sendAgain(rejects),
    },
  );
}

function allRejected(rejected: number, flags: BatchFlags, rejects: string | undefined): CliError {
  const what = flags.dryRun ? 'would be rejected' : 'were rejected: nothing was sent';
  return new InputError(`${formatCount(rejected)} ${rejected === 1 ? 'line' : 'lines'} ${what}.`, {
    code: 'lines_rejected',
    hint: sendAgain(rejects),
  });
}

function sendAgain(rejects: string | undefined): string | undefined {
  return rejects === undefined
    ? undefined
    : `Correct the lines in ${rejects}, then: segment batch ${rejects}`;
}
