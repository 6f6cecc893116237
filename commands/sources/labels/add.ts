import type { Command } from 'commander';
import { addLabelsRequest, changeLabels } from '../../../src/api/workspace/labels.ts';
import type { App } from '../../../src/app.ts';
import { openWorkspace } from '../../reading/open-workspace.ts';
import { printJsonText } from '../../reading/print-object.ts';
import { confirmWrite } from '../../writing/confirm-write.ts';
import { addWriteOptions, type WriteFlags } from '../../writing/write-options.ts';
import { findSource } from '../find-source.ts';
import { idOf, sourceTitle } from '../source-facts.ts';
import { labelIn, labelName, labelsOf } from './columns.ts';
import { checkLabels, readLabels } from './read-labels.ts';

const examples = `
Examples:
  $ segment sources labels add web_store team:web
  $ segment sources labels add web_store team:web environment:staging --dry-run

A label has to be in the workspace: segment sources labels list
--json prints all labels that the source has afterwards, as the API has them.`;

export function register(command: Command, app: App): void {
  command
    .description('Put labels on a source, beside those it has.')
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
  const own = labelsOf(source);
  const had = new Set(own.map((label) => labelName(labelIn(label))));
  const fresh = labels.filter((label) => !had.has(labelName(label)));
  const title = sourceTitle(source);
  if (fresh.length === 0) {
    print.note(`Nothing to change: ${title} has these labels already.`);
    if (app.globals.json) await printJsonText(app, `[${own.map(({ text }) => text).join(',')}]`);
    return;
  }
  const request = addLabelsRequest(idOf(source), fresh);
  const changes = fresh.map((label) => `+ ${labelName(label)}`);
  if (!(await confirmWrite(app, workspace, flags, { request, target: title, changes }))) return;
  const after = await changeLabels(api, request);
  if (app.globals.json) await printJsonText(app, after);
  else print.note(`${print.style.green(print.style.symbols.ok)} Added labels to ${title}.`);
}
