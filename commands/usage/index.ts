import type { Command } from '@commander-js/extra-typings';
import type { App } from '../../src/app.ts';
import { type CommandEntry, defineCommands } from '../lazy-commands.ts';

const entries: readonly CommandEntry[] = [
  { name: 'api-calls', summary: 'show API calls by day or source', load: () => import('./api-calls.ts') },
  { name: 'mtu', summary: 'show monthly tracked users by day or source', load: () => import('./mtu.ts') },
];

export function register(command: Command, app: App): void {
  defineCommands(command, entries, app);
}
