import type { Command } from 'commander';
import { listUsers } from '../../src/api/workspace/people.ts';
import type { App } from '../../src/app.ts';
import { userColumns } from '../reading/columns/users.ts';
import { openWorkspace } from '../reading/open-workspace.ts';
import { addListOptions, type ListFlags } from '../reading/output-options.ts';
import { printList } from '../reading/print-list.ts';

const examples = `
Examples:
  $ segment users list
  $ segment users list --csv > users.csv
  $ segment users list --json | jq -r '.[].email'`;

export function register(command: Command, app: App): void {
  command
    .description('List the users of the workspace.')
    .addHelpText('after', examples)
    .action(async (flags: ListFlags) => {
      const { api } = await openWorkspace(app);
      await printList(app, flags, {
        noun: ['user', 'users'],
        columns: userColumns,
        pages: (limit) => listUsers(api, limit),
      });
    });
  addListOptions(command);
}
