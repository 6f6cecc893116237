import { type Command, Option } from 'commander';
import { objectById } from '../../../src/api/workspace/client.ts';
import type { App } from '../../../src/app.ts';
import { UsageError } from '../../../src/errors.ts';
import { sourceEndpoints } from '../../../src/segment/endpoints/sources.ts';
import { schemaSettings } from '../../../src/segment/schema-settings.ts';
import { sourceReader } from '../../../src/sending/read-source.ts';
import { type FieldFlag, parseField, setFields } from '../../../src/spec/fields.ts';
import { type JsonMembers, writeNode } from '../../../src/spec/json-text.ts';
import { withFieldErrors } from '../../../src/workspace/changes/field-errors.ts';
import {
  readSettings,
  resolveForwardings,
  updateSchemaSettings,
  type WantedSetting,
} from '../../../src/workspace/changes/schema-settings.ts';
import { findSource } from '../../../src/workspace/names/find.ts';
import { idOf, sourceTitle, sourceWord } from '../../../src/workspace/names/source-facts.ts';
import { openWorkspace } from '../../reading/open-workspace.ts';
import { makeChange } from '../../writing/make-change.ts';
import { tellChange } from '../../writing/tell-change.ts';
import { addWriteOptions, type WriteFlags } from '../../writing/write-options.ts';

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
  const source = await findSource(api, said);
  const wanted = await resolveForwardings(api, named);
  const title = `schema settings of ${sourceTitle(source)}`;
  const current = await objectById(api, sourceEndpoints.getSchemaSettings, idOf(source));
  const change = updateSchemaSettings(api, source, current, wanted);
  const result = await makeChange(app, workspace, flags, {
    ...change,
    look: ['sources', 'schema', 'get', sourceWord(source)],
  });
  await tellChange(app, result, {
    unchanged: `Nothing to change: the ${title} are so already.`,
    json: () => change.found.text,
    made: () => `Changed the ${title}.`,
    answerJson: ({ text }) => text,
  });
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
