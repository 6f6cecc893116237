import { listOf } from '../src/api/workspace/client.ts';
import { audienceEndpoints } from '../src/segment/endpoints/audiences.ts';
import { computedColumns, numberColumn } from '../src/views/columns.ts';
import { spaceIdOf } from '../src/workspace/names/find.ts';
import { listCommand, noun } from './reading/noun.ts';

export const register = noun([
  listCommand({
    name: 'list',
    summary: 'list the audiences',
    description: 'List the audiences of a space.',
    help: `Examples:
  $ segment audiences list --space sandbox
  $ segment audiences list --space sandbox --search spend
  $ segment audiences list --jq '.[] | select(.enabled) | .key'`,
    flags: (command) =>
      command
        .option('--space <space>', 'its id, slug or name (default: SEGMENT_SPACE_ID)')
        .option('--search <text>', 'only those that match this search'),
    noun: ['audience', 'audiences'],
    columns: computedColumns(numberColumn('size', 'size.count')),
    async *pages(api, limit, _id, { settings, flags: { space, search } }) {
      const spaceId = await spaceIdOf(api, settings, space);
      yield* listOf(api, audienceEndpoints.listAudiences, { params: { spaceId }, query: { search }, limit });
    },
  }),
]);
