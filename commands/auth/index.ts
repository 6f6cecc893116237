import type { Command } from '@commander-js/extra-typings';
import type { App } from '../../src/app.ts';
import { type CommandEntry, defineCommands } from '../lazy-commands.ts';

const workspaces = () => import('./workspaces.ts');

const entries: readonly CommandEntry[] = [
  {
    name: 'login',
    summary: 'store a workspace and its credentials',
    asks: true,
    load: () => import('./login.ts'),
  },
  {
    name: 'status',
    summary: 'show which credentials are active and whether they work',
    load: () => import('./status.ts'),
  },
  {
    name: 'list',
    summary: 'list the stored workspaces',
    ignores: ['--workspace', '--region'],
    load: async () => ({ register: (await workspaces()).registerList }),
  },
  {
    name: 'switch',
    summary: 'make another stored workspace the active one',
    asks: true,
    ignores: ['--workspace', '--region'],
    load: async () => ({ register: (await workspaces()).registerSwitch }),
  },
  {
    name: 'rename',
    summary: 'rename a stored workspace',
    ignores: ['--workspace', '--region'],
    load: async () => ({ register: (await workspaces()).registerRename }),
  },
  {
    name: 'logout',
    summary: 'remove a workspace and its credentials from this machine',
    ignores: ['--region'],
    load: async () => ({ register: (await workspaces()).registerLogout }),
  },
  { name: 'token', summary: 'print the Public API token', load: () => import('./token.ts') },
  {
    name: 'write-key',
    summary: 'add, list and remove the write keys of sources',
    load: () => import('./write-key.ts'),
  },
];

export function register(command: Command, app: App): void {
  defineCommands(command, entries, app);
}
