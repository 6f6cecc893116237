import type { Command } from '@commander-js/extra-typings';
import type { App } from '../../../src/app.ts';
import { type CommandEntry, defineCommands } from '../../lazy-commands.ts';

const entries: readonly CommandEntry[] = [
  {
    name: 'list',
    summary: 'list the labels of a source, or of the workspace',
    load: () => import('./list.ts'),
  },
  { name: 'add', summary: 'add labels to a source', load: () => import('./add.ts') },
  { name: 'set', summary: 'replace all labels of a source', load: () => import('./set.ts') },
];

export function register(command: Command, app: App): void {
  defineCommands(command, entries, app);
}
