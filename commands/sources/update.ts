import { type Command, Option } from 'commander';
import { getSource, sourceIn, updateSourceRequest } from '../../src/api/workspace/sources.ts';
import type { App } from '../../src/app.ts';
import { UsageError } from '../../src/errors.ts';
import { sourceReader } from '../message/read-source.ts';
import { openWorkspace } from '../reading/open-workspace.ts';
import { printJsonText } from '../reading/print-object.ts';
import { changeLine, changesNotIn } from '../writing/changes.ts';
import { makeChange } from '../writing/make-change.ts';
import { readOnce } from '../writing/read-once.ts';
import { addWriteOptions, type WriteFlags } from '../writing/write-options.ts';
import { findSource } from './find-source.ts';
import { planUpdate, type SourceChanges } from './plan-update.ts';
import { allowWriteKeys, idOf, sourceTitle, sourceWord } from './source-facts.ts';

interface UpdateFlags extends WriteFlags {
  readonly name?: string;
  readonly slug?: string;
  readonly enable?: boolean;
  readonly disable?: boolean;
  readonly setting?: readonly string[];
}

const examples = `
Examples:
  $ segment sources update web_store --name "Web shop" --dry-run
  $ segment sources update web_store --setting website_url=https://www.example.com --yes
  $ segment sources update violations --enable --yes

--setting key=value is a string if the catalog says that the setting is text; otherwise true, false, null and numbers
keep their type. key:=json is JSON. Settings that are not named stay as they are.

--json prints the source as it is after the change.`;

export function register(command: Command, app: App): void {
  command
    .description('Change the name, slug or settings of a source; enable or disable it.')
    .argument('<source>', 'its id, slug or name')
    .option('--name <name>', 'its name in the Segment app')
    .option('--slug <slug>', 'its slug in URLs and warehouses')
    .addOption(new Option('--enable', 'accept messages').conflicts('disable'))
    .option('--disable', 'stop accepting messages')
    .addOption(
      new Option('--setting <key=value>', 'one of its settings; repeat it').argParser(
        (text: string, before: readonly string[] = []) => [...before, text],
      ),
    )
    .addHelpText('after', examples)
    .action((said: string, flags: UpdateFlags) => update(app, said, flags));
  addWriteOptions(command, { asks: true });
}

async function update(app: App, said: string, flags: UpdateFlags): Promise<void> {
  const wanted = readChanges(flags);
  const workspace = await openWorkspace(app);
  const { api } = workspace;
  const { print } = app;
  const source = await findSource(api, said);
  allowWriteKeys(app.redactor, source);
  const id = idOf(source);
  const title = sourceTitle(source);
  const read = readOnce(sourceReader(app.io));
  const result = await makeChange(app, workspace, flags, {
    found: source,
    readAgain: () => getSource(api, id),
    async plan(now) {
      const { changes, body } = await planUpdate(now, wanted, read);
      if (changes.length === 0) return undefined;
      return {
        request: updateSourceRequest(id, body),
        target: title,
        changes: changes.map(changeLine),
        question: `Change ${title}?`,
      };
    },
    readAnswer: sourceIn,
    missing: async ({ text }, before) => changesNotIn(text, (await planUpdate(before, wanted, read)).changes),
    // Its slug may be the one before or after the change.
    look: ['sources', 'get', wanted.slug === undefined ? sourceWord(source) : id],
  });
  if (result.kind === 'unchanged') {
    print.note(`Nothing to change: ${title} is so already.`);
    if (app.globals.json) await printJsonText(app, source.text);
  }
  if (result.kind !== 'made') return;
  const { answer } = result;
  if (app.globals.json) await printJsonText(app, answer.text);
  else print.note(`${print.style.green(print.style.symbols.ok)} Changed ${sourceTitle(answer)}.`);
}

function readChanges({ name, slug, enable, disable, setting = [] }: UpdateFlags): SourceChanges {
  const enabled = enable === true ? true : disable === true ? false : undefined;
  if (name === undefined && slug === undefined && enabled === undefined && setting.length === 0) {
    throw new UsageError('There is nothing to change.', {
      code: 'nothing_to_change',
      hint: 'Give one of: --name, --slug, --enable, --disable, --setting key=value',
    });
  }
  return { name, slug, enabled, settings: setting };
}
