import type { Command } from 'commander';
import { stringAt } from '../../src/api/api-object.ts';
import { listWarehouseSources } from '../../src/api/workspace/warehouses.ts';
import type { App } from '../../src/app.ts';
import { findWarehouse } from '../../src/workspace/names/find-warehouse.ts';
import { allowWriteKeys } from '../../src/workspace/names/source-facts.ts';
import { sourceColumns } from '../reading/columns/sources.ts';
import { openWorkspace } from '../reading/open-workspace.ts';
import { addListOptions, type ListFlags } from '../reading/output-options.ts';
import { printList } from '../reading/print-list.ts';

const examples = `
Examples:
  $ segment warehouses sources "Reporting DB"
  $ segment warehouses sources postgres --ndjson --fields id,slug`;

export function register(command: Command, app: App): void {
  command
    .description('List the sources whose data a warehouse gets.')
    .argument('<warehouse>', 'its id, name or type')
    .addHelpText('after', examples)
    .action(async (said: string, flags: ListFlags) => {
      const { api } = await openWorkspace(app);
      const { value } = await findWarehouse(api, said);
      await printList(app, flags, {
        noun: ['source', 'sources'],
        columns: sourceColumns,
        pages: (limit) => listWarehouseSources(api, stringAt(value, 'id'), limit),
        text(source) {
          allowWriteKeys(app.redactor, source);
          return source.text;
        },
      });
    });
  addListOptions(command);
}
