import type { Command } from '@commander-js/extra-typings';
import type { App } from '../../src/app.ts';
import { type CommandEntry, defineCommands } from '../lazy-commands.ts';

const entries: readonly CommandEntry[] = [
  { name: 'get', summary: 'show all of a profile on one screen', load: () => import('./get.ts') },
  { name: 'traits', summary: 'list the traits of a user or an account', load: () => import('./traits.ts') },
  { name: 'events', summary: 'list what a user did, newest first', load: () => import('./events.ts') },
  {
    name: 'external-ids',
    summary: 'list the external ids of a profile',
    load: () => import('./external-ids.ts'),
  },
  {
    name: 'metadata',
    summary: 'show when a profile was created and last changed',
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
