import type { Command } from 'commander';
import { objectsIn, stringAt, textAt } from '../../src/api/api-object.ts';
import { listDestinationFilters } from '../../src/api/workspace/destinations.ts';
import type { App } from '../../src/app.ts';
import { isListText } from '../../src/spec/json-text.ts';
import { numberText } from '../reading/numbers.ts';
import { openWorkspace } from '../reading/open-workspace.ts';
import { addListOptions, type ListFlags } from '../reading/output-options.ts';
import { type ListColumn, printList } from '../reading/print-list.ts';
import { enabledOf } from '../sources/columns.ts';
import { findDestination } from './find-destination.ts';

const examples = `
Examples:
  $ segment destinations filters "Web analytics"
  $ segment destinations filters "Web analytics" --json | jq '.[] | {title, if, actions}'
  $ segment destinations filters "Web analytics" --fields title,if`;

const columns: readonly ListColumn[] = [
  { header: 'id', whole: true, cell: (filter) => stringAt(filter, 'id') },
  { header: 'title', cell: (filter) => stringAt(filter, 'title') },
  { header: 'actions', cell: (_filter, text) => actionsOf(text) },
  { header: 'enabled', whole: true, cell: enabledOf },
  { header: 'if', cell: (filter) => stringAt(filter, 'if') },
];

export function register(command: Command, app: App): void {
  command
    .description('List the filters of a destination: which messages or fields they drop, and when.')
    .argument('<destination>', 'its id, name or type')
    .addHelpText('after', examples)
    .action(async (said: string, flags: ListFlags) => {
      const { api } = await openWorkspace(app);
      const { value } = await findDestination(api, said);
      await printList(app, flags, {
        noun: ['filter', 'filters'],
        columns,
        pages: (limit) => listDestinationFilters(api, stringAt(value, 'id'), limit),
      });
    });
  addListOptions(command);
}

/** `DROP`, `SAMPLE 0.1`, `DROP_PROPERTIES`: in the API's words, for there are no others for them. */
function actionsOf(filterText: string): string {
  const actions = textAt(filterText, 'actions');
  if (actions === undefined || !isListText(actions)) return '';
  return objectsIn(actions)
    .map(({ value, text }) => `${stringAt(value, 'type')} ${numberText(text, 'percent')}`.trim())
    .join(', ');
}
