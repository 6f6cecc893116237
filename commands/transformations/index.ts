import type { Command } from '@commander-js/extra-typings';
import type { App } from '../../src/app.ts';
import { type CommandEntry, defineCommands } from '../lazy-commands.ts';

const entries: readonly CommandEntry[] = [
  { name: 'list', summary: 'list the transformations', load: () => import('./list.ts') },
  { name: 'get', summary: 'show one transformation', load: () => import('./get.ts') },
];

const examples = `
Examples:
  $ segment transformations list
  $ segment transformations get "Rename checkout"`;

export function register(command: Command, app: App): void {
  command.addHelpText('after', examples);
  defineCommands(command, entries, app);
}
