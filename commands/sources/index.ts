import { type ApiObject, listAt, stringAt } from '../../src/api/api-object.ts';
import { pagesOf, type WorkspaceApi } from '../../src/api/workspace/client.ts';
import { sourceEndpoints } from '../../src/segment/endpoints/sources.ts';
import { destinationColumns, enabledOf, sourceColumns, warehouseColumns } from '../../src/views/columns.ts';
import { settingFacts, textFact } from '../../src/views/facts.ts';
import { filteredPages } from '../../src/workspace/filtered-pages.ts';
import { findSource, findSourceDetail } from '../../src/workspace/names/find.ts';
import { searchedFields } from '../../src/workspace/names/searched-fields.ts';
import { writeKeysOf } from '../../src/workspace/names/source-facts.ts';
import { addFilters } from '../reading/filter-flags.ts';
import { getCommand, listCommand, type NamedThing, noun } from '../reading/noun.ts';

const listSources = pagesOf(sourceEndpoints.listSources);
const source: NamedThing = { name: 'source', by: 'its id, slug or name', find: findSource };

export const register = noun(
  [
    listCommand({
      name: 'list',
      summary: 'list the sources',
      description: 'List the sources of the workspace; with a word, only those that contain it.',
      help: `Examples:
  $ segment sources list
  $ segment sources list store --enabled
  $ segment sources list --csv > sources.csv
  $ segment sources list --ndjson --fields id,slug,metadata.name
  $ segment sources list --disabled --jq '.[].slug'`,
      noun: ['source', 'sources'],
      flags: addFilters,
      columns: sourceColumns,
      pages: (api, limit, _id, { argument: word, flags }) =>
        filteredPages((most) => listSources(api, most), limit, {
          word,
          searched: searchedFields.sources,
          flags,
        }),
      isOfSources: true,
    }),
    getCommand({
      name: 'get',
      summary: 'show one source',
      description: 'Show one source and its settings. Secret values are masked.',
      help: `Examples:
  $ segment sources get web_store
  $ segment sources get web_store --json
  $ segment sources get web_store --fields writeKeys

--json prints the source as the API returns it. The API returns the tracking plan separately, so only the other forms
show it.`,
      thing: { ...source, find: findWithPlan },
      facts: (found, _now, { trackingPlanId }) => [
        textFact(found.value, 'id'),
        textFact(found.value, 'slug'),
        textFact(found.value, 'name'),
        textFact(found.value, 'type', 'metadata.name'),
        { label: 'enabled', value: enabledOf(found.value) },
        { label: 'write keys', value: writeKeysOf(found).join(', ') },
        { label: 'labels', value: listAt(found.value, 'labels').map(labelText).join(', ') },
        { label: 'tracking plan', value: trackingPlanId },
        ...settingFacts(found),
      ],
      isOfSources: true,
    }),
    {
      name: 'update',
      summary: 'change the name, slug or settings; enable or disable',
      load: () => import('./update.ts'),
    },
    {
      name: 'schema',
      summary: 'show or change how violations are handled',
      load: () => import('./schema.ts'),
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
      columns: destinationColumns(),
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
    { name: 'write-key', summary: 'add or remove a write key', load: () => import('./write-key.ts') },
    {
      name: 'labels',
      summary: 'list, add or replace the labels of a source',
      load: () => import('./labels.ts'),
    },
  ],
  { description: 'List sources, change their settings, labels and write keys.' },
);

async function findWithPlan(
  api: WorkspaceApi,
  name: string,
): Promise<ApiObject & { readonly trackingPlanId: string }> {
  const { source: found, trackingPlanId } = await findSourceDetail(api, name);
  return { ...found, trackingPlanId };
}

function labelText(label: unknown): string {
  return `${stringAt(label, 'key')}:${stringAt(label, 'value')}`;
}
