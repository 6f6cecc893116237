import type { Command } from '@commander-js/extra-typings';
import type { App } from '../../src/app.ts';
import { type CommandEntry, defineCommands } from '../lazy-commands.ts';

const entries: readonly CommandEntry[] = [
  { name: 'sources', summary: 'list or show sources that can be added', load: () => import('./sources.ts') },
  {
    name: 'destinations',
    summary: 'list or show destinations that can be added',
    load: () => import('./destinations.ts'),
  },
  {
    name: 'warehouses',
    summary: 'list or show warehouses that can be added',
    load: () => import('./warehouses.ts'),
  },
];

const examples = `
Examples:
  $ segment catalog sources list mobile
  $ segment catalog destinations get actions-webhook`;

export function register(command: Command, app: App): void {
  command.addHelpText('after', examples);
  defineCommands(command, entries, app);
}
