import type { Command } from 'commander';
import type { App } from '../../../src/app.ts';
import { labelsOf, listLabels } from '../../../src/workspace/changes/labels.ts';
import { findSource } from '../../../src/workspace/names/find.ts';
import { openWorkspace } from '../../reading/open-workspace.ts';
import { addListOptions, type ListFlags } from '../../reading/output-options.ts';
import { printList } from '../../reading/print-list.ts';
import { labelColumns } from './columns.ts';

const examples = `
Examples:
  $ segment sources labels list web_store
  $ segment sources labels list web_store --json
  $ segment sources labels list  # all labels of the workspace`;

export function register(command: Command, app: App): void {
  command
    .description('List the labels of a source, or all labels of the workspace.')
    .argument('[source]', 'its id, slug or name')
    .addHelpText('after', examples)
    .action(async (said: string | undefined, flags: ListFlags) => {
      const { api } = await openWorkspace(app);
      await printList(app, flags, {
        noun: ['label', 'labels'],
        columns: labelColumns,
        async *pages() {
          const items = said === undefined ? await listLabels(api) : labelsOf(await findSource(api, said));
          yield { items, total: items.length, hasMore: false };
        },
      });
    });
  addListOptions(command);
}
