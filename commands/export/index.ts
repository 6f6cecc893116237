import type { Command } from '@commander-js/extra-typings';
import type { App } from '../../src/app.ts';
import { UsageError } from '../../src/errors.ts';
import { chooseStreams } from '../../src/export/choose-streams.ts';
import { readStart } from '../../src/export/read-start.ts';
import { runExport } from '../../src/export/run-export.ts';
import { defaultStart } from '../../src/export/windows.ts';
import { type FlagsOf, Option } from '../options.ts';
import { choiceOption, readNames } from '../reading/flag-values.ts';
import { openWorkspace } from '../reading/open-workspace.ts';
import { listStreams } from './list-streams.ts';
import { openTarget } from './open-target.ts';
import { printResults } from './print-results.ts';

const help = `
Every stream becomes a file of its own in the folder. Run it again and it reads only what is new: streams with a time
(audit_events, usage_*) go on at their bookmark, which is read again, because the figures of a day grow until it is over;
all others are read whole and replaced. A run that was interrupted goes on where it stopped.

Examples:
  $ segment export --list
  $ segment export --out workspace -w sandbox
  $ segment export sources destinations --out workspace --format csv -w sandbox
  $ segment export 'usage_*' --since 2026-01-01 --out workspace -w sandbox
  $ segment export --format duckdb --out workspace.duckdb -w sandbox
  $ segment export --exclude audit_events,transformations --out workspace -w sandbox
  $ segment export sources --out - -w sandbox | jq -r .slug`;

/** What stands in a folder, and `duckdb`, which is a file. */
const formats = ['ndjson', 'csv', 'parquet', 'duckdb'] as const;

function addExportOptions(command: Command) {
  return command
    .option('--list', 'list the streams instead of exporting')
    .addOption(
      new Option('--exclude <streams>', 'not these streams: audit_events,usage_*').argParser(readNames),
    )
    .option('--out <folder>', 'export to this folder, or DuckDB file; - prints one stream as NDJSON')
    .addOption(choiceOption('--format <format>', 'how to write rows', formats).default('ndjson' as const))
    .option('--since <time>', 'where streams with a time begin: 90d, 2026-01-01, 01/31/2026 (default: 90d)')
    .option('--state <file>', 'keep the bookmarks in this file (default: in the folder)')
    .option('--full', 'ignore the bookmarks, and read everything again');
}

export type ExportFlags = FlagsOf<typeof addExportOptions>;

export function register(command: Command, app: App): void {
  addExportOptions(command)
    .description('Copy a workspace into files, and later only what is new.')
    .argument('[streams...]', 'streams by name or glob: sources, usage_* (default: the 18 standard ones)')
    .addHelpText('after', help)
    .action((names, flags) => exportStreams(app, names, flags));
}

async function exportStreams(app: App, names: readonly string[], flags: ExportFlags): Promise<void> {
  if (flags.list === true) return listStreams(app);
  const streams = chooseStreams(names, flags.exclude ?? []);
  const now = app.io.now();
  const start = flags.since === undefined ? defaultStart(now) : readStart(flags.since, now);
  if (flags.out === undefined)
    throw new UsageError('Where to export to is missing.', {
      code: 'out_missing',
      hint: 'Name a folder: segment export --out workspace',
    });
  const { api } = await openWorkspace(app);
  const { target, bookmarks } = await openTarget(app, api, streams, { ...flags, out: flags.out });
  const full = new Set(flags.full === true ? streams.map(({ name }) => name) : []);
  const results = await runExport(
    { streams, start, full },
    { api, target, bookmarks, now, signal: new AbortController().signal, onProgress: () => {} },
  );
  await printResults(app, results, { isPiped: flags.out === '-' });
}
