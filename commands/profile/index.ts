import type { Command } from 'commander';
import type { App } from '../../src/app.ts';
import { type CommandEntry, defineCommands } from '../lazy-commands.ts';

const entries: readonly CommandEntry[] = [
  { name: 'get', summary: 'show all of a profile on one screen', load: () => import('./get.ts') },
  { name: 'traits', summary: 'list what is known of a user or account', load: () => import('./traits.ts') },
  { name: 'events', summary: 'list what a user did, newest first', load: () => import('./events.ts') },
  {
    name: 'external-ids',
    summary: 'list the ids that lead to a profile',
    load: () => import('./external-ids.ts'),
  },
  {
    name: 'metadata',
    summary: 'show when a profile came to be and was last changed',
    load: () => import('./metadata.ts'),
  },
  {
    name: 'links',
    summary: 'list the accounts of a user, or the users of an account',
    load: () => import('./links.ts'),
  },
];

export function register(command: Command, app: App): void {
  defineCommands(command, entries, app);
}
