import type { Command } from '@commander-js/extra-typings';
import type { App } from '../../src/app.ts';
import { offer } from '../../src/completion/offered.ts';
import { CancelledError, UsageError } from '../../src/errors.ts';
import { chooseStreams, streamsInFull } from '../../src/export/choose-streams.ts';
import { openTarget, storedBookmarks } from '../../src/export/open-target.ts';
import { readStart } from '../../src/export/read-start.ts';
import { type ExportRequest, runExport } from '../../src/export/run-export.ts';
import type { SingerFiles } from '../../src/export/singer/read-files.ts';
import type { Stream } from '../../src/export/stream.ts';
import { streams } from '../../src/export/streams.ts';
import { defaultStart } from '../../src/export/windows.ts';
import type { ExportProgress } from '../../src/terminal/export-progress.ts';
import { Argument, type FlagsOf, Option } from '../options.ts';
import { choiceOption, readNames } from '../reading/flag-values.ts';
import { listStreams } from './list-streams.ts';
import { printResults } from './print-results.ts';
import { openSingerFiles, openSource, printCatalog } from './singer.ts';

const help = `
Each stream becomes a file in the folder. The next run fetches only what is new: incremental streams (audit_events,
usage_*) continue at their bookmark, whose day is read again because its figures grow until it is over. All other streams
are full tables, which are read whole and replaced. An interrupted run resumes where it stopped.

Without names, the 18 standard streams are exported. A glob that matches standard streams selects no extra ones, so name
the extra ones that you want: audiences, 'delivery_*'. A stream that the plan or the token does not include is skipped
(exit 8); leave it out with --exclude.

Examples:
  $ segment export --list
  $ segment export --out workspace -w sandbox
  $ segment export sources destinations --out workspace --format csv -w sandbox
  $ segment export 'usage_*' --since 2026-01-01 --out workspace -w sandbox
  $ segment export --format duckdb --out workspace.duckdb -w sandbox
  $ segment export --exclude audit_events,transformations --out workspace -w sandbox
  $ segment export tracking_plans tracking_plan_rules --out plans -w sandbox
  $ segment export --out workspace --dry-run -w sandbox
  $ segment export --out workspace --full 'usage_*' -w sandbox
  $ segment export sources --out - -w sandbox --jq .slug
  $ segment export --format singer -w sandbox > messages.jsonl`;

const argument = 'streams by name or glob: sources, usage_* (default: the 18 standard ones)';

/** What stands in a folder, `duckdb`, which is a file, and `singer`, which is printed. */
const formats = ['ndjson', 'csv', 'parquet', 'duckdb', 'singer'] as const;

const streamNames = streams.map(({ name }) => name);

function streamsOption<Flags extends string>(flags: Flags, description: string) {
  return offer(streamNames, new Option(flags, description).argParser(readNames));
}

function addExportOptions(command: Command) {
  return command
    .option('--list', 'list the streams instead of exporting')
    .addOption(streamsOption('--exclude <streams>', 'not these streams: audit_events,usage_*'))
    .option('--out <folder>', 'export to this folder, or DuckDB file; - prints one stream as NDJSON')
    .addOption(choiceOption('--format <format>', 'how to write rows', formats).default('ndjson' as const))
    .option('--since <time>', 'where incremental streams begin: 90d, 2026-01-01, 01/31/2026 (default: 90d)')
    .option(
      '--state <file>',
      'keep the bookmarks in this file (default: in the folder); with --format singer only read it',
    )
    .addOption(streamsOption('--full [streams]', 'ignore the bookmarks of all streams, or of these'))
    .option('-n, --dry-run', 'show how many requests and minutes it would take, export nothing')
    .option('--discover', 'print the streams as a Singer catalog')
    .option('--catalog <file>', 'with --format singer: the streams that this Singer catalog selects')
    .addOption(new Option('--properties <file>', 'the older name of --catalog').hideHelp())
    .option('--config <file>', 'with --format singer: a file with api_token, region and start_date');
}

