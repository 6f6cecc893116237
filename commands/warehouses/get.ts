import type { Command } from 'commander';
import { stringAt } from '../../src/api/api-object.ts';
import type { App } from '../../src/app.ts';
import { openWorkspace } from '../reading/open-workspace.ts';
import { addFieldsOption, type ObjectFlags } from '../reading/output-options.ts';
import { printObject } from '../reading/print-object.ts';
import { settingFacts } from '../reading/setting-facts.ts';
import { enabledOf } from '../sources/columns.ts';
import { findWarehouse } from './find-warehouse.ts';

const examples = `
Examples:
  $ segment warehouses get "Reporting DB"
  $ segment warehouses get postgres --json
  $ segment warehouses get postgres --fields settings.hostname`;

export function register(command: Command, app: App): void {
  command
    .description('Show one warehouse and its settings. Segment never returns its password.')
    .argument('<warehouse>', 'its id, name or type')
    .addHelpText('after', examples)
    .action(async (said: string, flags: ObjectFlags) => {
      const { api } = await openWorkspace(app);
      const warehouse = await findWarehouse(api, said);
      const { value } = warehouse;
      await printObject(app, flags, warehouse, [
        { label: 'id', value: stringAt(value, 'id') },
        { label: 'name', value: stringAt(value, 'settings.name') },
        { label: 'type', value: stringAt(value, 'metadata.name') },
        { label: 'enabled', value: enabledOf(value) },
        ...settingFacts(warehouse, ['name']),
      ]);
    });
  addFieldsOption(command);
}
