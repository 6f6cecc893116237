import { type Command, Option } from 'commander';
import { getObject, type WorkspaceApi } from '../../../src/api/workspace/client.ts';
import {
  getSchemaSettings,
  schemaSettings,
  updateSchemaSettingsRequest,
} from '../../../src/api/workspace/schema-settings.ts';
import type { App } from '../../../src/app.ts';
import { ApiError, UsageError } from '../../../src/errors.ts';
import { type FieldFlag, parseField, setFields } from '../../../src/spec/fields.ts';
import { type JsonMembers, writeNode } from '../../../src/spec/json-text.ts';
import { sourceReader } from '../../message/read-source.ts';
import { openWorkspace } from '../../reading/open-workspace.ts';
import { printJsonText } from '../../reading/print-object.ts';
import { changeLine } from '../../writing/changes.ts';
import { confirmWrite } from '../../writing/confirm-write.ts';
import { withFieldErrors } from '../../writing/field-errors.ts';
import { addWriteOptions, type WriteFlags } from '../../writing/write-options.ts';
import { findSource } from '../find-source.ts';
import { idOf, sourceTitle } from '../source-facts.ts';
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

What is not named stays, forwardings too; null switches a forwarding off.
Where the plan lacks Protocols the API changes nothing: exit code 6.
--json prints the settings as the API has them afterwards.`;

export function register(command: Command, app: App): void {
  command
    .description('Change what happens to messages of a source that its tracking plan does not allow.')
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
  const current = await getSchemaSettings(api, idOf(source));
  const { changes, body } = planSettings(current.text, wanted);
  const title = `schema settings of ${sourceTitle(source)}`;
  if (changes.length === 0) {
    print.note(`Nothing to change: the ${title} are so already.`);
    if (app.globals.json) await printJsonText(app, current.text);
    return;
  }
  const request = updateSchemaSettingsRequest(idOf(source), body);
  const isMeant = await confirmWrite(app, workspace, flags, {
    request,
    target: title,
    changes: changes.map(changeLine),
    question: `Change the ${title}?`,
  });
  if (!isMeant) return;
  const after = await getObject(api, request, 'settings');
  const missed = notApplied(wanted, after.text);
  if (missed.length > 0) throw missedSettings(missed);
  if (app.globals.json) await printJsonText(app, after.text);
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

function missedSettings(missed: readonly WantedSetting[]): ApiError {
  return new ApiError('The Public API took the request and did not apply all of it.', {
    code: 'not_applied',
    details: missed.map(({ path, value }) => `${path} is not ${value}`),
    hint: 'Schema settings need Protocols in the plan of the workspace.',
  });
}
