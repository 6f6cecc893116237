import type { Command } from 'commander';
import { listWarehouses } from '../../src/api/workspace/warehouses.ts';
import type { App } from '../../src/app.ts';
import { warehouseColumns } from '../reading/columns/warehouses.ts';
import { openWorkspace } from '../reading/open-workspace.ts';
import { addListOptions, type ListFlags } from '../reading/output-options.ts';
import { printList } from '../reading/print-list.ts';

const examples = `
Examples:
  $ segment warehouses list
  $ segment warehouses list --fields id,settings.name
  $ segment warehouses list --json | jq -r '.[] | select(.enabled) | .settings.name'`;

export function register(command: Command, app: App): void {
  command
    .description('List the warehouses of the workspace.')
    .addHelpText('after', examples)
    .action(async (flags: ListFlags) => {
      const { api } = await openWorkspace(app);
      await printList(app, flags, {
        noun: ['warehouse', 'warehouses'],
        columns: warehouseColumns,
        pages: (limit) => listWarehouses(api, limit),
      });
    });
  addListOptions(command);
}
