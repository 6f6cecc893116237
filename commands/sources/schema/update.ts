import { type Command, Option } from 'commander';
import type { WorkspaceApi } from '../../../src/api/workspace/client.ts';
import {
  getSchemaSettings,
  schemaSettings,
  schemaSettingsIn,
  updateSchemaSettingsRequest,
} from '../../../src/api/workspace/schema-settings.ts';
import type { App } from '../../../src/app.ts';
import { UsageError } from '../../../src/errors.ts';
import { type FieldFlag, parseField, setFields } from '../../../src/spec/fields.ts';
import { type JsonMembers, writeNode } from '../../../src/spec/json-text.ts';
import { sourceReader } from '../../message/read-source.ts';
import { openWorkspace } from '../../reading/open-workspace.ts';
import { printJsonText } from '../../reading/print-object.ts';
import { changeLine } from '../../writing/changes.ts';
import { withFieldErrors } from '../../writing/field-errors.ts';
import { makeChange } from '../../writing/make-change.ts';
import { addWriteOptions, type WriteFlags } from '../../writing/write-options.ts';
import { findSource } from '../find-source.ts';
import { idOf, sourceTitle, sourceWord } from '../source-facts.ts';
import { notApplied, planSettings } from './plan-settings.ts';
import { forwardingOff, readSettings, type WantedSetting } from './read-settings.ts';

interface UpdateFlags extends WriteFlags {
  readonly F?: readonly string[];
}

const examples = `
Examples:
  $ segment sources schema update web_store -F track.allowUnplannedEvents=true --dry-run
  $ segment sources schema update web_store -F track.commonEventOnViolations=BLOCK --yes
  $ segment sources schema update web_store -F forwardingViolationsTo=violations --yes
  $ segment sources schema update web_store -F forwardingViolationsTo=null --yes

Settings:
${[...schemaSettings.keys()].map((path) => `  ${path}`).join('\n')}

Settings that are not named stay as they are. null turns a forwarding off. In a workspace without Protocols the API
changes nothing, and the exit code is 6.

--json prints the settings as they are after the change.`;

export function register(command: Command, app: App): void {
  command
    .description('Change how Segment handles messages that violate the tracking plan of a source.')
    .argument('<source>', 'its id, slug or name')
    .addOption(
      new Option('-F <setting=value>', 'one of the settings below; repeat it').argParser(
        (text: string, before: readonly string[] = []) => [...before, text],
      ),
    )
    .addHelpText('after', examples)
    .action((said: string, flags: UpdateFlags) => update(app, said, flags));
  addWriteOptions(command, { asks: true });
}

async function update(app: App, said: string, flags: UpdateFlags): Promise<void> {
  const named = await readWanted(app, flags.F ?? []);
  const workspace = await openWorkspace(app);
  const { api } = workspace;
  const { print } = app;
  const source = await findSource(api, said);
  const wanted = await resolveForwardings(api, named);
  const id = idOf(source);
  const current = await getSchemaSettings(api, id);
  const title = `schema settings of ${sourceTitle(source)}`;
  const result = await makeChange(app, workspace, flags, {
    found: current,
    readAgain: () => getSchemaSettings(api, id),
    plan({ text }) {
      const { changes, body } = planSettings(text, wanted);
      if (changes.length === 0) return undefined;
      return {
        request: updateSchemaSettingsRequest(id, body),
        target: title,
        changes: changes.map(changeLine),
        question: `Change the ${title}?`,
      };
    },
    readAnswer: schemaSettingsIn,
    missing: ({ text }) => notApplied(wanted, text),
    missingHint: 'Schema settings need Protocols in the plan of the workspace.',
    look: ['sources', 'schema', 'get', sourceWord(source)],
  });
  if (result.kind === 'unchanged') {
    print.note(`Nothing to change: the ${title} are so already.`);
    if (app.globals.json) await printJsonText(app, current.text);
  }
  if (result.kind !== 'made') return;
  if (app.globals.json) await printJsonText(app, result.answer.text);
  else print.note(`${print.style.green(print.style.symbols.ok)} Changed the ${title}.`);
}

async function readWanted(app: App, texts: readonly string[]): Promise<WantedSetting[]> {
  if (texts.length === 0) {
    throw new UsageError('There is nothing to change.', {
      code: 'nothing_to_change',
      hint: 'Name a setting: -F track.allowUnplannedEvents=false',
    });
  }
  const members: JsonMembers = new Map();
  const flags: FieldFlag[] = texts.map((text) => ({ kind: 'typed', text, flag: '-F' }));
  await withFieldErrors(() => setFields(members, flags.map(parseField), sourceReader(app.io)));
  return readSettings(writeNode(members));
}

/** A forwarding goes to a source, by whatever it is called; the API takes its id. */
async function resolveForwardings(
  api: WorkspaceApi,
  wanted: readonly WantedSetting[],
): Promise<WantedSetting[]> {
  const found: WantedSetting[] = [];
  for (const setting of wanted) {
    const isSource = schemaSettings.get(setting.path) === 'source' && setting.value !== forwardingOff;
    const name: unknown = isSource ? JSON.parse(setting.value) : undefined;
    found.push(
      typeof name === 'string'
        ? { ...setting, value: JSON.stringify(idOf(await findSource(api, name))) }
        : setting,
    );
  }
  return found;
}
