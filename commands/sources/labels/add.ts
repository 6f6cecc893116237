import type { Command } from 'commander';
import type { App } from '../../../src/app.ts';
import { addLabels } from '../../../src/workspace/changes/change-labels.ts';
import { checkLabels, labelsJson, readLabels } from '../../../src/workspace/changes/labels.ts';
import { findSource } from '../../../src/workspace/names/find.ts';
import { sourceTitle, sourceWord } from '../../../src/workspace/names/source-facts.ts';
import { openWorkspace } from '../../reading/open-workspace.ts';
import { makeChange } from '../../writing/make-change.ts';
import { tellChange } from '../../writing/tell-change.ts';
import { addWriteOptions, type WriteFlags } from '../../writing/write-options.ts';

const examples = `
Examples:
  $ segment sources labels add web_store team:web
  $ segment sources labels add web_store team:web environment:staging --dry-run

A label must exist in the workspace: see segment sources labels list. --json prints all labels of the source after the
change.`;

export function register(command: Command, app: App): void {
  command
    .description('Add labels to a source and keep the ones it has.')
    .argument('<source>', 'its id, slug or name')
    .argument('<labels...>', 'key:value, one or more')
    .addHelpText('after', examples)
    .action((said: string, labels: readonly string[], flags: WriteFlags) => add(app, said, labels, flags));
  addWriteOptions(command, { asks: false });
}

async function add(app: App, said: string, texts: readonly string[], flags: WriteFlags): Promise<void> {
  const labels = readLabels(texts);
  const workspace = await openWorkspace(app);
  const { api } = workspace;
  const source = await findSource(api, said);
  await checkLabels(api, labels);
  const title = sourceTitle(source);
  const result = await makeChange(app, workspace, flags, {
    ...addLabels(api, source, labels),
    look: ['sources', 'labels', 'list', sourceWord(source)],
  });
  await tellChange(app, result, {
    unchanged: `Nothing to change: ${title} has these labels already.`,
    json: () => labelsJson(source),
    made: () => `Added labels to ${title}.`,
    answerJson: (answer) => answer,
  });
}
