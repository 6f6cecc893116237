import type { Command } from 'commander';
import { getCatalogEntry, listCatalog } from '../../src/api/workspace/catalog.ts';
import { allItems } from '../../src/api/workspace/client.ts';
import type { App } from '../../src/app.ts';
import { openWorkspace } from '../reading/open-workspace.ts';
import { addFieldsOption, type ObjectFlags } from '../reading/output-options.ts';
import { printObject } from '../reading/print-object.ts';
import { resolveNamed } from '../reading/resolve-named.ts';
import type { CatalogKind } from './kind.ts';

/** `segment catalog <part> get <id|slug|name>`. */
export function registerGet(command: Command, app: App, { part, noun, example, facts }: CatalogKind): void {
  command
    .description(`Show one ${noun} that Segment offers, with its settings.`)
    .argument(`<${noun}>`, 'its id, slug or name in the catalog')
    .addHelpText(
      'after',
      `
Examples:
  $ segment catalog ${part} get ${example.slug}
  $ segment catalog ${part} get ${example.slug} --json
  $ segment catalog ${part} get ${example.slug} --fields options`,
    )
    .action(async (said: string, flags: ObjectFlags) => {
      const { api } = await openWorkspace(app);
      const entry = await resolveNamed(said, {
        noun: `catalog ${noun}`,
        names: ['id', 'slug', 'name'],
        get: (id) => getCatalogEntry(api, part, id),
        list: () => allItems(listCatalog(api, part)),
        listCommand: `segment catalog ${part} list`,
      });
      await printObject(app, flags, entry, facts(entry.value));
    });
  addFieldsOption(command);
}
