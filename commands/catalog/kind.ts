import type { Command } from 'commander';
import type { JsonObject } from '../../src/api/api-object.ts';
import type { App } from '../../src/app.ts';
import { type catalog, catalogFinder } from '../../src/workspace/names/find.ts';
import { defineCommands } from '../lazy-commands.ts';
import { getCommand } from '../reading/noun.ts';
import type { ListColumn } from '../reading/print-list.ts';
import type { Fact } from '../reading/print-object.ts';

/** A part of the catalog as its commands show it. */
export interface CatalogKind {
  readonly part: keyof typeof catalog;
  /** `source`, for the messages. */
  readonly noun: string;
  /** What a search word is looked for in. */
  readonly searched: readonly string[];
  /** Entries that the sandbox has as well, for the examples: one word that finds some, and one slug. */
  readonly example: { readonly word: string; readonly slug: string };
  readonly columns: readonly ListColumn[];
  readonly facts: (entry: JsonObject) => Fact[];
}

/** Adds `list` and `get` for a part of the catalog. */
export function defineKind(command: Command, app: App, kind: CatalogKind): void {
  const { part, noun, example } = kind;
  const entries = [
    {
      name: 'list',
      summary: `list the ${part} that Segment offers`,
      load: async () => {
        const { registerList } = await import('./list.ts');
        return { register: (list: Command) => registerList(list, app, kind) };
      },
    },
    getCommand({
      name: 'get',
      summary: `show one ${noun} that Segment offers`,
      description: `Show one ${noun} that Segment offers, with its settings.`,
      help: `Examples:
  $ segment catalog ${part} get ${example.slug}
  $ segment catalog ${part} get ${example.slug} --json
  $ segment catalog ${part} get ${example.slug} --fields options`,
      thing: {
        name: noun,
        by: 'its id, slug or name in the catalog',
        find: catalogFinder(part, noun),
      },
      facts: ({ value }) => kind.facts(value),
    }),
  ];
  command.addHelpText(
    'after',
    `\nExamples:\n  $ segment catalog ${part} list\n  $ segment catalog ${part} get ${example.slug}`,
  );
  defineCommands(command, entries, app);
}