export type ExportFlags = FlagsOf<typeof addExportOptions>;

export function register(command: Command, app: App): void {
  addExportOptions(command)
    .description(
      'Copy the configuration and metrics of a workspace into files; later runs fetch only what is new.',
    )
    .addArgument(offer(streamNames, new Argument('[streams...]', argument)))
    .addHelpText('after', help)
    .action((names, flags) => exportStreams(app, names, flags));
}

async function exportStreams(app: App, names: readonly string[], flags: ExportFlags): Promise<void> {
  if (flags.list === true) return listStreams(app);
  if (flags.discover === true) return printCatalog(app, names, flags);
  const singer = await openSingerFiles(app, names, flags);
  const streams = chooseStreams(singer.streams ?? names, flags.exclude ?? []);
  const full = streamsInFull(streams, flags.full ?? false);
  const now = app.io.now();
  const request = { streams, start: startOf(flags.since, singer.startDate, now), full };
  if (flags.dryRun === true) return showEstimate(app, request, flags, singer);
  const out = flags.format === 'singer' ? (flags.out ?? '-') : flags.out;
  if (out === undefined)
    throw new UsageError('The folder to export to is missing.', {
      code: 'out_missing',
      hint: 'Name a folder: segment export --out workspace',
    });
  const isPiped = out === '-';
  const { api } = await openSource(app, singer, flags);
  const { target, bookmarks } = await openTarget(app, api, streams, {
    ...flags,
    out,
    unwanted: singer.unwanted,
  });
  const { signal, release } = untilInterrupted(app, isPiped);
  const began = app.io.monotonic();
  using progress = await openProgress(app, streams, isPiped);
  const results = await runExport(request, { api, target, bookmarks, now, signal, ...progress })
    // What fails after a signal fails because of it.
    .catch((error: unknown) => Promise.reject(signal.aborted ? signal.reason : error))
    .finally(release);
  progress[Symbol.dispose]();
  await printResults(app, results, { isPiped, milliseconds: app.io.monotonic() - began });
}

function startOf(since: string | undefined, startDate: string | undefined, now: Date): Date {
  if (since !== undefined) return readStart(since, now);
  return startDate === undefined ? defaultStart(now) : readStart(startDate, now, 'start_date');
}

/** The first signal ends the export in order; a second one ends it at once. */
function untilInterrupted({ io }: App, isPiped: boolean) {
  const stop = new AbortController();
  const release = io.onSignal((signal) => {
    release();
    stop.abort(
      new CancelledError(`Interrupted by ${signal}.`, {
        exitCode: signal === 'SIGINT' ? 130 : 143,
        retryable: true,
        hint: isPiped ? undefined : 'Run the same command again: it resumes where this run ended.',
      }),
    );
  });
  return { signal: stop.signal, release };
}

async function openProgress(app: App, streams: readonly Stream[], isPiped: boolean): Promise<ExportProgress> {
  const { io, globals } = app;
  // Rows and lines about them would run into each other.
  const isQuiet = globals.quiet || globals.json || (isPiped && io.stdout.isTTY === true);
  if (isQuiet) return { onProgress: () => {}, [Symbol.dispose]: () => {} };
  const { showExportProgress } = await import('../../src/terminal/export-progress.ts');
  return showExportProgress(
    app,
    streams.map(({ name }) => name),
  );
}

async function showEstimate(
  app: App,
  request: ExportRequest,
  flags: ExportFlags,
  singer: SingerFiles,
): Promise<void> {
  const { estimateExport } = await import('../../src/export/estimate.ts');
  const { printEstimate } = await import('./print-estimate.ts');
  const { api } = await openSource(app, singer, flags);
  const bookmarks = await storedBookmarks(app, api, flags);
  await printEstimate(app, await estimateExport(request, { api, bookmarks, now: app.io.now() }));
}
