import type { Command } from 'commander';
import type { App } from '../../src/app.ts';
import { type CommandEntry, defineCommands } from '../lazy-commands.ts';

const entries: readonly CommandEntry[] = [
  { name: 'login', summary: 'store a workspace and its credentials', load: () => import('./login.ts') },
  {
    name: 'status',
    summary: 'show which credentials are in force and whether they work',
    load: () => import('./status.ts'),
  },
  { name: 'list', summary: 'list the stored workspaces', load: () => import('./list.ts') },
  { name: 'switch', summary: 'use another stored workspace from now on', load: () => import('./switch.ts') },
  { name: 'rename', summary: 'give a stored workspace another name', load: () => import('./rename.ts') },
  { name: 'logout', summary: 'forget a workspace and its credentials', load: () => import('./logout.ts') },
  { name: 'token', summary: 'print the Public API token', load: () => import('./token.ts') },
  {
    name: 'write-key',
    summary: 'add, list and remove the write keys of sources',
    load: () => import('./write-key/index.ts'),
  },
];

export function register(command: Command, app: App): void {
  defineCommands(command, entries, app);
}
