import type { Command } from 'commander';
import { stringAt } from '../../src/api/api-object.ts';
import { pagesOf } from '../../src/api/workspace/client.ts';
import type { App } from '../../src/app.ts';
import { peopleEndpoints } from '../../src/segment/endpoints/people.ts';
import { findUser } from '../../src/workspace/names/find.ts';
import { type CommandEntry, defineCommands } from '../lazy-commands.ts';
import { permissionFacts } from '../reading/columns/permission-facts.ts';
import { userColumns } from '../reading/columns/users.ts';
import { getCommand, listCommand } from '../reading/noun.ts';

const entries: readonly CommandEntry[] = [
  listCommand({
    name: 'list',
    summary: 'list the users',
    description: 'List the users of the workspace.',
    help: `Examples:
  $ segment users list
  $ segment users list --csv > users.csv
  $ segment users list --json | jq -r '.[].email'`,
    noun: ['user', 'users'],
    columns: userColumns,
    pages: pagesOf(peopleEndpoints.listUsers),
  }),
  getCommand({
    name: 'get',
    summary: 'show one user',
    description: 'Show one user and their permissions.',
    help: `Examples:
  $ segment users get ann@example.com
  $ segment users get ann@example.com --json`,
    thing: { name: 'user', by: 'their id, e-mail address or name', find: findUser },
    facts: ({ value }) => [
      { label: 'id', value: stringAt(value, 'id') },
      { label: 'email', value: stringAt(value, 'email') },
      { label: 'name', value: stringAt(value, 'name') },
      ...permissionFacts(value),
    ],
  }),
];

export function register(command: Command, app: App): void {
  defineCommands(command, entries, app);
}
