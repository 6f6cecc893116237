import type { CommandEntry, CommandGroup } from '../src/command-tree/lazy-commands.ts';
import type { MessageType } from '../src/spec/message.ts';

const sending = (type: MessageType) => async () => (await import('./message/index.ts')).messageCommand(type);

/** Every top-level command in the order in which the root help lists it. */
export const commandTable: readonly CommandEntry[] = [
  ...inGroup('Send', [
    entry('track', 'send one Track message: what a user did', sending('track')),
    entry('identify', 'send one Identify message: who a user is', sending('identify')),
    entry('page', 'send one Page message: what a user viewed on the web', sending('page')),
    entry('screen', 'send one Screen message: what a user viewed in an app', sending('screen')),
    entry('group', 'send one Group message: what account a user belongs to', sending('group')),
    entry('alias', 'send one Alias message: two ids of the same user', sending('alias')),
    entry('batch', 'send messages from files or stdin: NDJSON, JSON, CSV', () => import('./batch/index.ts'), {
      asks: true,
    }),
    entry('validate', 'check files as batch would, and send nothing', () => import('./batch/validate.ts'), {
      ignores: ['--workspace', '--region', '--url'],
    }),
  ]),
  ...inGroup('Look up', [
    entry('profile', 'look up the profile of a user or an account', () => import('./profile/index.ts')),
  ]),
  ...inGroup('Workspace', [
    ...remembering([
      entry('overview', 'show the whole workspace on one screen', () => import('./overview.ts')),
      entry(
        'sources',
        'list sources, change settings, labels and write keys',
        () => import('./sources/index.ts'),
      ),
      entry(
        'warehouses',
        'list warehouses, syncs, schedules and connections',
        () => import('./warehouses/index.ts'),
      ),
      entry(
        'destinations',
        'list destinations, subscriptions, filters and delivery',
        () => import('./destinations/index.ts'),
      ),
      entry(
        'tracking-plans',
        'list tracking plans, their rules and sources',
        () => import('./tracking-plans/index.ts'),
      ),
      entry('violations', 'show tracking plan violations', () => import('./violations.ts')),
      entry(
        'transformations',
        'list transformations and what they change',
        () => import('./transformations.ts'),
      ),
      entry('catalog', 'list the integrations that Segment offers', () => import('./catalog.ts')),
      entry('usage', 'show API calls and monthly tracked users', () => import('./usage.ts')),
      entry('volume', 'show how many messages arrived over time', () => import('./volume.ts')),
      entry(
        'delivery',
        'show which messages were filtered, failed or succeeded',
        () => import('./delivery.ts'),
      ),
      entry('audit', 'show who changed what in the workspace', () => import('./audit.ts')),
      entry('users', 'list the users of the workspace', () => import('./users.ts')),
      entry('groups', 'list the user groups of the workspace', () => import('./groups.ts')),
      entry('spaces', 'list the spaces of the workspace', () => import('./spaces.ts')),
      entry('audiences', 'list the audiences of a space', () => import('./audiences.ts')),
      entry('computed-traits', 'list the computed traits of a space', () => import('./computed-traits.ts')),
    ]),
    entry('export', 'copy a workspace into files, then only what is new', () => import('./export/index.ts')),
    entry('api', 'call any endpoint of Segment’s APIs', () => import('./api/index.ts'), { acts: true }),
  ]),
  ...inGroup('Local', [
    entry('sandbox', 'run a local Segment for development and tests', () => import('./sandbox/index.ts'), {
      acts: true,
      ignores: ['--workspace', '--region'],
    }),
    entry('demo', 'watch a backfill into a sandbox; no account needed', () => import('./demo.ts'), {
      ignores: ['--workspace', '--region', '--url'],
    }),
  ]),
  ...inGroup('Setup', [
    entry('auth', 'log in, switch workspaces, store write keys', () => import('./auth/index.ts')),
    entry('config', 'read and change settings', () => import('./config/index.ts')),
    entry('mcp', 'give these functions to an AI assistant (MCP server)', () => import('./mcp.ts'), {
      ignores: ['--json'],
    }),
    entry('skills', 'teach coding agents how to use this program', () => import('./skills/index.ts'), {
      ignores: ['--workspace', '--region', '--url'],
    }),
    entry('completion', 'print a completion script for your shell', () => import('./completion.ts'), {
      ignores: ['--workspace', '--region', '--url', '--json'],
    }),
    entry('help', 'show help for a command or a topic', () => import('./help.ts'), {
      ignores: ['--workspace', '--region', '--url', '--json'],
    }),
  ]),
  entry('commands', 'print the whole command tree as JSON', () => import('./commands.ts'), {
    hidden: true,
    ignores: ['--workspace', '--region', '--url'],
  }),
];

function entry(
  name: string,
  summary: string,
  load: CommandEntry['load'],
  more: Pick<CommandEntry, 'hidden' | 'acts' | 'asks' | 'ignores'> = {},
): CommandEntry {
  return { name, summary, load, ...more };
}

function remembering(entries: readonly CommandEntry[]): CommandEntry[] {
  return entries.map((each) => ({ ...each, remembers: true }));
}

function inGroup(group: CommandGroup, entries: readonly CommandEntry[]): CommandEntry[] {
  return entries.map((each) => ({ ...each, group }));
}
