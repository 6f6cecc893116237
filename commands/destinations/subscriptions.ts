import type { Command } from 'commander';
import { stringAt } from '../../src/api/api-object.ts';
import { listSubscriptions } from '../../src/api/workspace/destinations.ts';
import type { App } from '../../src/app.ts';
import { openWorkspace } from '../reading/open-workspace.ts';
import { addListOptions, type ListFlags } from '../reading/output-options.ts';
import { type ListColumn, printList } from '../reading/print-list.ts';
import { enabledOf } from '../sources/columns.ts';
import { findDestination } from './find-destination.ts';

const examples = `
Examples:
  $ segment destinations subscriptions "Order webhook"
  $ segment destinations subscriptions "Order webhook" --csv --fields name,trigger,enabled`;

const columns: readonly ListColumn[] = [
  { header: 'id', whole: true, cell: (subscription) => stringAt(subscription, 'id') },
  { header: 'name', cell: (subscription) => stringAt(subscription, 'name') },
  { header: 'action', cell: (subscription) => stringAt(subscription, 'actionSlug') },
  { header: 'enabled', whole: true, cell: enabledOf },
  { header: 'trigger', cell: (subscription) => stringAt(subscription, 'trigger') },
];

export function register(command: Command, app: App): void {
  command
    .description('List the subscriptions of a destination: which messages trigger which action.')
    .argument('<destination>', 'its id, name or type')
    .addHelpText('after', examples)
    .action(async (said: string, flags: ListFlags) => {
      const { api } = await openWorkspace(app);
      const { value } = await findDestination(api, said);
      await printList(app, flags, {
        noun: ['subscription', 'subscriptions'],
        columns,
        pages: (limit) => listSubscriptions(api, stringAt(value, 'id'), limit),
      });
    });
  addListOptions(command);
}
