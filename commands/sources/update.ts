import { type Command, Option } from 'commander';
import { getObject } from '../../src/api/workspace/client.ts';
import { updateSourceRequest } from '../../src/api/workspace/sources.ts';
import type { App } from '../../src/app.ts';
import { UsageError } from '../../src/errors.ts';
import { sourceReader } from '../message/read-source.ts';
import { openWorkspace } from '../reading/open-workspace.ts';
import { printJsonText } from '../reading/print-object.ts';
import { changeLine } from '../writing/changes.ts';
import { confirmWrite } from '../writing/confirm-write.ts';
import { addWriteOptions, type WriteFlags } from '../writing/write-options.ts';
import { findSource } from './find-source.ts';
import { planUpdate, type SourceChanges } from './plan-update.ts';
import { allowWriteKeys, idOf, sourceTitle } from './source-facts.ts';

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

--setting: text where the catalog says that the setting is text; elsewhere
true, false, null and numbers are what they look like; key:=json is JSON.
Settings that are not named stay.
--json prints the source as the API has it afterwards.`;

export function register(command: Command, app: App): void {
  command
    .description('Change a source: its name, slug or settings, or switch it on or off.')
    .argument('<source>', 'its id, slug or name')
    .option('--name <name>', 'what it is called in the app')
    .option('--slug <slug>', 'what it is called in URLs and warehouses')
    .addOption(new Option('--enable', 'let it take messages').conflicts('disable'))
    .option('--disable', 'let it take no messages')
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
  const { changes, body } = await planUpdate(source, wanted, sourceReader(app.io));
  const title = sourceTitle(source);
  if (changes.length === 0) {
    print.note(`Nothing to change: ${title} is so already.`);
    if (app.globals.json) await printJsonText(app, source.text);
    return;
  }
  const request = updateSourceRequest(idOf(source), body);
  const isMeant = await confirmWrite(app, workspace, flags, {
    request,
    target: title,
    changes: changes.map(changeLine),
    question: `Change ${title}?`,
  });
  if (!isMeant) return;
  const after = await getObject(api, request, 'source');
  if (app.globals.json) await printJsonText(app, after.text);
  else print.note(`${print.style.green(print.style.symbols.ok)} Changed ${sourceTitle(after)}.`);
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
