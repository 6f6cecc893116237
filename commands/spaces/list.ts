import type { Command } from 'commander';
import { listSpaces } from '../../src/api/workspace/spaces.ts';
import type { App } from '../../src/app.ts';
import { openWorkspace } from '../reading/open-workspace.ts';
import { addListOptions, type ListFlags } from '../reading/output-options.ts';
import { printList } from '../reading/print-list.ts';
import { spaceColumns } from './columns.ts';

const examples = `
Examples:
  $ segment spaces list
  $ segment spaces list --json | jq -r '.[].id'`;

export function register(command: Command, app: App): void {
  command
    .description('List the spaces of the workspace.')
    .addHelpText('after', examples)
    .action(async (flags: ListFlags) => {
      const { api } = await openWorkspace(app);
      await printList(app, flags, {
        noun: ['space', 'spaces'],
        columns: spaceColumns,
        pages: (limit) => listSpaces(api, limit),
      });
    });
  addListOptions(command);
}
