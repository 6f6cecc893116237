import type { Command } from 'commander';
import type { App } from '../../src/app.ts';
import { type CommandEntry, defineCommands } from '../lazy-commands.ts';

const entries: readonly CommandEntry[] = [
  { name: 'list', summary: 'list the destinations', load: () => import('./list.ts') },
  { name: 'get', summary: 'show one destination', load: () => import('./get.ts') },
  {
    name: 'subscriptions',
    summary: 'list the subscriptions of a destination',
    load: () => import('./subscriptions.ts'),
  },
  { name: 'filters', summary: 'list the filters of a destination', load: () => import('./filters.ts') },
  {
    name: 'delivery',
    summary: 'show delivery to a destination',
    load: () => import('./delivery.ts'),
  },
];

const examples = `
Examples:
  $ segment destinations list
  $ segment destinations delivery "Order webhook" --since 24h`;

export function register(command: Command, app: App): void {
  command.addHelpText('after', examples);
  defineCommands(command, entries, app);
}
