import type { CommandEntry } from './lazy-commands.ts';

/** Every top-level command in the order in which the root help lists it. */
export const commandTable: readonly CommandEntry[] = [
  {
    name: 'track',
    group: 'Send',
    summary: 'send one Track message: what a user did',
    load: () => import('./track.ts'),
  },
  {
    name: 'identify',
    group: 'Send',
    summary: 'send one Identify message: who a user is',
    load: () => import('./identify.ts'),
  },
  {
    name: 'page',
    group: 'Send',
    summary: 'send one Page message: what a user viewed on the web',
    load: () => import('./page.ts'),
  },
  {
    name: 'screen',
    group: 'Send',
    summary: 'send one Screen message: what a user viewed in an app',
    load: () => import('./screen.ts'),
  },
  {
    name: 'group',
    group: 'Send',
    summary: 'send one Group message: what account a user belongs to',
    load: () => import('./group.ts'),
  },
  {
    name: 'alias',
    group: 'Send',
    summary: 'send one Alias message: two ids of the same user',
    load: () => import('./alias.ts'),
  },
  {
    name: 'batch',
    group: 'Send',
    summary: 'send NDJSON from files, globs or stdin',
    load: () => import('./batch/index.ts'),
  },
  {
    name: 'sources',
    group: 'Workspace',
    summary: 'list sources, change them, their schema settings, labels and write keys',
    load: () => import('./sources/index.ts'),
  },
  {
    name: 'sandbox',
    group: 'Local',
    summary: 'run a Segment of your own on this machine',
    load: () => import('./sandbox/index.ts'),
  },
  {
    name: 'demo',
    group: 'Local',
    summary: 'watch a backfill into a sandbox, no account needed',
    load: () => import('./demo/index.ts'),
  },
  {
    name: 'auth',
    group: 'Setup',
    summary: 'log in, switch workspaces, manage write keys',
    load: () => import('./auth/index.ts'),
  },
  {
    name: 'config',
    group: 'Setup',
    summary: 'read and change settings',
    load: () => import('./config/index.ts'),
  },
  {
    name: 'completion',
    group: 'Setup',
    summary: 'print a completion script for your shell',
    load: () => import('./completion.ts'),
  },
  {
    name: 'help',
    group: 'Setup',
    summary: 'show help for a command or a topic',
    load: () => import('./help.ts'),
  },
  {
    name: 'commands',
    hidden: true,
    summary: 'print the whole command tree as JSON',
    load: () => import('./commands.ts'),
  },
];
