import type { Command } from 'commander';
import { stringAt } from '../../src/api/api-object.ts';
import type { App } from '../../src/app.ts';
import { openWorkspace } from '../reading/open-workspace.ts';
import { addFieldsOption, type ObjectFlags } from '../reading/output-options.ts';
import { printObject } from '../reading/print-object.ts';
import { settingFacts } from '../reading/setting-facts.ts';
import { enabledOf } from '../sources/columns.ts';
import { findDestination } from './find-destination.ts';

const examples = `
Examples:
  $ segment destinations get "Order webhook"
  $ segment destinations get actions-webhook --json
  $ segment destinations get "Web analytics" --fields settings.trackAllPages`;

export function register(command: Command, app: App): void {
  command
    .description('Show one destination and its settings. Segment masks what is secret in them.')
    .argument('<destination>', 'its id, name or type')
    .addHelpText('after', examples)
    .action(async (said: string, flags: ObjectFlags) => {
      const { api } = await openWorkspace(app);
      const destination = await findDestination(api, said);
      const { value } = destination;
      await printObject(app, flags, destination, [
        { label: 'id', value: stringAt(value, 'id') },
        { label: 'name', value: stringAt(value, 'name') },
        { label: 'type', value: stringAt(value, 'metadata.name') },
        { label: 'source', value: stringAt(value, 'sourceId') },
        { label: 'enabled', value: enabledOf(value) },
        ...settingFacts(destination),
      ]);
    });
  addFieldsOption(command);
}
