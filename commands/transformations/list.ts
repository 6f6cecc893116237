import type { Command } from 'commander';
import { stringAt, valueAt } from '../../src/api/api-object.ts';
import { pagesOf } from '../../src/api/workspace/client.ts';
import type { App } from '../../src/app.ts';
import { protocolsEndpoints } from '../../src/segment/endpoints/protocols.ts';
import { isSameName } from '../../src/spec/same-name.ts';
import { filterPages } from '../../src/workspace/computed-pages.ts';
import { findSource } from '../../src/workspace/names/find.ts';
import type { SourceNames } from '../../src/workspace/names/source-names.ts';
import { enabledOf } from '../reading/columns/enabled.ts';
import { openWorkspace } from '../reading/open-workspace.ts';
import { addListOptions, type ListFlags } from '../reading/output-options.ts';
import { type ListColumn, printList } from '../reading/print-list.ts';
import { shownSourceNames } from '../reading/shown-source-names.ts';
import { effectOf } from './effect-of.ts';
import { maskHashKey } from './mask-hash-key.ts';

const examples = `
The key that a transformation hashes with is masked.

Examples:
  $ segment transformations list
  $ segment transformations list --source web_store
  $ segment transformations list --json | jq '.[] | select(.drop)'`;

const listTransformations = pagesOf(protocolsEndpoints.listTransformations);

type TransformationFlags = ListFlags & { readonly source?: string };

export function register(command: Command, app: App): void {
  command
    .description(
      'List the transformations of the workspace: where and when they apply, and what they change.',
    )
    .option('--source <source>', 'only those of this source: its id, slug or name')
    .addHelpText('after', examples)
    .action(async (flags: TransformationFlags) => {
      const { api } = await openWorkspace(app);
      const source = flags.source === undefined ? undefined : await findSource(api, flags.source);
      const sourceId = source === undefined ? undefined : stringAt(source.value, 'id');
      await printList(app, flags, {
        noun: ['transformation', 'transformations'],
        columns: columns(await shownSourceNames(app, api, flags)),
        text: (item) => maskHashKey(item).text,
        // The API has no parameter for the source.
        pages: (limit) =>
          sourceId === undefined
            ? listTransformations(api, limit)
            : filterPages(
                listTransformations(api),
                ({ value }) => isSameName(valueAt(value, 'sourceId'), sourceId),
                limit,
              ),
      });
    });
  addListOptions(command);
}

function columns(nameOf: SourceNames): readonly ListColumn[] {
  return [
    { header: 'id', whole: true, cell: (one) => stringAt(one, 'id') },
    { header: 'name', cell: (one) => stringAt(one, 'name') },
    {
      header: 'source',
      cell: (one) => stringAt(one, 'sourceId'),
      shown: (one) => nameOf(stringAt(one, 'sourceId')),
    },
    { header: 'enabled', whole: true, cell: enabledOf },
    { header: 'if', cell: (one) => stringAt(one, 'if') },
    { header: 'effect', cell: effectOf },
  ];
}
