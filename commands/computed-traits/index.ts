import type { Command } from '@commander-js/extra-typings';
import type { App } from '../../src/app.ts';
import { type CommandEntry, defineCommands } from '../lazy-commands.ts';

const entries: readonly CommandEntry[] = [
  { name: 'list', summary: 'list the computed traits', load: () => import('./list.ts') },
];

export function register(command: Command, app: App): void {
  defineCommands(command, entries, app);
}
