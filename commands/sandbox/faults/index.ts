import type { Command } from 'commander';
import type { App } from '../../../src/app.ts';
import { type CommandEntry, defineCommands } from '../../lazy-commands.ts';

const verbs: readonly CommandEntry[] = [
  { name: 'set', summary: 'make requests fail, with flags or from a file', load: () => import('./set.ts') },
  {
    name: 'list',
    summary: 'show the active fault rules and their counts',
    load: () => import('./list.ts'),
  },
  { name: 'clear', summary: 'remove all fault rules', load: () => import('./clear.ts') },
];

const examples = `
Examples:
  $ segment sandbox faults set --status 500 --share 0.05
  $ segment sandbox faults list
  $ segment sandbox faults clear`;

export function register(command: Command, app: App): void {
  command
    .description(
      'Make requests to the sandbox fail: error statuses, broken connections, truncated or slow responses.',
    )
    .addHelpText('after', examples);
  defineCommands(command, verbs, app);
}
