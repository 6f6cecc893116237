import { pagesOf } from '../../src/api/workspace/client.ts';
import { destinationEndpoints } from '../../src/segment/endpoints/destinations.ts';
import { sourceEndpoints } from '../../src/segment/endpoints/sources.ts';
import {
  destinationColumns,
  enabledColumn,
  enabledOf,
  textColumn,
  wholeColumn,
} from '../../src/views/columns.ts';
import { settingFacts, textFact } from '../../src/views/facts.ts';
import { actionsOf, isOfType, propertiesOf } from '../../src/workspace/destinations.ts';
import { filteredPages } from '../../src/workspace/filtered-pages.ts';
import { findDestination, findSource } from '../../src/workspace/names/find.ts';
import { searchedFields } from '../../src/workspace/names/searched-fields.ts';
import { idOf } from '../../src/workspace/names/source-facts.ts';
import { addFilters } from '../reading/filter-flags.ts';
import { getCommand, listCommand, type NamedThing, noun } from '../reading/noun.ts';

const listDestinations = pagesOf(destinationEndpoints.listDestinations);
const listConnected = pagesOf(sourceEndpoints.listConnectedDestinations);
const destination: NamedThing = { name: 'destination', by: 'its id, name or type', find: findDestination };

export const register = noun(
  [
    listCommand({
      name: 'list',
      summary: 'list the destinations',
      description: 'List the destinations of the workspace; with a word, only those that contain it.',
      help: `Examples:
  $ segment destinations list
  $ segment destinations list --source web_store --enabled
  $ segment destinations list --type actions-webhook
  $ segment destinations list --ndjson --fields id,name,metadata.slug,sourceId
  $ segment destinations list --disabled --jq '.[].name'`,
      flags: (command) =>
        addFilters(command)
          .option('--source <source>', 'only those of this source: its id, slug or name')
          .option('--type <type>', 'only those of this type: "actions-webhook" or its name'),
      noun: ['destination', 'destinations'],
      columns: destinationColumns,
      async *pages(api, limit, _id, { argument: word, flags }) {
        const { source, type } = flags;
        const sourceId = source === undefined ? undefined : idOf(await findSource(api, source));
        yield* filteredPages(
          (most) =>
            sourceId === undefined ? listDestinations(api, most) : listConnected(api, most, sourceId),
          limit,
          {
            word,
            searched: searchedFields.destinations,
            flags,
            ...(type !== undefined && { isWanted: (item) => isOfType(item, type) }),
          },
        );
      },
    }),
    getCommand({
      name: 'get',
      summary: 'show one destination',
      description: 'Show one destination and its settings. Segment masks secret values.',
      help: `Examples:
  $ segment destinations get "Order webhook"
  $ segment destinations get actions-webhook --json
  $ segment destinations get "Web analytics" --fields settings.trackAllPages`,
      thing: destination,
      facts: (found) => [
        textFact(found.value, 'id'),
        textFact(found.value, 'name'),
        textFact(found.value, 'type', 'metadata.name'),
        textFact(found.value, 'source', 'sourceId'),
        { label: 'enabled', value: enabledOf(found.value) },
        ...settingFacts(found),
      ],
    }),
    listCommand({
      name: 'subscriptions',
      summary: 'list the subscriptions of a destination',
      description: 'List the subscriptions of a destination: which messages trigger which action.',
      help: `Examples:
  $ segment destinations subscriptions "Order webhook"
  $ segment destinations subscriptions "Order webhook" --csv --fields name,trigger,enabled`,
      of: destination,
      noun: ['subscription', 'subscriptions'],
      columns: [
        wholeColumn('id'),
        textColumn('name'),
        textColumn('action', 'actionSlug'),
        enabledColumn,
        textColumn('trigger'),
      ],
      pages: pagesOf(destinationEndpoints.listSubscriptions),
    }),
    listCommand({
      name: 'filters',
      summary: 'list the filters of a destination',
      description: 'List the filters of a destination: which messages or fields they drop, and when.',
      help: `Examples:
  $ segment destinations filters "Web analytics"
  $ segment destinations filters "Web analytics" --jq '.[] | {title, if, actions}'
  $ segment destinations filters "Web analytics" --fields title,if`,
      of: destination,
      noun: ['filter', 'filters'],
      columns: [
        wholeColumn('id'),
        textColumn('title'),
        {
          header: 'actions',
          cell: (_filter, text) => actionsOf(text, () => ''),
          shown: (_filter, _now, text) => actionsOf(text, propertiesOf),
        },
        enabledColumn,
        textColumn('if'),
      ],
      pages: pagesOf(destinationEndpoints.listDestinationFilters),
    }),
    {
      name: 'delivery',
      summary: 'show delivery to a destination',
      load: () => import('./delivery.ts'),
    },
  ],
  {
    help: `Examples:
  $ segment destinations list
  $ segment destinations delivery "Order webhook" --since 24h`,
  },
);
