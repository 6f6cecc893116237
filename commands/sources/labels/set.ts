import type { Command } from 'commander';
import { objectsIn, stringAt } from '../../../src/api/api-object.ts';
import { type Label, labelsText, setLabelsRequest } from '../../../src/api/workspace/labels.ts';
import { getSource } from '../../../src/api/workspace/sources.ts';
import type { App } from '../../../src/app.ts';
import { UsageError } from '../../../src/errors.ts';
import { openWorkspace } from '../../reading/open-workspace.ts';
import { printJsonText } from '../../reading/print-object.ts';
import { makeChange } from '../../writing/make-change.ts';
import { addWriteOptions, type WriteFlags } from '../../writing/write-options.ts';
import { findSource } from '../find-source.ts';
import { idOf, sourceTitle, sourceWord } from '../source-facts.ts';
import { labelName, labelNames, labelsJson, labelsOf } from './columns.ts';
import { checkLabels, readLabels } from './read-labels.ts';

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
  const { print } = app;
  const source = await findSource(api, said);
  if (labels.length > 0) await checkLabels(api, labels);
  const id = idOf(source);
  const title = sourceTitle(source);
  const wanted = labels.map(labelName);
  const result = await makeChange(app, workspace, flags, {
    found: source,
    readAgain: () => getSource(api, id),
    plan(now) {
      const changes = difference(labelNames(labelsOf(now)), wanted);
      if (!changes.some((line) => /^[-+]/.test(line))) return undefined;
      return {
        request: setLabelsRequest(id, labels),
        target: title,
        changes,
        question: `Replace all labels of ${title}?`,
        typedName: stringAt(source.value, 'slug') || id,
      };
    },
    readAnswer: labelsText,
    missing: (answer) => {
      const has = labelNames(objectsIn(answer));
      return [
        ...wanted.filter((name) => !has.includes(name)).map((name) => `the label ${name} is not there`),
        ...has.filter((name) => !wanted.includes(name)).map((name) => `the label ${name} is still there`),
      ];
    },
    look: ['sources', 'labels', 'list', sourceWord(source)],
  });
  if (result.kind === 'unchanged') {
    print.note(`Nothing to change: ${title} has exactly these labels.`);
    if (app.globals.json) await printJsonText(app, labelsJson(source));
  }
  if (result.kind !== 'made') return;
  if (app.globals.json) await printJsonText(app, result.answer);
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
function difference(old: readonly string[], next: readonly string[]): string[] {
  return [
    ...old.map((name) => `${next.includes(name) ? ' ' : '-'} ${name}`),
    ...next.filter((name) => !old.includes(name)).map((name) => `+ ${name}`),
  ];
}
