import { pagesOf } from '../src/api/workspace/client.ts';
import { spaceEndpoints } from '../src/segment/endpoints/spaces.ts';
import { computedColumns } from '../src/views/columns.ts';
import { spaceIdOf } from '../src/workspace/names/find.ts';
import { listCommand, noun } from './reading/noun.ts';

export const register = noun([
  listCommand({
    name: 'list',
    summary: 'list the computed traits',
    description: 'List the computed traits of a space.',
    help: `Segment’s endpoint for this is alpha: it may change.

Examples:
  $ segment computed-traits list --space sandbox
  $ segment computed-traits list --space sandbox --ndjson --fields key,definition.query`,
    flags: (command) => command.option('--space <space>', 'its id, slug or name (default: SEGMENT_SPACE_ID)'),
    noun: ['computed trait', 'computed traits'],
    columns: computedColumns(),
    async *pages(api, limit, _id, { settings, flags }) {
      const spaceId = await spaceIdOf(api, settings, flags.space);
      yield* pagesOf(spaceEndpoints.listComputedTraits)(api, limit, spaceId);
    },
  }),
]);
