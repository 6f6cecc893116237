import type { Command } from 'commander';
import type { App } from '../../../src/app.ts';
import { type CommandEntry, defineCommands } from '../../lazy-commands.ts';

const entries: readonly CommandEntry[] = [
  { name: 'add', summary: 'store the write key of a source', asks: true, load: () => import('./add.ts') },
  { name: 'list', summary: 'list the sources whose write keys are stored', load: () => import('./list.ts') },
  { name: 'remove', summary: 'remove the stored write key of a source', load: () => import('./remove.ts') },
];

export function register(command: Command, app: App): void {
  defineCommands(command, entries, app);
}
