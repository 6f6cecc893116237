import type { Command } from '@commander-js/extra-typings';
import type { App } from '../../../src/app.ts';
import { type CommandEntry, defineCommands } from '../../lazy-commands.ts';

const entries: readonly CommandEntry[] = [
  { name: 'add', summary: 'create another write key for a source', load: () => import('./add.ts') },
  { name: 'remove', summary: 'delete a write key of a source', load: () => import('./remove.ts') },
];

export function register(command: Command, app: App): void {
  defineCommands(command, entries, app);
}
