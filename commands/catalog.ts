import type { JsonObject } from '../src/api/api-object.ts';
import { type ListEndpoint, pagesOf } from '../src/api/workspace/client.ts';
import type { CommandEntry } from '../src/command-tree/lazy-commands.ts';
import { textColumn, wholeColumn } from '../src/views/columns.ts';
import type { Fact } from '../src/views/fact.ts';
import { textFact } from '../src/views/facts.ts';
import type { ListColumn } from '../src/views/list-column.ts';
import { namesIn, optionsIn, textsIn, trueNamesIn } from '../src/workspace/catalog-entry.ts';
import { filterPages } from '../src/workspace/computed-pages.ts';
import { hasWord } from '../src/workspace/has-word.ts';
import { catalog, catalogFinder } from '../src/workspace/names/find.ts';
import { searchedFields } from '../src/workspace/names/searched-fields.ts';
import { getCommand, listCommand, noun } from './reading/noun.ts';

/** A part of the catalog as its commands show it. */
interface CatalogPart {
  readonly part: keyof typeof catalog;
  /** `source`, for the messages. */
  readonly noun: string;
  /** Entries that the sandbox has as well, for the examples: one word that finds some, and one slug. */
  readonly example: { readonly word: string; readonly slug: string };
  /** After id, slug and name. */
  readonly columns: readonly ListColumn[];
  readonly facts: (entry: JsonObject) => Fact[];
}

/** Whether it can be had, and what it is for. */
const statusColumns: readonly ListColumn[] = [
  textColumn('status'),
  { header: 'categories', cell: (entry) => textsIn(entry, 'categories') },
];

const statusFacts = (entry: JsonObject): readonly Fact[] => [
  ...['id', 'slug', 'name', 'status'].map((field) => textFact(entry, field)),
  { label: 'categories', value: textsIn(entry, 'categories') },
  textFact(entry, 'description'),
];

const parts: readonly CatalogPart[] = [
  {
    part: 'sources',
    noun: 'source',
    example: { word: 'mobile', slug: 'javascript' },
    columns: statusColumns,
    facts: (entry) => [...statusFacts(entry), { label: 'options', value: optionsIn(entry) }],
  },
  {
    part: 'destinations',
    noun: 'destination',
    example: { word: 'email', slug: 'actions-webhook' },
    columns: statusColumns,
    // All of it, with every field of every action, is what --json is for.
    facts: (entry) => [
      ...statusFacts(entry),
      textFact(entry, 'website'),
      { label: 'previousNames', value: textsIn(entry, 'previousNames') },
      { label: 'methods', value: trueNamesIn(entry, 'supportedMethods') },
      { label: 'platforms', value: trueNamesIn(entry, 'supportedPlatforms') },
      { label: 'actions', value: namesIn(entry, 'actions') },
      { label: 'options', value: optionsIn(entry) },
    ],
  },
  {
    // Warehouses have neither status nor categories (docs/segment-api/public.md#shared-objects).
    part: 'warehouses',
    noun: 'warehouse',
    example: { word: 'data', slug: 'postgres' },
    columns: [textColumn('description')],
    facts: (entry) => [
      ...['id', 'slug', 'name', 'description'].map((field) => textFact(entry, field)),
      { label: 'options', value: optionsIn(entry) },
    ],
  },
];

export const register = noun(parts.map(commandsOf), {
  help: `Examples:
  $ segment catalog sources list mobile
  $ segment catalog destinations get actions-webhook`,
});

/** `list` and `get` for a part of the catalog. */
function commandsOf({ part, noun: one, example, columns, facts }: CatalogPart): CommandEntry {
  const endpoint: ListEndpoint = catalog[part].all;
  const searched = searchedFields.catalog[part];
  const list = pagesOf(endpoint);
  const commands = [
    listCommand({
      name: 'list',
      summary: `list the ${part} that Segment offers`,
      description: `List the ${part} that Segment offers; with a word, only those that contain it.`,
      help: `Examples:
  $ segment catalog ${part} list
  $ segment catalog ${part} list ${example.word}
  $ segment catalog ${part} list --ndjson --fields id,slug`,
      flags: (command) => command.argument('[word]', `searched for in ${searched.join(', ')}, in any case`),
      noun: [one, `${part} in the catalog`],
      columns: [wholeColumn('id'), textColumn('slug'), textColumn('name'), ...columns],
      // The API cannot search.
      pages: (api, limit, _id, { argument: word }) =>
        word === undefined
          ? list(api, limit)
          : filterPages(list(api), (entry) => hasWord(entry, word, searched), limit),
    }),
    getCommand({
      name: 'get',
      summary: `show one ${one} that Segment offers`,
      description: `Show one ${one} that Segment offers, with its settings.`,
      help: `Examples:
  $ segment catalog ${part} get ${example.slug}
  $ segment catalog ${part} get ${example.slug} --json
  $ segment catalog ${part} get ${example.slug} --fields options`,
      thing: {
        name: one,
        by: 'its id, slug or name in the catalog',
        find: catalogFinder(part, one),
      },
      facts: ({ value }) => facts(value),
    }),
  ];
  const register = noun(commands, {
    description: `List or show the ${part} that Segment offers. They are the same in every workspace.`,
    help: `Examples:\n  $ segment catalog ${part} list\n  $ segment catalog ${part} get ${example.slug}`,
  });
  return { name: part, summary: `list or show ${part} that can be added`, load: async () => ({ register }) };
}
