import type { Command } from '@commander-js/extra-typings';
import type { App } from '../../src/app.ts';
import { UsageError } from '../../src/errors.ts';
import { chooseStreams } from '../../src/export/choose-streams.ts';
import { readStart } from '../../src/export/read-start.ts';
import { runExport } from '../../src/export/run-export.ts';
import { defaultStart } from '../../src/export/windows.ts';
import { type FlagsOf, Option } from '../options.ts';
import { choiceOption, readNames } from '../reading/flag-values.ts';
import { listStreams } from './list-streams.ts';
import { openTarget } from './open-target.ts';
import { printResults } from './print-results.ts';
import { openSource, printCatalog, readSingerFiles } from './singer.ts';

const help = `
Every stream becomes a file of its own in the folder. Run it again and it reads only what is new: streams with a time
(audit_events, usage_*) go on at their bookmark, which is read again, because the figures of a day grow until it is over;
all others are read whole and replaced. A run that was interrupted goes on where it stopped.

Examples:
  $ segment export --list
  $ segment export --out workspace -w sandbox
  $ segment export sources destinations --out workspace --format csv -w sandbox
  $ segment export 'usage_*' --since 2026-01-01 --out workspace -w sandbox
  $ segment export --exclude audit_events,transformations --out workspace -w sandbox
  $ segment export sources --out - -w sandbox | jq -r .slug
  $ segment export --format singer -w sandbox > messages.jsonl`;

/** The formats of files, which stand in a folder, and `singer`, which is printed. */
const formats = ['ndjson', 'csv', 'singer'] as const;

function addExportOptions(command: Command) {
  return command
    .option('--list', 'list the streams instead of exporting')
    .addOption(
      new Option('--exclude <streams>', 'not these streams: audit_events,usage_*').argParser(readNames),
    )
    .option('--out <folder>', 'export to this folder; - prints one stream as NDJSON')
    .addOption(choiceOption('--format <format>', 'how to write rows', formats).default('ndjson' as const))
    .option('--since <time>', 'where streams with a time begin: 90d, 2026-01-01, 01/31/2026 (default: 90d)')
    .option(
      '--state <file>',
      'keep the bookmarks in this file (default: in the folder); with --format singer only read it',
    )
    .option('--full', 'ignore the bookmarks, and read everything again')
    .option('--discover', 'print the streams as a Singer catalog')
    .option('--catalog <file>', 'with --format singer: the streams that this Singer catalog selects')
    .addOption(new Option('--properties <file>', 'the older name of --catalog').hideHelp())
    .option('--config <file>', 'with --format singer: a file with api_token, region and start_date');
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
  if (flags.discover === true) return printCatalog(app, names, flags);
  const singer = await readSingerFiles(app, names, flags);
  const streams = chooseStreams(singer.streams ?? names, flags.exclude ?? []);
  const now = app.io.now();
  const start = startOf(flags.since, singer.startDate, now);
  const out = flags.format === 'singer' ? (flags.out ?? '-') : flags.out;
  if (out === undefined)
    throw new UsageError('Where to export to is missing.', {
      code: 'out_missing',
      hint: 'Name a folder: segment export --out workspace',
    });
  const { api } = await openSource(app, singer);
  const { target, bookmarks } = await openTarget(app, api, streams, { ...flags, out, singer });
  const full = new Set(flags.full === true ? streams.map(({ name }) => name) : []);
  const results = await runExport(
    { streams, start, full },
    { api, target, bookmarks, now, signal: new AbortController().signal, onProgress: () => {} },
  );
  await printResults(app, results, { isPiped: out === '-' });
}

function startOf(since: string | undefined, startDate: string | undefined, now: Date): Date {
  if (since !== undefined) return readStart(since, now);
  return startDate === undefined ? defaultStart(now) : readStart(startDate, now, 'start_date');
}
