import { pagesOf } from '../src/api/workspace/client.ts';
import { peopleEndpoints } from '../src/segment/endpoints/people.ts';
import { numberColumn, textColumn, userColumns, wholeColumn } from '../src/views/columns.ts';
import { numberFact, permissionFacts, textFact } from '../src/views/facts.ts';
import { findGroup } from '../src/workspace/names/find.ts';
import { getCommand, listCommand, type NamedThing, noun } from './reading/noun.ts';

const group: NamedThing = { name: 'group', by: 'its id or name', find: findGroup };

export const register = noun([
  listCommand({
    name: 'list',
    summary: 'list the user groups',
    description: 'List the user groups of the workspace.',
    help: `Examples:
  $ segment groups list
  $ segment groups list --jq '.[].name'`,
    noun: ['user group', 'user groups'],
    columns: [wholeColumn('id'), textColumn('name'), numberColumn('members', 'memberCount')],
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
      textFact(value, 'id'),
      textFact(value, 'name'),
      numberFact('members', text, 'memberCount'),
      ...permissionFacts(value),
    ],
  }),
  listCommand({
    name: 'users',
    summary: 'list the users of a group',
    help: `Examples:
  $ segment groups users Analysts
  $ segment groups users Analysts --ndjson --fields email`,
    of: group,
    noun: ['user', 'users'],
    columns: userColumns,
    pages: pagesOf(peopleEndpoints.listGroupUsers),
  }),
]);
