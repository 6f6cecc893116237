import type { Command } from 'commander';
import { listConnectedDestinations } from '../../src/api/workspace/sources.ts';
import type { App } from '../../src/app.ts';
import { findSource } from '../../src/workspace/names/find-source.ts';
import { idOf } from '../../src/workspace/names/source-facts.ts';
import { connectedColumns } from '../reading/columns/destinations.ts';
import { openWorkspace } from '../reading/open-workspace.ts';
import { addListOptions, type ListFlags } from '../reading/output-options.ts';
import { printList } from '../reading/print-list.ts';

const examples = `
Examples:
  $ segment sources destinations web_store
  $ segment sources destinations web_store --json
  $ segment sources destinations web_store --csv --fields id,metadata.slug,enabled`;

export function register(command: Command, app: App): void {
  command
    .description('List the destinations that a source is connected to.')
    .argument('<source>', 'its id, slug or name')
    .addHelpText('after', examples)
    .action(async (said: string, flags: ListFlags) => {
      const { api } = await openWorkspace(app);
      const id = idOf(await findSource(api, said));
      await printList(app, flags, {
        noun: ['destination', 'destinations'],
        columns: connectedColumns,
        pages: (limit) => listConnectedDestinations(api, id, limit),
      });
    });
  addListOptions(command);
}
