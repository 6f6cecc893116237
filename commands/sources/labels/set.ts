import type { Command } from 'commander';
import type { Label } from '../../../src/api/workspace/labels.ts';
import type { App } from '../../../src/app.ts';
import { UsageError } from '../../../src/errors.ts';
import { setLabels } from '../../../src/workspace/changes/change-labels.ts';
import { labelsJson } from '../../../src/workspace/changes/labels.ts';
import { checkLabels, readLabels } from '../../../src/workspace/changes/read-labels.ts';
import { findSource } from '../../../src/workspace/names/find-source.ts';
import { sourceTitle, sourceWord } from '../../../src/workspace/names/source-facts.ts';
import { openWorkspace } from '../../reading/open-workspace.ts';
import { makeChange } from '../../writing/make-change.ts';
import { tellChange } from '../../writing/tell-change.ts';
import { addWriteOptions, type WriteFlags } from '../../writing/write-options.ts';

interface SetFlags extends WriteFlags {
  readonly none?: boolean;
}

const examples = `
Examples:
  $ segment sources labels set web_store environment:prod team:web --dry-run
  $ segment sources labels set web_store environment:prod team:web --yes
  $ segment sources labels set web_store --none --yes

Labels that are not named are removed. --json prints the labels of the source after the
change.`;

export function register(command: Command, app: App): void {
  command
    .description('Replace all labels of a source. Shows what will be removed and added before it asks.')
    .argument('<source>', 'its id, slug or name')
    .argument('[labels...]', 'key:value, all labels that the source will have')
    .option('--none', 'remove all labels')
    .addHelpText('after', examples)
    .action((said: string, labels: readonly string[], flags: SetFlags) => set(app, said, labels, flags));
  addWriteOptions(command, { asks: true });
}

async function set(app: App, said: string, texts: readonly string[], flags: SetFlags): Promise<void> {
  const labels = readWanted(texts, flags.none === true);
  const workspace = await openWorkspace(app);
  const { api } = workspace;
  const source = await findSource(api, said);
  if (labels.length > 0) await checkLabels(api, labels);
  const title = sourceTitle(source);
  const result = await makeChange(app, workspace, flags, {
    ...setLabels(api, source, labels),
    look: ['sources', 'labels', 'list', sourceWord(source)],
  });
  await tellChange(app, result, {
    unchanged: `Nothing to change: ${title} has exactly these labels.`,
    json: () => labelsJson(source),
    made: () => `Replaced the labels of ${title}.`,
    answerJson: (answer) => answer,
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
