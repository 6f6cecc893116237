import type { Command } from 'commander';
import { stringAt } from '../../src/api/api-object.ts';
import { listOf, type Page, type WorkspaceApi } from '../../src/api/workspace/client.ts';
import type { App } from '../../src/app.ts';
import { warehouseEndpoints } from '../../src/segment/endpoints/warehouses.ts';
import { filterPages } from '../../src/workspace/computed-pages.ts';
import { findConnectedSource, findWarehouse } from '../../src/workspace/names/find.ts';
import { openWorkspace } from '../reading/open-workspace.ts';
import { addListOptions, type ListFlags } from '../reading/output-options.ts';
import { printList } from '../reading/print-list.ts';
import { shownSourceNames } from '../reading/shown-source-names.ts';
import { spareCalls, sparingHelp } from './spare-calls.ts';
import { syncColumns } from './sync-columns.ts';

const examples = `${sparingHelp}

Examples:
  $ segment warehouses syncs "Reporting DB"
  $ segment warehouses syncs "Reporting DB" --source web_store --limit 5
  $ segment warehouses syncs postgres --json | jq '.[] | select(.notices != [])'`;

type SyncFlags = ListFlags & { readonly source?: string };

export function register(command: Command, app: App): void {
  command
    .description('List the latest syncs of a warehouse: status, start, duration, rows and notices.')
    .argument('<warehouse>', 'its id, name or type')
    .option('--source <source>', 'only the syncs of this connected source: its id, slug or name')
    .addHelpText('after', examples)
    .action(async (said: string, flags: SyncFlags) => {
      const { api } = await openWorkspace(app);
      const id = stringAt((await findWarehouse(api, said)).value, 'id');
      const source =
        flags.source === undefined ? undefined : await findConnectedSource(api, id, flags.source);
      // One list says all names; a call for each sync would be a call too many.
      const nameOf = await shownSourceNames(app, api, flags);
      const sparing = await spareCalls(app, api);
      const sourceId = source === undefined ? undefined : stringAt(source.value, 'id');
      await printList(app, flags, {
        noun: ['sync', 'syncs'],
        columns: syncColumns(nameOf),
        pages: (limit) => filterPages(listSyncs(sparing, id, sourceId), () => true, limit),
      });
    });
  addListOptions(command);
}

/** Two calls a minute (docs/segment-api/public.md#rate-limits): pages are always whole, so that one reply serves whoever wants a few reports, and whoever wants all. */
function listSyncs(
  api: WorkspaceApi,
  warehouseId: string,
  sourceId: string | undefined,
): AsyncGenerator<Page> {
  return sourceId === undefined
    ? listOf(api, warehouseEndpoints.listSyncs, { params: { warehouseId } })
    : listOf(api, warehouseEndpoints.listSourceSyncs, { params: { warehouseId, sourceId } });
}
