import type { Command } from 'commander';
import { stringAt } from '../../src/api/api-object.ts';
import { listGroupUsers } from '../../src/api/workspace/people.ts';
import type { App } from '../../src/app.ts';
import { openWorkspace } from '../reading/open-workspace.ts';
import { addListOptions, type ListFlags } from '../reading/output-options.ts';
import { printList } from '../reading/print-list.ts';
import { userColumns } from '../users/columns.ts';
import { findGroup } from './find-group.ts';

const examples = `
Examples:
  $ segment groups users Analysts
  $ segment groups users Analysts --ndjson --fields email`;

export function register(command: Command, app: App): void {
  command
    .description('List the users of a group.')
    .argument('<group>', 'its id or name')
    .addHelpText('after', examples)
    .action(async (said: string, flags: ListFlags) => {
      const { api } = await openWorkspace(app);
      const group = await findGroup(api, said);
      await printList(app, flags, {
        noun: ['user', 'users'],
        columns: userColumns,
        pages: (limit) => listGroupUsers(api, stringAt(group.value, 'id'), limit),
      });
    });
  addListOptions(command);
}
