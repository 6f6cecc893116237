import type { Command } from 'commander';
import type { App } from '../../src/app.ts';
import { type CommandEntry, defineCommands } from '../lazy-commands.ts';

const entries: readonly CommandEntry[] = [
  { name: 'list', summary: 'list the user groups', load: () => import('./list.ts') },
  { name: 'get', summary: 'show one user group', load: () => import('./get.ts') },
  { name: 'users', summary: 'list the users of a group', load: () => import('./users.ts') },
];

export function register(command: Command, app: App): void {
  defineCommands(command, entries, app);
}
