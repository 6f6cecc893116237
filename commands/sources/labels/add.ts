import type { Command } from 'commander';
import { objectsIn } from '../../../src/api/api-object.ts';
import { addLabelsRequest, labelsText } from '../../../src/api/workspace/labels.ts';
import { getSource } from '../../../src/api/workspace/sources.ts';
import type { App } from '../../../src/app.ts';
import { openWorkspace } from '../../reading/open-workspace.ts';
import { printJsonText } from '../../reading/print-object.ts';
import { makeChange } from '../../writing/make-change.ts';
import { addWriteOptions, type WriteFlags } from '../../writing/write-options.ts';
import { findSource } from '../find-source.ts';
import { idOf, sourceTitle, sourceWord } from '../source-facts.ts';
import { labelName, labelNames, labelsJson, labelsOf } from './columns.ts';
import { checkLabels, readLabels } from './read-labels.ts';

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
  const { print } = app;
  const source = await findSource(api, said);
  await checkLabels(api, labels);
  const id = idOf(source);
  const title = sourceTitle(source);
  const result = await makeChange(app, workspace, flags, {
    found: source,
    readAgain: () => getSource(api, id),
    plan(now) {
      const had = labelNames(labelsOf(now));
      const fresh = labels.filter((label) => !had.includes(labelName(label)));
      if (fresh.length === 0) return undefined;
      return {
        request: addLabelsRequest(id, fresh),
        target: title,
        changes: fresh.map((label) => `+ ${labelName(label)}`),
      };
    },
    readAnswer: labelsText,
    missing: (answer) => {
      const has = labelNames(objectsIn(answer));
      const names = labels.map(labelName);
      return names.filter((name) => !has.includes(name)).map((name) => `the label ${name} is not there`);
    },
    look: ['sources', 'labels', 'list', sourceWord(source)],
  });
  if (result.kind === 'unchanged') {
    print.note(`Nothing to change: ${title} has these labels already.`);
    if (app.globals.json) await printJsonText(app, labelsJson(source));
  }
  if (result.kind !== 'made') return;
  if (app.globals.json) await printJsonText(app, result.answer);
  else print.note(`${print.style.green(print.style.symbols.ok)} Added labels to ${title}.`);
}
