import type { Command } from 'commander';
import { objectsIn, stringAt, textAt } from '../../src/api/api-object.ts';
import { numberText } from '../../src/api/numbers.ts';
import { pagesOf } from '../../src/api/workspace/client.ts';
import type { App } from '../../src/app.ts';
import { destinationEndpoints } from '../../src/segment/endpoints/destinations.ts';
import { isListText } from '../../src/spec/json-text.ts';
import { findDestination } from '../../src/workspace/names/find.ts';
import { type CommandEntry, defineCommands } from '../lazy-commands.ts';
import { enabledOf } from '../reading/columns/enabled.ts';
import { getCommand, listCommand, type NamedThing } from '../reading/noun.ts';
import { settingFacts } from '../reading/setting-facts.ts';

const destination: NamedThing = { name: 'destination', by: 'its id, name or type', find: findDestination };

const entries: readonly CommandEntry[] = [
  { name: 'list', summary: 'list the destinations', load: () => import('./list.ts') },
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
      { label: 'id', value: stringAt(found.value, 'id') },
      { label: 'name', value: stringAt(found.value, 'name') },
      { label: 'type', value: stringAt(found.value, 'metadata.name') },
      { label: 'source', value: stringAt(found.value, 'sourceId') },
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
      { header: 'id', whole: true, cell: (subscription) => stringAt(subscription, 'id') },
      { header: 'name', cell: (subscription) => stringAt(subscription, 'name') },
      { header: 'action', cell: (subscription) => stringAt(subscription, 'actionSlug') },
      { header: 'enabled', whole: true, cell: enabledOf },
      { header: 'trigger', cell: (subscription) => stringAt(subscription, 'trigger') },
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
      { header: 'id', whole: true, cell: (filter) => stringAt(filter, 'id') },
      { header: 'title', cell: (filter) => stringAt(filter, 'title') },
      { header: 'actions', cell: (_filter, text) => actionsOf(text) },
      { header: 'enabled', whole: true, cell: enabledOf },
      { header: 'if', cell: (filter) => stringAt(filter, 'if') },
    ],
    pages: pagesOf(destinationEndpoints.listDestinationFilters),
  }),
  {
    name: 'delivery',
    summary: 'show delivery to a destination',
    load: () => import('./delivery.ts'),
  },
];

const examples = `
Examples:
  $ segment destinations list
  $ segment destinations delivery "Order webhook" --since 24h`;

export function register(command: Command, app: App): void {
  command.addHelpText('after', examples);
  defineCommands(command, entries, app);
}

/** `DROP`, `SAMPLE 0.1`, `DROP_PROPERTIES`: in the API's words, for there are no others for them. */
function actionsOf(filterText: string): string {
  const actions = textAt(filterText, 'actions');
  if (actions === undefined || !isListText(actions)) return '';
  return objectsIn(actions)
    .map(({ value, text }) => `${stringAt(value, 'type')} ${numberText(text, 'percent')}`.trim())
    .join(', ');
}
