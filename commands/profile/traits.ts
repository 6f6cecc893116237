import type { Command } from '@commander-js/extra-typings';
import type { ApiObject } from '../../src/api/api-object.ts';
import type { ProfilePage } from '../../src/api/profiles/client.ts';
import { listTraits, type Trait, traitClasses, traitsText } from '../../src/api/profiles/routes.ts';
import type { App } from '../../src/app.ts';
import { sourcedTraitRow, traitRow } from '../../src/profiles/trait-row.ts';
import { sourcedTraitColumns, traitColumns } from '../../src/views/profile-columns.ts';
import { type FlagsOf, Option } from '../options.ts';
import { readNames } from '../reading/flag-values.ts';
import { addFormOptions, listForm, listLimit } from '../reading/output-options.ts';
import { printList } from '../reading/print-list.ts';
import { printJsonText } from '../reading/print-object.ts';
import { addProfileOptions, openProfile } from './profile-options.ts';

const examples = `
Examples:
  $ segment profile traits user_id:user_1
  $ segment profile traits -u user_1 --include email,plan --with-sources
  $ segment profile traits -u user_1 --class audience --csv > audiences.csv
  $ segment profile traits -u user_1 --jq .email

--json prints one object for all pages: {"email":"…","plan":"…"}. With --with-sources each value is an object:
{"value","source_id","updated_at"}. --ndjson prints one object per trait: {"name","value"}, with the same keys added.`;

function addTraitsOptions(command: Command) {
  const withOwn = addProfileOptions(command)
    .optionsGroup('Which:')
    .addOption(new Option('--class <class>', 'only traits that Segment computed').choices(traitClasses))
    .option('--include <names>', 'only these traits: email,plan', readNames)
    .option('--with-sources', 'with the source of each value and when it was set');
  return addFormOptions(withOwn);
}

export function register(command: Command, app: App): void {
  command
    .description('List the traits, computed traits and audiences of a user or an account.')
    .addHelpText('after', examples);
  addTraitsOptions(command).action((named, flags) => traits(app, named, flags));
}

async function traits(
  app: App,
  named: string | undefined,
  flags: FlagsOf<typeof addTraitsOptions>,
): Promise<void> {
  const form = listForm(app, flags);
  const { api, id } = await openProfile(app, named, flags);
  const withSources = flags.withSources === true;
  const pages = (limit: number) =>
    listTraits(api, id, { traitClass: flags.class, include: flags.include, withSources, limit });
  if (form === 'json') {
    const all: Trait[] = [];
    for await (const { items } of pages(listLimit(form, flags))) all.push(...items);
    await printJsonText(app, traitsText(all));
    return;
  }
  await printList(app, flags, {
    noun: ['trait', 'traits'],
    columns: withSources ? sourcedTraitColumns : traitColumns,
    pages: (limit) => inRows(pages(limit), withSources ? sourcedTraitRow : traitRow),
  });
}

async function* inRows(
  pages: AsyncIterable<ProfilePage<Trait>>,
  toRow: (trait: Trait) => ApiObject,
): AsyncGenerator<ProfilePage<ApiObject>> {
  for await (const page of pages) yield { ...page, items: page.items.map(toRow) };
}
