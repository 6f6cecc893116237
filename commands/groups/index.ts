import type { Command } from 'commander';
import { stringAt } from '../../src/api/api-object.ts';
import { pagesOf } from '../../src/api/workspace/client.ts';
import type { App } from '../../src/app.ts';
import { peopleEndpoints } from '../../src/segment/endpoints/people.ts';
import { findGroup } from '../../src/workspace/names/find.ts';
import { type CommandEntry, defineCommands } from '../lazy-commands.ts';
import { permissionFacts } from '../reading/columns/permission-facts.ts';
import { userColumns } from '../reading/columns/users.ts';
import { getCommand, listCommand, type NamedThing } from '../reading/noun.ts';
import { numberColumn, numberFact } from '../reading/numbers.ts';

const group: NamedThing = { name: 'group', by: 'its id or name', find: findGroup };

const entries: readonly CommandEntry[] = [
  listCommand({
    name: 'list',
    summary: 'list the user groups',
    description: 'List the user groups of the workspace.',
    help: `Examples:
  $ segment groups list
  $ segment groups list --json | jq -r '.[].name'`,
    noun: ['user group', 'user groups'],
    columns: [
      { header: 'id', whole: true, cell: (item) => stringAt(item, 'id') },
      { header: 'name', cell: (item) => stringAt(item, 'name') },
      numberColumn('members', 'memberCount'),
    ],
    pages: pagesOf(peopleEndpoints.listGroups),
  }),
  getCommand({
    name: 'get',
    summary: 'show one user group',
    description: 'Show one user group and its permissions.',
    help: `Examples:
  $ segment groups get Admins
  $ segment groups get Admins --json`,
    thing: group,
    facts: ({ value, text }) => [
      { label: 'id', value: stringAt(value, 'id') },
      { label: 'name', value: stringAt(value, 'name') },
      numberFact('members', text, 'memberCount'),
      ...permissionFacts(value),
    ],
  }),
  listCommand({
    name: 'users',
    summary: 'list the users of a group',
    description: 'List the users of a group.',
    help: `Examples:
  $ segment groups users Analysts
  $ segment groups users Analysts --ndjson --fields email`,
    of: group,
    noun: ['user', 'users'],
    columns: userColumns,
    pages: pagesOf(peopleEndpoints.listGroupUsers),
  }),
];

export function register(command: Command, app: App): void {
  defineCommands(command, entries, app);
}
