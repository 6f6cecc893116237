import type { Command } from '@commander-js/extra-typings';
import { InvalidArgumentError } from 'commander';
import type { App } from '../src/app.ts';
import type { CommandEntry } from '../src/command-tree/lazy-commands.ts';
import { currentPeriod, readPeriod } from '../src/spec/period.ts';
import { shownUsageColumns, usageColumns } from '../src/views/usage-columns.ts';
import { onlyPage } from '../src/workspace/computed-pages.ts';
import { sourceNames } from '../src/workspace/names/source-names.ts';
import { dayRows, readUsage, sourceRows, type UsageKind, usageFigures } from '../src/workspace/usage.ts';
import { type FlagsOf, Option } from './options.ts';
import { describedCommand, noun } from './reading/noun.ts';
import { openWorkspace } from './reading/open-workspace.ts';
import { addListOptions, listForm } from './reading/output-options.ts';
import { printList } from './reading/print-list.ts';

const jsonHelp = `Segment counts from the start of the month; days and months are in UTC. With --json, --ndjson and --csv the rows are
those of the API: one per day (and source), with cumulative figures. The key daily is added: what the day added, as
numbers, or null if a figure is missing.`;

export const register = noun([
  usageCommand(
    {
      name: 'api-calls',
      summary: 'show API calls by day or source',
      description: 'Show API calls, by day or by source.',
      help: `${jsonHelp}

Examples:
  $ segment usage api-calls
  $ segment usage api-calls --by source
  $ segment usage api-calls --period 2026-10 --csv > calls.csv
  $ segment usage api-calls --jq '[.[].daily.apiCalls] | add'`,
    },
    'api-calls',
  ),
  usageCommand(
    {
      name: 'mtu',
      summary: 'show monthly tracked users by day or source',
      description: 'Show monthly tracked users (MTU), by day or by source.',
      help: `Each day counts the users who were first seen in the month on that day.

${jsonHelp}

Examples:
  $ segment usage mtu
  $ segment usage mtu --by source --period 2026-10
  $ segment usage mtu --ndjson --fields timestamp,identified,daily.identified`,
    },
    'mtu',
  ),
]);

function usageCommand(described: Parameters<typeof describedCommand>[0], kind: UsageKind): CommandEntry {
  return describedCommand(described, (command, app) => {
    addUsageOptions(command).action((flags) => printUsage(app, flags, kind));
  });
}

/** What usage is asked for; `period` is the first day of the month. */
type UsageFlags = FlagsOf<typeof addUsageOptions>;

function addUsageOptions(command: Command) {
  const withOwn = command
    .addOption(new Option('--by <what>', 'show totals by').choices(['day', 'source']).default('day'))
    .addOption(
      new Option('--period <month>', 'a month (2026-11) or a date in it (default: this month)').argParser(
        period,
      ),
    );
  return addListOptions(withOwn);
}

function period(text: string): string {
  const first = readPeriod(text);
  if (first === undefined) throw new InvalidArgumentError('Write a month, 2026-11, or a date in it.');
  return first;
}

/** Prints usage: rows of the API with what each day added, or, for a person, a row for each day or source with a chart. */
async function printUsage(app: App, flags: UsageFlags, kind: UsageKind): Promise<void> {
  const { api } = await openWorkspace(app);
  const period = flags.period ?? currentPeriod(app.io.now());
  const bySource = flags.by === 'source';
  const isTable = listForm(app, flags) === 'table' && flags.fields === undefined;
  const wanted = { kind, period, bySource };
  const names = usageFigures[kind];
  const noun = ['row of usage', `usage for ${period.slice(0, 7)}`] as const;
  if (!isTable) {
    await printList(app, flags, {
      noun,
      columns: usageColumns(names, bySource),
      pages: (limit) => readUsage(api, wanted, limit),
    });
    return;
  }
  const [shown, nameOf] = await Promise.all(
    bySource
      ? [sourceRows(api, wanted), sourceNames(api, (line) => app.print.verbose(line))]
      : [dayRows(api, wanted)],
  );
  app.print.note(`${app.print.style.symbols.pointer} ${period.slice(0, 7)}, in UTC`);
  const columns = shownUsageColumns(app, shown, names, nameOf);
  await printList(app, flags, { noun, columns, pages: () => onlyPage(shown) });
}
