import type { App } from '../../src/app.ts';
import { UsageError } from '../../src/errors.ts';
import { textColumn, wholeColumn } from '../../src/views/columns.ts';
import { addLabels, setLabels } from '../../src/workspace/changes/change-labels.ts';
import {
  checkLabels,
  type Label,
  labelsJson,
  labelsOf,
  listLabels,
  readLabels,
} from '../../src/workspace/changes/labels.ts';
import { onlyPage } from '../../src/workspace/computed-pages.ts';
import { findSource } from '../../src/workspace/names/find.ts';
import { sourceTitle, sourceWord } from '../../src/workspace/names/source-facts.ts';
import { describedCommand, listCommand, noun } from '../reading/noun.ts';
import { changeSource } from '../writing/make-change.ts';
import { addDryRunOption, addWriteOptions, type WriteFlags } from '../writing/write-options.ts';

export const register = noun([
  listCommand({
    name: 'list',
    summary: 'list the labels of a source, or of the workspace',
    description: 'List the labels of a source, or all labels of the workspace.',
    help: `Examples:
  $ segment sources labels list web_store
  $ segment sources labels list web_store --json
  $ segment sources labels list  # all labels of the workspace`,
    flags: (command) => command.argument('[source]', 'its id, slug or name'),
    noun: ['label', 'labels'],
    columns: [wholeColumn('key'), wholeColumn('value'), textColumn('description')],
    async *pages(api, _limit, _id, { argument: named }) {
      yield* onlyPage(named === undefined ? await listLabels(api) : labelsOf(await findSource(api, named)));
    },
  }),
  describedCommand(
    {
      name: 'add',
      summary: 'add labels to a source',
      description: 'Add labels to a source and keep the ones it has.',
      help: `Examples:
  $ segment sources labels add web_store team:web
  $ segment sources labels add web_store team:web environment:staging --dry-run

A label must exist in the workspace: see segment sources labels list. --json prints all labels of the source after the
change.`,
    },
    (command, app) => {
      const withArguments = command
        .argument('<source>', 'its id, slug or name')
        .argument('<labels...>', 'key:value, one or more');
      addDryRunOption(withArguments).action((named, texts, flags) =>
        changeLabels(app, named, readLabels(texts), flags, {
          plan: addLabels,
          unchanged: 'has these labels already',
          made: 'Added labels to',
        }),
      );
    },
  ),
  describedCommand(
    {
      name: 'set',
      summary: 'replace all labels of a source',
      description: 'Replace all labels of a source. Shows what will be removed and added before it asks.',
      help: `Examples:
  $ segment sources labels set web_store environment:prod team:web --dry-run
  $ segment sources labels set web_store environment:prod team:web --yes
  $ segment sources labels set web_store --none --yes

Labels that are not named are removed. --json prints the labels of the source after the
change.`,
    },
    (command, app) => {
      const withOwn = command
        .argument('<source>', 'its id, slug or name')
        .argument('[labels...]', 'key:value, all labels that the source will have')
        .option('--none', 'remove all labels');
      addWriteOptions(withOwn).action((named, texts, flags) =>
        changeLabels(app, named, readWanted(texts, flags.none === true), flags, {
          plan: setLabels,
          unchanged: 'has exactly these labels',
          made: 'Replaced the labels of',
        }),
      );
    },
  ),
]);

interface LabelChange {
  readonly plan: typeof addLabels;
  /** After what the source is called: `has these labels already`. */
  readonly unchanged: string;
  /** Before what the source is called: `Added labels to`. */
  readonly made: string;
}

async function changeLabels(
  app: App,
  named: string,
  labels: readonly Label[],
  flags: WriteFlags,
  { plan, unchanged, made }: LabelChange,
): Promise<void> {
  await changeSource<string>(app, named, flags, async (api, source) => {
    if (labels.length > 0) await checkLabels(api, labels);
    const title = sourceTitle(source);
    return {
      ...plan(api, source, labels),
      look: ['sources', 'labels', 'list', sourceWord(source)],
      unchanged: { text: `Nothing to change: ${title} ${unchanged}.`, json: labelsJson(source) },
      made: () => `${made} ${title}.`,
      answerJson: (answer) => answer,
    };
  });
}

function readWanted(texts: readonly string[], isNone: boolean): Label[] {
  if (isNone !== (texts.length === 0)) {
    throw new UsageError(isNone ? 'Labels and --none exclude each other.' : 'No labels are given.', {
      code: isNone ? 'flags_conflict' : 'labels_missing',
      hint: 'Name all labels that the source will have, or remove all with --none.',
    });
  }
  return readLabels(texts);
}
