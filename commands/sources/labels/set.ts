import type { Command } from 'commander';
import { stringAt } from '../../../src/api/api-object.ts';
import { changeLabels, type Label, setLabelsRequest } from '../../../src/api/workspace/labels.ts';
import type { App } from '../../../src/app.ts';
import { UsageError } from '../../../src/errors.ts';
import { openWorkspace } from '../../reading/open-workspace.ts';
import { printJsonText } from '../../reading/print-object.ts';
import { confirmWrite } from '../../writing/confirm-write.ts';
import { addWriteOptions, type WriteFlags } from '../../writing/write-options.ts';
import { findSource } from '../find-source.ts';
import { idOf, sourceTitle } from '../source-facts.ts';
import { labelIn, labelName, labelsOf } from './columns.ts';
import { checkLabels, readLabels } from './read-labels.ts';

interface SetFlags extends WriteFlags {
  readonly none?: boolean;
}

const examples = `
Examples:
  $ segment sources labels set web_store environment:prod team:web --dry-run
  $ segment sources labels set web_store environment:prod team:web --yes
  $ segment sources labels set web_store --none --yes

Labels that are not named go.
--json prints the labels that the source has afterwards, as the API has them.`;

export function register(command: Command, app: App): void {
  command
    .description('Replace all labels of a source. Shows what goes and what comes before it asks.')
    .argument('<source>', 'its id, slug or name')
    .argument('[labels...]', 'key:value, all that the source shall have')
    .option('--none', 'take all labels away')
    .addHelpText('after', examples)
    .action((said: string, labels: readonly string[], flags: SetFlags) => set(app, said, labels, flags));
  addWriteOptions(command, { asks: true });
}

async function set(app: App, said: string, texts: readonly string[], flags: SetFlags): Promise<void> {
  const labels = readWanted(texts, flags.none === true);
  const workspace = await openWorkspace(app);
  const { api } = workspace;
  const { print } = app;
  const source = await findSource(api, said);
  if (labels.length > 0) await checkLabels(api, labels);
  const own = labelsOf(source);
  const changes = difference(own.map(labelIn), labels);
  const title = sourceTitle(source);
  if (!changes.some((line) => /^[-+]/.test(line))) {
    print.note(`Nothing to change: ${title} has exactly these labels.`);
    if (app.globals.json) await printJsonText(app, `[${own.map(({ text }) => text).join(',')}]`);
    return;
  }
  const request = setLabelsRequest(idOf(source), labels);
  const isMeant = await confirmWrite(app, workspace, flags, {
    request,
    target: title,
    changes,
    question: `Replace all labels of ${title}?`,
    typedName: stringAt(source.value, 'slug') || idOf(source),
  });
  if (!isMeant) return;
  const after = await changeLabels(api, request);
  if (app.globals.json) await printJsonText(app, after);
  else print.note(`${print.style.green(print.style.symbols.ok)} Replaced the labels of ${title}.`);
}

function readWanted(texts: readonly string[], isNone: boolean): Label[] {
  if (isNone !== (texts.length === 0)) {
    throw new UsageError(isNone ? 'Labels and --none exclude each other.' : 'No labels are given.', {
      code: isNone ? 'flags_conflict' : 'labels_missing',
      hint: 'Name all labels that shall be there, or take all away with --none.',
    });
  }
  return readLabels(texts);
}

/** What goes, what stays and what comes, a line each. */
function difference(before: readonly Label[], after: readonly Label[]): string[] {
  const [old, next] = [before.map(labelName), after.map(labelName)];
  return [
    ...old.map((name) => `${next.includes(name) ? ' ' : '-'} ${name}`),
    ...next.filter((name) => !old.includes(name)).map((name) => `+ ${name}`),
  ];
}
