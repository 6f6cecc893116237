import type { Command } from 'commander';
import { pagesOf } from '../../src/api/workspace/client.ts';
import type { App } from '../../src/app.ts';
import { sourceEndpoints } from '../../src/segment/endpoints/sources.ts';
import { findSource } from '../../src/workspace/names/find.ts';
import { type CommandEntry, defineCommands } from '../lazy-commands.ts';
import { connectedColumns } from '../reading/columns/destinations.ts';
import { sourceColumns } from '../reading/columns/sources.ts';
import { warehouseColumns } from '../reading/columns/warehouses.ts';
import { listCommand, type NamedThing } from '../reading/noun.ts';

const source: NamedThing = { name: 'source', by: 'its id, slug or name', find: findSource };

const entries: readonly CommandEntry[] = [
  listCommand({
    name: 'list',
    summary: 'list the sources',
    description: 'List the sources of the workspace.',
    help: `Examples:
  $ segment sources list
  $ segment sources list --csv > sources.csv
  $ segment sources list --ndjson --fields id,slug,metadata.name
  $ segment sources list --json | jq -r '.[] | select(.enabled) | .slug'`,
    noun: ['source', 'sources'],
    columns: sourceColumns,
    pages: pagesOf(sourceEndpoints.listSources),
    isOfSources: true,
  }),
  { name: 'get', summary: 'show one source', load: () => import('./get.ts') },
  {
    name: 'update',
    summary: 'change the name, slug or settings; enable or disable',
    load: () => import('./update.ts'),
  },
  {
    name: 'schema',
    summary: 'show or change how violations are handled',
    load: () => import('./schema/index.ts'),
  },
  listCommand({
    name: 'destinations',
    summary: 'list the destinations of a source',
    description: 'List the destinations that a source is connected to.',
    help: `Examples:
  $ segment sources destinations web_store
  $ segment sources destinations web_store --json
  $ segment sources destinations web_store --csv --fields id,metadata.slug,enabled`,
    of: source,
    noun: ['destination', 'destinations'],
    columns: connectedColumns,
    pages: pagesOf(sourceEndpoints.listConnectedDestinations),
  }),
  listCommand({
    name: 'warehouses',
    summary: 'list the warehouses of a source',
    description: 'List the warehouses that a source is connected to.',
    help: `Examples:
  $ segment sources warehouses web_store
  $ segment sources warehouses web_store --json
  $ segment sources warehouses web_store --ndjson --fields id,settings.name`,
    of: source,
    noun: ['warehouse', 'warehouses'],
    columns: warehouseColumns,
    pages: pagesOf(sourceEndpoints.listConnectedWarehouses),
  }),
  { name: 'write-key', summary: 'add or remove a write key', load: () => import('./write-key/index.ts') },
  {
    name: 'labels',
    summary: 'list, add or replace the labels of a source',
    load: () => import('./labels/index.ts'),
  },
];

export function register(command: Command, app: App): void {
  command.description('List sources, change their settings, labels and write keys.');
  defineCommands(command, entries, app);
}
