import { type ApiObject, stringAt, textAt, valueAt } from '../../src/api/api-object.ts';
import { numberText } from '../../src/api/numbers.ts';
import { cellOf } from '../../src/api/pick-fields.ts';
import { pagesOf } from '../../src/api/workspace/client.ts';
import { destinationEndpoints } from '../../src/segment/endpoints/destinations.ts';
import { sourceEndpoints } from '../../src/segment/endpoints/sources.ts';
import { isJsonObject } from '../../src/spec/message.ts';
import { isSameNameFolded } from '../../src/spec/same-name.ts';
import { findDestination, findSource } from '../../src/workspace/names/find.ts';
import { idOf } from '../../src/workspace/names/source-facts.ts';
import { destinationColumns, enabledColumn, enabledOf, textColumn, wholeColumn } from '../reading/columns.ts';
import { listAt, objectsAt, settingFacts, textFact } from '../reading/facts.ts';
import { addFilters, filteredPages } from '../reading/filter-flags.ts';
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
  $ segment destinations list --disabled --json | jq -r '.[].name'`,
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
            searched: ['name', 'metadata.name', 'metadata.slug'],
            flags,
            ...(type !== undefined && { isWanted: (item) => isOfType(item, type) }),
          },
        );
      },
    }),
    getCommand({
      name: 'get',
      summary: 'show one destination',
      description: 'Show one destination and its settings. Segment masks what is secret in them.',
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
  $ segment destinations filters "Web analytics" --json | jq '.[] | {title, if, actions}'
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

/** The type of a destination is that of the catalog, by its slug, its name or its id. */
function isOfType({ value }: ApiObject, type: string): boolean {
  return ['metadata.slug', 'metadata.name', 'metadata.id'].some((field) =>
    isSameNameFolded(valueAt(value, field), type),
  );
}

/** `DROP`, `SAMPLE 0.1`, `DROP_PROPERTIES traits.email`: in the API's words, for there are no others for them. */
function actionsOf(filterText: string, detailOf: (action: ApiObject) => string): string {
  return objectsAt(filterText, 'actions')
    .map((action) =>
      [stringAt(action.value, 'type'), numberText(action.text, 'percent'), detailOf(action)]
        .filter((word) => word !== '')
        .join(' '),
    )
    .join(', ');
}

/** The properties that an action keeps or drops: `{"traits":{"fields":["email"]}}` is `traits.email`. What is written otherwise is JSON. */
function propertiesOf({ value, text }: ApiObject): string {
  const fields = valueAt(value, 'fields');
  if (!isJsonObject(fields)) return '';
  const names = Object.entries(fields).map(([part, inner]) => {
    const own = listAt(inner, 'fields').filter((name) => typeof name === 'string');
    return own.length === 0 ? undefined : own.map((name) => `${part}.${name}`).join(' ');
  });
  return names.includes(undefined) ? cellOf(textAt(text, 'fields') ?? '') : names.join(' ');
}
