import type { Command } from 'commander';
import type { App } from '../../src/app.ts';
import { type CommandEntry, defineCommands } from '../lazy-commands.ts';

const entries: readonly CommandEntry[] = [
  { name: 'list', summary: 'list the sources', load: () => import('./list.ts') },
  { name: 'get', summary: 'show one source', load: () => import('./get.ts') },
  {
    name: 'update',
    summary: 'change the name, slug or settings; enable or disable',
    load: () => import('./update.ts'),
  },
  {
    name: 'schema',
    summary: 'show or change how violations are handled',
    load: () => import('./schema/index.ts'),
  },
  {
    name: 'destinations',
    summary: 'list the destinations of a source',
    load: () => import('./destinations.ts'),
  },
  { name: 'warehouses', summary: 'list the warehouses of a source', load: () => import('./warehouses.ts') },
  { name: 'write-key', summary: 'add or remove a write key', load: () => import('./write-key/index.ts') },
  {
    name: 'labels',
    summary: 'list, add or replace the labels of a source',
    load: () => import('./labels/index.ts'),
  },
];

export function register(command: Command, app: App): void {
  command.description('List sources, change their settings, labels and write keys.');
  defineCommands(command, entries, app);
}
