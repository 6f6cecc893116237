import { pagesOf } from '../src/api/workspace/client.ts';
import { spaceEndpoints } from '../src/segment/endpoints/spaces.ts';
import { textColumn, wholeColumn } from '../src/views/columns.ts';
import { textFact } from '../src/views/facts.ts';
import { findSpace } from '../src/workspace/names/find.ts';
import { getCommand, listCommand, noun } from './reading/noun.ts';

/** The API gives an id, a slug and a name of a space, and nothing else (docs/segment-api/public.md#spaces). */
export const register = noun([
  listCommand({
    name: 'list',
    summary: 'list the spaces',
    description: 'List the spaces of the workspace.',
    help: `Examples:
  $ segment spaces list
  $ segment spaces list --jq '.[].id'`,
    noun: ['space', 'spaces'],
    columns: [wholeColumn('id'), textColumn('slug'), textColumn('name')],
    pages: pagesOf(spaceEndpoints.listSpaces),
  }),
  getCommand({
    name: 'get',
    summary: 'show one space',
    help: `Examples:
  $ segment spaces get sandbox
  $ segment spaces get sandbox --fields id`,
    thing: { name: 'space', by: 'its id, slug or name', find: findSpace },
    facts: ({ value }) => ['id', 'slug', 'name'].map((field) => textFact(value, field)),
  }),
]);
