import type { Command } from '@commander-js/extra-typings';
import type { ApiObject } from '../../src/api/api-object.ts';
import type { App } from '../../src/app.ts';
import { UsageError } from '../../src/errors.ts';
import { sourceReader } from '../../src/sending/read-source.ts';
import { type SourceChanges, updateSource } from '../../src/workspace/changes/update-source.ts';
import { allowWriteKeys, idOf, sourceTitle, sourceWord } from '../../src/workspace/names/source-facts.ts';
import { type FlagsOf, Option } from '../options.ts';
import { repeated } from '../reading/flag-values.ts';
import { changeSource } from '../writing/make-change.ts';
import { addWriteOptions } from '../writing/write-options.ts';

const examples = `
Examples:
  $ segment sources update web_store --name "Web shop" --dry-run
  $ segment sources update web_store --setting website_url=https://www.example.com --yes
  $ segment sources update violations --enable --yes

--setting key=value is a string if the catalog says that the setting is text; otherwise true, false, null and numbers
keep their type. key:=json is JSON. Settings that are not named stay as they are.

--json prints the source as it is after the change.`;

type UpdateFlags = FlagsOf<typeof addUpdateOptions>;

function addUpdateOptions(command: Command) {
  const withOwn = command
    .argument('<source>', 'its id, slug or name')
    .option('--name <name>', 'its name in the Segment app')
    .option('--slug <slug>', 'its slug in URLs and warehouses')
    .addOption(new Option('--enable', 'accept messages').conflicts('disable'))
    .option('--disable', 'stop accepting messages')
    .option('--setting <key=value>', 'one of its settings; repeat it', repeated);
  return addWriteOptions(withOwn);
}

export function register(command: Command, app: App): void {
  command
    .description('Change the name, slug or settings of a source; enable or disable it.')
    .addHelpText('after', examples);
  addUpdateOptions(command).action((named, flags) => update(app, named, flags));
}

async function update(app: App, named: string, flags: UpdateFlags): Promise<void> {
  const wanted = readChanges(flags);
  await changeSource<ApiObject>(app, named, flags, async (api, source) => {
    allowWriteKeys(app.redactor, source);
    return {
      ...updateSource(api, source, wanted, sourceReader(app.io)),
      // Its slug may be the one before or after the change.
      look: ['sources', 'get', wanted.slug === undefined ? sourceWord(source) : idOf(source)],
      unchanged: { text: `Nothing to change: ${sourceTitle(source)} is so already.`, json: source.text },
      made: (answer) => `Changed ${sourceTitle(answer)}.`,
      answerJson: ({ text }) => text,
    };
  });
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
