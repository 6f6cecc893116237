import { basename, resolve } from 'node:path';
import { backoffMs } from '../../src/api/retry.ts';
import type { App } from '../../src/app.ts';
import { type Backfill, type BackfillResult, createBackfill } from '../../src/backfill/backfill.ts';
import { createEnvelope, type Envelope } from '../../src/backfill/envelope.ts';
import { findInputs } from '../../src/backfill/inputs.ts';
import { createMessageIds } from '../../src/backfill/message-id.ts';
import type { Input } from '../../src/backfill/read-spans.ts';
import { createRejectsFile, type RejectsFile } from '../../src/backfill/rejects-file.ts';
import { UsageError } from '../../src/errors.ts';
import { type Progress, startProgress } from '../../src/terminal/progress.ts';
import { openTarget, type Target } from '../target.ts';
import { chooseRates, postTo, reportDelivery } from './delivery.ts';
import type { BatchFlags } from './options.ts';
import { tellOutcome, throwOutcome } from './outcome.ts';
import { stopOnSignals } from './stop-on-signals.ts';

/** Runs one backfill from flags to exit: opens, sends, tells, and throws what the exit code is made of. */
export async function runBatch(app: App, names: readonly string[], flags: BatchFlags): Promise<void> {
  const inputs = await findInputs(names, { cwd: app.io.cwd, stdin: app.io.stdin });
  const target =
    flags.dryRun === true ? undefined : await openTarget(app, flags, { connections: flags.concurrency });
  const writeKey = target === undefined ? await keyForDryRun(app, flags) : target.context.writeKey?.value;
  const rejects = openRejects(app, inputs, flags);
  if (target !== undefined) sayWhere(app, target, inputs);
  const result = await sendInputs(app, { inputs, flags, target, writeKey: writeKey ?? '', rejects });
  await tellOutcome(app, { result, dryRun: flags.dryRun === true, rejects: rejects?.path });
  throwOutcome({ result, dryRun: flags.dryRun === true, rejects: rejects?.path });
}

/** What a backfill needs once its inputs and its target are found. */
interface SendRequest {
  readonly inputs: readonly Input[];
  readonly flags: BatchFlags;
  /** Undefined in a dry run. */
  readonly target: Target | undefined;
  /** Takes part in the derived messageIds. */
  readonly writeKey: string;
  /** Undefined when rejects are counted only. */
  readonly rejects: RejectsFile | undefined;
}

/** Sends the inputs with progress on stderr and an orderly end on signals. Never throws for what the API or the data did. */
async function sendInputs(app: App, request: SendRequest): Promise<BackfillResult> {
  const { inputs, flags, target, writeKey, rejects } = request;
  const { io } = app;
  const envelope = createEnvelope(target?.bodyWriteKey);
  checkLimits(flags, envelope);
  const stop = stopOnSignals(app);
  let progress: Progress | undefined;
  const backfill = createBackfill(
    {
      inputs,
      rules: {
        maxMessageBytes: flags.maxEventBytes,
        defaults: flags.set,
        coerceIds: flags.coerceIds === true,
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
      rates: chooseRates(flags, target),
      maxWaitMs: flags.maxWait,
    },
    {
      post: target && postTo(target, envelope, flags, io.now),
      ids: await createMessageIds({ writeKey, importId: flags.importId }),
      rejects,
      backoff: (retry) =>
        backoffMs({ attempt: retry, baseMs: flags.retryBase, capMs: 60_000, random: io.random() }),
      monotonic: io.monotonic,
      sleep: io.sleep,
      report: reportDelivery(app, () => progress),
      stopping: stop.stopping,
      abandon: stop.abandon,
    },
  );
  try {
    progress = await showProgress(app, flags, inputs, backfill);
    const result = await backfill.run();
    await rejects?.close();
    return result;
  } finally {
    progress?.stop();
    stop.forget();
  }
}

function checkLimits(flags: BatchFlags, envelope: Envelope): void {
  const least = flags.maxEventBytes + envelope.bytes;
  if (least <= flags.maxBatchBytes) return;
  throw new UsageError(
    `A message of ${flags.maxEventBytes} bytes (--max-event-bytes) would not fit into a batch of ${flags.maxBatchBytes} (--max-batch-bytes).`,
    {
      code: 'limits_conflict',
      hint: `Give --max-batch-bytes at least ${least}, or --max-event-bytes less.`,
    },
  );
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

/** The default name stands in the current folder, whatever folder the input is in (DESIGN §2). */
function openRejects(app: App, inputs: readonly Input[], flags: BatchFlags): RejectsFile | undefined {
  if (flags.rejects !== undefined)
    return createRejectsFile({ path: resolve(app.io.cwd, flags.rejects), isNamed: true });
  if (flags.dryRun === true) return undefined;
  const first = inputs[0]?.name ?? '-';
  const name = first === '-' ? 'stdin' : basename(first);
  return createRejectsFile({ path: resolve(app.io.cwd, `${name}.rejects.ndjson`), isNamed: false });
}

function showProgress(
  app: App,
  flags: BatchFlags,
  inputs: readonly Input[],
  backfill: Backfill,
): Promise<Progress> {
  const sizes = inputs.map((input) => input.size);
  const totalBytes = sizes.includes(undefined)
    ? undefined
    : sizes.reduce((sum: number, size) => sum + (size ?? 0), 0);
  const isQuiet = app.globals.quiet || app.globals.json;
  return startProgress({ io: app.io, print: app.print, quiet: isQuiet }, flags.progress, () => {
    const { read, acknowledged, rejected, retries } = backfill.counts();
    return { lines: read, acknowledged, rejected, retries, inputBytes: backfill.inputBytes(), totalBytes };
  });
}
