import type { Command } from 'commander';
import { pagesOf } from '../../src/api/workspace/client.ts';
import type { App } from '../../src/app.ts';
import { spaceEndpoints } from '../../src/segment/endpoints/spaces.ts';
import { spaceIdOf } from '../../src/workspace/names/find.ts';
import { computedColumns, updatedColumn } from '../reading/columns/computed.ts';
import { openWorkspace } from '../reading/open-workspace.ts';
import { addListOptions, type ListFlags } from '../reading/output-options.ts';
import { printList } from '../reading/print-list.ts';

const examples = `
Segment’s endpoint for this is alpha: it may change.

Examples:
  $ segment computed-traits list --space sandbox
  $ segment computed-traits list --space sandbox --ndjson --fields key,definition.query`;

interface TraitFlags extends ListFlags {
  readonly space?: string;
}

export function register(command: Command, app: App): void {
  command
    .description('List the computed traits of a space.')
    .option('--space <space>', 'its id, slug or name (default: SEGMENT_SPACE_ID)')
    .addHelpText('after', examples)
    .action(async ({ space, ...flags }: TraitFlags) => {
      const { api, context } = await openWorkspace(app);
      const spaceId = await spaceIdOf(api, context, space);
      await printList(app, flags, {
        noun: ['computed trait', 'computed traits'],
        columns: [...computedColumns, updatedColumn],
        pages: (limit) => pagesOf(spaceEndpoints.listComputedTraits)(api, limit, spaceId),
      });
    });
  addListOptions(command);
}
