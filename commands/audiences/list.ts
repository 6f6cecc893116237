import type { Command } from 'commander';
import { listOf } from '../../src/api/workspace/client.ts';
import type { App } from '../../src/app.ts';
import { audienceEndpoints } from '../../src/segment/endpoints/audiences.ts';
import { spaceIdOf } from '../../src/workspace/names/find.ts';
import { computedColumns, updatedColumn } from '../reading/columns/computed.ts';
import { numberColumn } from '../reading/numbers.ts';
import { openWorkspace } from '../reading/open-workspace.ts';
import { addListOptions, type ListFlags } from '../reading/output-options.ts';
import { type ListColumn, printList } from '../reading/print-list.ts';

const examples = `
Examples:
  $ segment audiences list --space sandbox
  $ segment audiences list --space sandbox --search spend
  $ segment audiences list --json | jq -r '.[] | select(.enabled) | .key'`;

const columns: readonly ListColumn[] = [
  ...computedColumns,
  numberColumn('size', 'size.count'),
  updatedColumn,
];

interface AudienceFlags extends ListFlags {
  readonly space?: string;
  readonly search?: string;
}

export function register(command: Command, app: App): void {
  command
    .description('List the audiences of a space.')
    .option('--space <space>', 'its id, slug or name (default: SEGMENT_SPACE_ID)')
    .option('--search <text>', 'only those that match this search')
    .addHelpText('after', examples)
    .action(async ({ space, search, ...flags }: AudienceFlags) => {
      const { api, context } = await openWorkspace(app);
      const spaceId = await spaceIdOf(api, context, space);
      await printList(app, flags, {
        noun: ['audience', 'audiences'],
        columns,
        pages: (limit) =>
          listOf(api, audienceEndpoints.listAudiences, { params: { spaceId }, query: { search }, limit }),
      });
    });
  addListOptions(command);
}
