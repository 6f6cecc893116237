import type { Command } from 'commander';
import type { App } from '../../../src/app.ts';
import { type CommandEntry, defineCommands } from '../../lazy-commands.ts';

const verbs: readonly CommandEntry[] = [
  { name: 'set', summary: 'let requests fail, from a plan or with flags', load: () => import('./set.ts') },
  {
    name: 'list',
    summary: 'show the rules in force and how often they took',
    load: () => import('./list.ts'),
  },
  { name: 'clear', summary: 'end all faults', load: () => import('./clear.ts') },
];

const examples = `
Examples:
  $ segment sandbox faults set --status 500 --share 0.05
  $ segment sandbox faults list
  $ segment sandbox faults clear`;

export function register(command: Command, app: App): void {
  command
    .description('Let the sandbox fail on demand: statuses, broken connections, cut and slow answers.')
    .addHelpText('after', examples);
  defineCommands(command, verbs, app);
}
