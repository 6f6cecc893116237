import type { Command } from 'commander';
import { pagesOf } from '../../src/api/workspace/client.ts';
import type { App } from '../../src/app.ts';
import { destinationEndpoints } from '../../src/segment/endpoints/destinations.ts';
import { destinationColumns } from '../reading/columns/destinations.ts';
import { openWorkspace } from '../reading/open-workspace.ts';
import { addListOptions, type ListFlags } from '../reading/output-options.ts';
import { printList } from '../reading/print-list.ts';
import { shownSourceNames } from '../reading/shown-source-names.ts';

const examples = `
Examples:
  $ segment destinations list
  $ segment destinations list --ndjson --fields id,name,metadata.slug,sourceId
  $ segment destinations list --json | jq -r '.[] | select(.enabled | not) | .name'`;

export function register(command: Command, app: App): void {
  command
    .description('List the destinations of the workspace.')
    .addHelpText('after', examples)
    .action(async (flags: ListFlags) => {
      const { api } = await openWorkspace(app);
      await printList(app, flags, {
        noun: ['destination', 'destinations'],
        columns: destinationColumns(await shownSourceNames(app, api, flags)),
        pages: (limit) => pagesOf(destinationEndpoints.listDestinations)(api, limit),
      });
    });
  addListOptions(command);
}
