import type { Command } from '@commander-js/extra-typings';
import type { App } from '../../../src/app.ts';
import { type CommandEntry, defineCommands } from '../../lazy-commands.ts';

const entries: readonly CommandEntry[] = [
  { name: 'get', summary: 'show the schema settings of a source', load: () => import('./get.ts') },
  { name: 'update', summary: 'change the schema settings of a source', load: () => import('./update.ts') },
];

export function register(command: Command, app: App): void {
  command.description(
    'Show or change how Segment handles messages that violate the tracking plan of a source.',
  );
  defineCommands(command, entries, app);
}
