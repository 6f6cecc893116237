import type { Command } from 'commander';
import { listSources } from '../../src/api/workspace/sources.ts';
import type { App } from '../../src/app.ts';
import { allowWriteKeys } from '../../src/workspace/names/source-facts.ts';
import { sourceColumns } from '../reading/columns/sources.ts';
import { openWorkspace } from '../reading/open-workspace.ts';
import { addListOptions, type ListFlags } from '../reading/output-options.ts';
import { printList } from '../reading/print-list.ts';

const examples = `
Examples:
  $ segment sources list
  $ segment sources list --csv > sources.csv
  $ segment sources list --ndjson --fields id,slug,metadata.name
  $ segment sources list --json | jq -r '.[] | select(.enabled) | .slug'`;

export function register(command: Command, app: App): void {
  command
    .description('List the sources of the workspace.')
    .addHelpText('after', examples)
    .action(async (flags: ListFlags) => {
      const { api } = await openWorkspace(app);
      await printList(app, flags, {
        noun: ['source', 'sources'],
        columns: sourceColumns,
        pages: (limit) => listSources(api, limit),
        text(source) {
          allowWriteKeys(app.redactor, source);
          return source.text;
        },
      });
    });
  addListOptions(command);
}
