import type { Command } from 'commander';
import { stringAt } from '../../src/api/api-object.ts';
import { listWarehouseSources } from '../../src/api/workspace/warehouses.ts';
import type { App } from '../../src/app.ts';
import { openWorkspace } from '../reading/open-workspace.ts';
import { addListOptions, type ListFlags } from '../reading/output-options.ts';
import { printList } from '../reading/print-list.ts';
import { sourceColumns } from '../sources/columns.ts';
import { allowWriteKeys } from '../sources/source-facts.ts';
import { findWarehouse } from './find-warehouse.ts';

const examples = `
Examples:
  $ segment warehouses sources "Reporting DB"
  $ segment warehouses sources postgres --ndjson --fields id,slug`;

export function register(command: Command, app: App): void {
  command
    .description('List the sources that sync to a warehouse.')
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
