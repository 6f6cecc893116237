import type { Command } from 'commander';
import type { App } from '../../src/app.ts';
import { type CommandEntry, defineCommands } from '../lazy-commands.ts';

const entries: readonly CommandEntry[] = [
  { name: 'list', summary: 'list the users', load: () => import('./list.ts') },
  { name: 'get', summary: 'show one user', load: () => import('./get.ts') },
];

export function register(command: Command, app: App): void {
  defineCommands(command, entries, app);
}
