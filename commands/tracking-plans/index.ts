import type { Command } from 'commander';
import type { App } from '../../src/app.ts';
import { type CommandEntry, defineCommands } from '../lazy-commands.ts';

const entries: readonly CommandEntry[] = [
  { name: 'list', summary: 'list the tracking plans', load: () => import('./list.ts') },
  { name: 'get', summary: 'show one tracking plan', load: () => import('./get.ts') },
  { name: 'rules', summary: 'list the rules of a tracking plan', load: () => import('./rules.ts') },
  {
    name: 'sources',
    summary: 'list the sources a tracking plan is connected to',
    load: () => import('./sources.ts'),
  },
  {
    name: 'coverage',
    summary: 'find sources without a tracking plan, and plans without sources',
    load: () => import('./coverage.ts'),
  },
];

const examples = `
Examples:
  $ segment tracking-plans list
  $ segment tracking-plans rules "Web store" --type TRACK
  $ segment tracking-plans coverage`;

export function register(command: Command, app: App): void {
  command.addHelpText('after', examples);
  defineCommands(command, entries, app);
}
