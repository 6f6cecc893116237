import type { Command } from 'commander';
import { stringAt } from '../../src/api/api-object.ts';
import { pagesOf } from '../../src/api/workspace/client.ts';
import type { App } from '../../src/app.ts';
import { warehouseEndpoints } from '../../src/segment/endpoints/warehouses.ts';
import { findWarehouse } from '../../src/workspace/names/find.ts';
import { type CommandEntry, defineCommands } from '../lazy-commands.ts';
import { enabledOf } from '../reading/columns/enabled.ts';
import { sourceColumns } from '../reading/columns/sources.ts';
import { warehouseColumns } from '../reading/columns/warehouses.ts';
import { getCommand, listCommand, type NamedThing } from '../reading/noun.ts';
import { settingFacts } from '../reading/setting-facts.ts';

const warehouse: NamedThing = { name: 'warehouse', by: 'its id, name or type', find: findWarehouse };

const entries: readonly CommandEntry[] = [
  listCommand({
    name: 'list',
    summary: 'list the warehouses',
    description: 'List the warehouses of the workspace.',
    help: `Examples:
  $ segment warehouses list
  $ segment warehouses list --fields id,settings.name
  $ segment warehouses list --json | jq -r '.[] | select(.enabled) | .settings.name'`,
    noun: ['warehouse', 'warehouses'],
    columns: warehouseColumns,
    pages: pagesOf(warehouseEndpoints.listWarehouses),
  }),
  getCommand({
    name: 'get',
    summary: 'show one warehouse',
    description: 'Show one warehouse and its settings. Segment never returns its password.',
    help: `Examples:
  $ segment warehouses get "Reporting DB"
  $ segment warehouses get postgres --json
  $ segment warehouses get postgres --fields settings.hostname`,
    thing: warehouse,
    facts: (found) => [
      { label: 'id', value: stringAt(found.value, 'id') },
      { label: 'name', value: stringAt(found.value, 'settings.name') },
      { label: 'type', value: stringAt(found.value, 'metadata.name') },
      { label: 'enabled', value: enabledOf(found.value) },
      ...settingFacts(found, ['name']),
    ],
  }),
  listCommand({
    name: 'sources',
    summary: 'list the sources that sync to a warehouse',
    description: 'List the sources that sync to a warehouse.',
    help: `Examples:
  $ segment warehouses sources "Reporting DB"
  $ segment warehouses sources postgres --ndjson --fields id,slug`,
    of: warehouse,
    noun: ['source', 'sources'],
    columns: sourceColumns,
    pages: pagesOf(warehouseEndpoints.listWarehouseSources),
    isOfSources: true,
  }),
  { name: 'syncs', summary: 'list the latest syncs of a warehouse', load: () => import('./syncs.ts') },
  { name: 'schedule', summary: 'show when a warehouse syncs', load: () => import('./schedule.ts') },
  {
    name: 'connection',
    summary: 'show whether Segment can reach a warehouse',
    load: () => import('./connection.ts'),
  },
];

const examples = `
Examples:
  $ segment warehouses list
  $ segment warehouses syncs "Reporting DB"`;

export function register(command: Command, app: App): void {
  command.addHelpText('after', examples);
  defineCommands(command, entries, app);
}
