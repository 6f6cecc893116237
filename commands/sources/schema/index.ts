import type { Command } from 'commander';
import type { App } from '../../../src/app.ts';
import { type CommandEntry, defineCommands } from '../../lazy-commands.ts';

const entries: readonly CommandEntry[] = [
  { name: 'get', summary: 'show the schema settings of a source', load: () => import('./get.ts') },
  { name: 'update', summary: 'change the schema settings of a source', load: () => import('./update.ts') },
];

export function register(command: Command, app: App): void {
  command.description('What happens to messages of a source that its tracking plan does not allow.');
  defineCommands(command, entries, app);
}
