import { pagesOf } from '../src/api/workspace/client.ts';
import { peopleEndpoints } from '../src/segment/endpoints/people.ts';
import { userColumns } from '../src/views/columns.ts';
import { permissionFacts, textFact } from '../src/views/facts.ts';
import { findUser } from '../src/workspace/names/find.ts';
import { getCommand, listCommand, noun } from './reading/noun.ts';

export const register = noun([
  listCommand({
    name: 'list',
    summary: 'list the users',
    description: 'List the users of the workspace.',
    help: `Examples:
  $ segment users list
  $ segment users list --csv > users.csv
  $ segment users list --jq '.[].email'`,
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
      ...['id', 'email', 'name'].map((field) => textFact(value, field)),
      ...permissionFacts(value),
    ],
  }),
]);
