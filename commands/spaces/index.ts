import type { Command } from 'commander';
import { stringAt } from '../../src/api/api-object.ts';
import { pagesOf } from '../../src/api/workspace/client.ts';
import type { App } from '../../src/app.ts';
import { spaceEndpoints } from '../../src/segment/endpoints/spaces.ts';
import { findSpace } from '../../src/workspace/names/find.ts';
import { type CommandEntry, defineCommands } from '../lazy-commands.ts';
import { getCommand, listCommand } from '../reading/noun.ts';
import type { ListColumn } from '../reading/print-list.ts';

/** All that the API says of a space (docs/segment-api/public.md#spaces). */
const columns: readonly ListColumn[] = [
  { header: 'id', whole: true, cell: (space) => stringAt(space, 'id') },
  { header: 'slug', cell: (space) => stringAt(space, 'slug') },
  { header: 'name', cell: (space) => stringAt(space, 'name') },
];

const entries: readonly CommandEntry[] = [
  listCommand({
    name: 'list',
    summary: 'list the spaces',
    description: 'List the spaces of the workspace.',
    help: `Examples:
  $ segment spaces list
  $ segment spaces list --json | jq -r '.[].id'`,
    noun: ['space', 'spaces'],
    columns,
    pages: pagesOf(spaceEndpoints.listSpaces),
  }),
  getCommand({
    name: 'get',
    summary: 'show one space',
    description: 'Show one space.',
    help: `Examples:
  $ segment spaces get sandbox
  $ segment spaces get sandbox --fields id`,
    thing: { name: 'space', by: 'its id, slug or name', find: findSpace },
    facts: ({ value, text }) =>
      columns.map(({ header, cell }) => ({ label: header, value: cell(value, text) })),
  }),
];

export function register(command: Command, app: App): void {
  defineCommands(command, entries, app);
}
