import type { Command } from 'commander';
import { stringAt } from '../../src/api/api-object.ts';
import { listGroups } from '../../src/api/workspace/people.ts';
import type { App } from '../../src/app.ts';
import { numberColumn } from '../reading/numbers.ts';
import { openWorkspace } from '../reading/open-workspace.ts';
import { addListOptions, type ListFlags } from '../reading/output-options.ts';
import { type ListColumn, printList } from '../reading/print-list.ts';

const examples = `
Examples:
  $ segment groups list
  $ segment groups list --json | jq -r '.[].name'`;

const columns: readonly ListColumn[] = [
  { header: 'id', whole: true, cell: (group) => stringAt(group, 'id') },
  { header: 'name', cell: (group) => stringAt(group, 'name') },
  numberColumn('members', 'memberCount'),
];

export function register(command: Command, app: App): void {
  command
    .description('List the user groups of the workspace.')
    .addHelpText('after', examples)
    .action(async (flags: ListFlags) => {
      const { api } = await openWorkspace(app);
      await printList(app, flags, {
        noun: ['user group', 'user groups'],
        columns,
        pages: (limit) => listGroups(api, limit),
      });
    });
  addListOptions(command);
}
