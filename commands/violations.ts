import type { Command } from '@commander-js/extra-typings';
import { stringAt } from '../src/api/api-object.ts';
import type { App } from '../src/app.ts';
import { openCharts } from '../src/views/charts.ts';
import { numberColumn, timeColumn } from '../src/views/columns.ts';
import type { ListColumn } from '../src/views/list-column.ts';
import { onlyPage } from '../src/workspace/computed-pages.ts';
import { readRange } from '../src/workspace/moment-range.ts';
import { type SourceNames, sourceNames } from '../src/workspace/names/source-names.ts';
import { detectionsPerDay, readViolations } from '../src/workspace/violations.ts';
import type { FlagsOf } from './options.ts';
import { openWorkspace } from './reading/open-workspace.ts';
import { addListOptions, listForm } from './reading/output-options.ts';
import { printList } from './reading/print-list.ts';
import { addRangeOptions, printRange } from './reading/range-options.ts';

const examples = `
Segment’s API has no list of violations. This command reads the audit events of type “Violations Detected”: they show
that a source violated its tracking plan, but neither how often nor with which message. The audit trail is part of the
Business plan and shown only to workspace owners.

To get every violation, let Segment forward them to a source. It then sends a Track message “Violation Generated” for
each one, with the field, the plan and the messageId. Set forwardingViolationsTo in the schema settings of the source
that violates the plan:
  $ segment sources schema update web_store -F forwardingViolationsTo=violations --dry-run

With --json each source is {sourceId, sourceName, detections, first, last,
events}. events are those of the API, newest first.

Examples:
  $ segment violations
  $ segment violations --since 30d --source web_store
  $ segment violations --since 90d --jq '.[] | [.sourceName, .detections] | @tsv'`;

function addViolationOptions(command: Command) {
  const withOwn = addRangeOptions(command, '7d').option(
    '--source <source>',
    'only this one: its id, slug or name',
  );
  return addListOptions(withOwn);
}

export function register(command: Command, app: App): void {
  command.description('Show tracking plan violations by source.').addHelpText('after', examples);
  addViolationOptions(command).action((flags) => showViolations(app, flags));
}

async function showViolations(app: App, flags: FlagsOf<typeof addViolationOptions>): Promise<void> {
  const { since, until } = flags;
  const range = readRange({ since, until }, app.io.now());
  const { api } = await openWorkspace(app);
  const rows = await readViolations(api, range, flags.source);
  printRange(app, range);
  const isTable = listForm(app, flags) === 'table';
  const chart = isTable ? openCharts(app, 60).spark((item) => detectionsPerDay(item, range)) : undefined;
  await printList(app, flags, {
    noun: ['detection', 'audit events of the type “Violations Detected”'],
    columns:
      chart === undefined
        ? columnsOf((id) => id)
        : [...columnsOf(await sourceNames(api, (line) => app.print.verbose(line))), chart],
    pages: () => onlyPage(rows),
  });
}

/** Sources as everywhere: ids for a machine, slugs for a person. One that is gone has the name that the events give it. */
function columnsOf(nameOf: SourceNames): readonly ListColumn[] {
  return [
    {
      header: 'source',
      cell: (item) => stringAt(item, 'sourceId'),
      shown: (item) => {
        const id = stringAt(item, 'sourceId');
        const name = nameOf(id);
        return name === id ? stringAt(item, 'sourceName') || id : name;
      },
    },
    numberColumn('detections', 'detections'),
    timeColumn('first'),
    timeColumn('last'),
  ];
}
