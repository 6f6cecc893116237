import type { Command } from 'commander';
import type { App } from '../../src/app.ts';
import { type CommandEntry, defineCommands } from '../lazy-commands.ts';

const entries: readonly CommandEntry[] = [
  { name: 'get', summary: 'print the value of a setting', load: () => import('./get.ts') },
  { name: 'set', summary: 'store a setting', load: () => import('./set.ts') },
  { name: 'list', summary: 'list every setting and where it comes from', load: () => import('./list.ts') },
];

export function register(command: Command, app: App): void {
  defineCommands(command, entries, app);
}
