import { type ApiObject, stringAt } from '../../src/api/api-object.ts';
import { dataOf, pagesOf } from '../../src/api/workspace/client.ts';
import { warehouseEndpoints } from '../../src/segment/endpoints/warehouses.ts';
import { enabledOf, sourceColumns, warehouseColumns } from '../../src/views/columns.ts';
import type { Fact } from '../../src/views/fact.ts';
import { settingFacts, textFact } from '../../src/views/facts.ts';
import { syncColumns } from '../../src/views/sync-columns.ts';
import { filterPages } from '../../src/workspace/computed-pages.ts';
import { findConnectedSource, findWarehouse } from '../../src/workspace/names/find.ts';
import { idOf } from '../../src/workspace/names/source-facts.ts';
import { scheduleTimes } from '../../src/workspace/schedule-times.ts';
import { listSyncs } from '../../src/workspace/syncs.ts';
import { getCommand, listCommand, type NamedThing, noun } from '../reading/noun.ts';
import { spareCalls, sparingHelp } from './spare-calls.ts';

const warehouse: NamedThing = { name: 'warehouse', by: 'its id, name or type', find: findWarehouse };

export const register = noun(
  [
    listCommand({
      name: 'list',
      summary: 'list the warehouses',
      description: 'List the warehouses of the workspace.',
      help: `Examples:
  $ segment warehouses list
  $ segment warehouses list --fields id,settings.name
  $ segment warehouses list --jq '.[] | select(.enabled) | .settings.name'`,
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
        textFact(found.value, 'id'),
        textFact(found.value, 'name', 'settings.name'),
        textFact(found.value, 'type', 'metadata.name'),
        { label: 'enabled', value: enabledOf(found.value) },
        ...settingFacts(found, ['name']),
      ],
    }),
    listCommand({
      name: 'sources',
      summary: 'list the sources that sync to a warehouse',
      help: `Examples:
  $ segment warehouses sources "Reporting DB"
  $ segment warehouses sources postgres --ndjson --fields id,slug`,
      of: warehouse,
      noun: ['source', 'sources'],
      columns: sourceColumns,
      pages: pagesOf(warehouseEndpoints.listWarehouseSources),
      isOfSources: true,
    }),
    listCommand({
      name: 'syncs',
      summary: 'list the latest syncs of a warehouse',
      description: 'List the latest syncs of a warehouse: status, start, duration, rows and notices.',
      help: `${sparingHelp}

Examples:
  $ segment warehouses syncs "Reporting DB"
  $ segment warehouses syncs "Reporting DB" --source web_store --limit 5
  $ segment warehouses syncs postgres --jq '.[] | select(.notices != [])'`,
      of: warehouse,
      flags: (command) =>
        command.option('--source <source>', 'only the syncs of this connected source: its id, slug or name'),
      noun: ['sync', 'syncs'],
      // One list has all names; a call for each sync would be too many.
      columns: syncColumns,
      async *pages(api, limit, id, { app, flags: { source } }) {
        const sourceId = source === undefined ? undefined : idOf(await findConnectedSource(api, id, source));
        yield* filterPages(listSyncs(await spareCalls(app, api), id, sourceId), () => true, limit);
      },
    }),
    getCommand({
      name: 'schedule',
      summary: 'show when a warehouse syncs',
      description: 'Show the hours at which a warehouse syncs.',
      help: `${sparingHelp}

Examples:
  $ segment warehouses schedule "Reporting DB"
  $ segment warehouses schedule postgres --json`,
      thing: warehouse,
      read: async (api, found, app) =>
        dataOf(await spareCalls(app, api), warehouseEndpoints.getSyncSchedule, {
          params: { warehouseId: idOf(found) },
          member: 'enabled',
        }),
      facts: ({ value, text }, _now, found) => [
        nameFact(found),
        { label: 'enabled', value: enabledOf(value) },
        { label: 'times', value: scheduleTimes(text) },
        textFact(value, 'timezone', 'schedule.timezone'),
      ],
    }),
    getCommand({
      name: 'connection',
      summary: 'show whether Segment can reach a warehouse',
      help: `Prints CONNECTED or FAILED, and exits with 0 either way.

Examples:
  $ segment warehouses connection "Reporting DB"
  $ test "$(segment warehouses connection postgres --fields connectionState)" = CONNECTED`,
      thing: warehouse,
      read: (api, found) =>
        dataOf(api, warehouseEndpoints.getConnectionState, {
          params: { warehouseId: idOf(found) },
          member: 'connectionState',
        }),
      facts: ({ value }, _now, found) => [nameFact(found), textFact(value, 'connection', 'connectionState')],
    }),
  ],
  {
    help: `Examples:
  $ segment warehouses list
  $ segment warehouses syncs "Reporting DB"`,
  },
);

function nameFact({ value }: ApiObject): Fact {
  return { label: 'warehouse', value: stringAt(value, 'settings.name') || stringAt(value, 'id') };
}
