import type { Command } from '@commander-js/extra-typings';
import type { ApiObject } from '../../src/api/api-object.ts';
import { cellOf } from '../../src/api/pick-fields.ts';
import { objectById } from '../../src/api/workspace/client.ts';
import type { App } from '../../src/app.ts';
import { sourceEndpoints } from '../../src/segment/endpoints/sources.ts';
import { schemaSettings } from '../../src/segment/schema-settings.ts';
import { sourceReader } from '../../src/sending/read-source.ts';
import type { Fact } from '../../src/views/fact.ts';
import { leavesOf } from '../../src/workspace/changes/changes.ts';
import { readSettingFields } from '../../src/workspace/changes/read-setting-fields.ts';
import { resolveForwardings, updateSchemaSettings } from '../../src/workspace/changes/schema-settings.ts';
import { findSource } from '../../src/workspace/names/find.ts';
import { idOf, sourceTitle, sourceWord } from '../../src/workspace/names/source-facts.ts';
import type { FlagsOf } from '../options.ts';
import { repeated } from '../reading/flag-values.ts';
import { describedCommand, getCommand, noun } from '../reading/noun.ts';
import { changeSource } from '../writing/make-change.ts';
import { addWriteOptions } from '../writing/write-options.ts';

export const register = noun(
  [
    getCommand({
      name: 'get',
      summary: 'show the schema settings of a source',
      description: 'Show how Segment handles messages that violate the tracking plan of a source.',
      help: `Examples:
  $ segment sources schema get web_store
  $ segment sources schema get web_store --json
  $ segment sources schema get web_store --fields track.allowUnplannedEvents

In a workspace without Protocols the API returns default values.`,
      thing: { name: 'source', by: 'its id, slug or name', find: findSource },
      read: (api, source) => objectById(api, sourceEndpoints.getSchemaSettings, idOf(source)),
      facts: ({ text }) => [...leavesOf(text)].map(settingFact),
    }),
    describedCommand(
      {
        name: 'update',
        summary: 'change the schema settings of a source',
        description: 'Change how Segment handles messages that violate the tracking plan of a source.',
        help: `Examples:
  $ segment sources schema update web_store -F track.allowUnplannedEvents=true --dry-run
  $ segment sources schema update web_store -F track.commonEventOnViolations=BLOCK --yes
  $ segment sources schema update web_store -F forwardingViolationsTo=violations --yes
  $ segment sources schema update web_store -F forwardingViolationsTo=null --yes

Settings:
${[...schemaSettings.keys()].map((path) => `  ${path}`).join('\n')}

Settings that are not named stay as they are. null turns a forwarding off. In a workspace without Protocols the API
changes nothing, and the exit code is 6.

--json prints the settings as they are after the change.`,
      },
      (command, app) => addUpdateOptions(command).action((named, flags) => update(app, named, flags)),
    ),
  ],
  { description: 'Show or change how Segment handles messages that violate the tracking plan of a source.' },
);

function addUpdateOptions(command: Command) {
  const withOwn = command
    .argument('<source>', 'its id, slug or name')
    .option('-F <setting=value>', 'one of the settings below; repeat it', repeated);
  return addWriteOptions(withOwn);
}

async function update(app: App, named: string, flags: FlagsOf<typeof addUpdateOptions>): Promise<void> {
  const settings = await readSettingFields(flags.F ?? [], sourceReader(app.io));
  await changeSource<ApiObject>(app, named, flags, async (api, source) => {
    const wanted = await resolveForwardings(api, settings);
    const title = `schema settings of ${sourceTitle(source)}`;
    const current = await objectById(api, sourceEndpoints.getSchemaSettings, idOf(source));
    const change = updateSchemaSettings(api, source, current, wanted);
    return {
      ...change,
      look: ['sources', 'schema', 'get', sourceWord(source)],
      unchanged: { text: `Nothing to change: the ${title} are so already.`, json: change.found.text },
      made: () => `Changed the ${title}.`,
      answerJson: ({ text }) => text,
    };
  });
}

function settingFact([label, json]: readonly [string, string]): Fact {
  const value = cellOf(json);
  // A forwarding that is off is an empty text (docs/segment-api/public.md#sources).
  const isOff = value === '' && schemaSettings.get(label) === 'source';
  return { label, value, ...(isOff ? { shown: 'nowhere' } : {}) };
}
