import type { Command } from 'commander';
import type { App } from '../../src/app.ts';
import { type CommandEntry, defineCommands } from '../lazy-commands.ts';

const entries: readonly CommandEntry[] = [
  { name: 'list', summary: 'list the warehouses', load: () => import('./list.ts') },
  { name: 'get', summary: 'show one warehouse', load: () => import('./get.ts') },
  {
    name: 'sources',
    summary: 'list the sources that sync to a warehouse',
    load: () => import('./sources.ts'),
  },
  { name: 'syncs', summary: 'list the latest syncs of a warehouse', load: () => import('./syncs.ts') },
  { name: 'schedule', summary: 'show when a warehouse syncs', load: () => import('./schedule.ts') },
  {
    name: 'connection',
    summary: 'show whether Segment can reach a warehouse',
    load: () => import('./connection.ts'),
  },
];

const examples = `
Examples:
  $ segment warehouses list
  $ segment warehouses syncs "Reporting DB"`;

export function register(command: Command, app: App): void {
  command.addHelpText('after', examples);
  defineCommands(command, entries, app);
}
