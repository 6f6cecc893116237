import type { Command } from 'commander';
import { type ApiObject, stringAt, valueAt } from '../../src/api/api-object.ts';
import { type ListEndpoint, pagesOf } from '../../src/api/workspace/client.ts';
import type { App } from '../../src/app.ts';
import { filterPages } from '../../src/workspace/computed-pages.ts';
import { catalog } from '../../src/workspace/names/find.ts';
import { openWorkspace } from '../reading/open-workspace.ts';
import { addListOptions, type ListFlags } from '../reading/output-options.ts';
import { printList } from '../reading/print-list.ts';
import type { CatalogKind } from './kind.ts';

/** `segment catalog <part> list [word]`. */
export function registerList(command: Command, app: App, kind: CatalogKind): void {
  const { part, noun, searched, example, columns } = kind;
  const endpoint: ListEndpoint = catalog[part].all;
  const list = pagesOf(endpoint);
  command
    .description(`List the ${part} that Segment offers; with a word, only those that contain it.`)
    .argument('[word]', `searched for in ${searched.join(', ')}, in any case`)
    .addHelpText(
      'after',
      `
Examples:
  $ segment catalog ${part} list
  $ segment catalog ${part} list ${example.word}
  $ segment catalog ${part} list --ndjson --fields id,slug`,
    )
    .action(async (word: string | undefined, flags: ListFlags) => {
      const { api } = await openWorkspace(app);
      await printList(app, flags, {
        noun: [noun, `${part} in the catalog`],
        columns,
        // The API cannot search.
        pages: (limit) =>
          word === undefined
            ? list(api, limit)
            : filterPages(list(api), (entry) => hasWord(entry, word, searched), limit),
      });
    });
  addListOptions(command);
}

function hasWord({ value }: ApiObject, word: string, searched: readonly string[]): boolean {
  const sought = word.toLowerCase();
  return searched.some((field) => textsAt(value, field).some((text) => text.toLowerCase().includes(sought)));
}

/** A text, or all of a list of texts. */
function textsAt(value: unknown, path: string): string[] {
  const found = valueAt(value, path);
  return Array.isArray(found)
    ? found.filter((text): text is string => typeof text === 'string')
    : [stringAt(value, path)];
}
