import type { Command } from 'commander';
import type { ApiObject } from '../../../src/api/api-object.ts';
import { cellOf } from '../../../src/api/pick-fields.ts';
import { objectById } from '../../../src/api/workspace/client.ts';
import type { App } from '../../../src/app.ts';
import { sourceEndpoints } from '../../../src/segment/endpoints/sources.ts';
import { schemaSettings } from '../../../src/segment/schema-settings.ts';
import { leavesOf } from '../../../src/workspace/changes/changes.ts';
import { findSource } from '../../../src/workspace/names/find.ts';
import { idOf } from '../../../src/workspace/names/source-facts.ts';
import { openWorkspace } from '../../reading/open-workspace.ts';
import { addFieldsOption, type ObjectFlags } from '../../reading/output-options.ts';
import { type Fact, printObject } from '../../reading/print-object.ts';

const examples = `
Examples:
  $ segment sources schema get web_store
  $ segment sources schema get web_store --json
  $ segment sources schema get web_store --fields track.allowUnplannedEvents

In a workspace without Protocols the API returns default values.`;

export function register(command: Command, app: App): void {
  command
    .description('Show how Segment handles messages that violate the tracking plan of a source.')
    .argument('<source>', 'its id, slug or name')
    .addHelpText('after', examples)
    .action(async (said: string, flags: ObjectFlags) => {
      const { api } = await openWorkspace(app);
      const settings = await objectById(
        api,
        sourceEndpoints.getSchemaSettings,
        idOf(await findSource(api, said)),
      );
      await printObject(app, flags, settings, factsOf(settings));
    });
  addFieldsOption(command);
}

function factsOf({ text }: ApiObject): Fact[] {
  return [...leavesOf(text)].map(([label, json]) => {
    const value = cellOf(json);
    // A forwarding that is off is an empty text (docs/segment-api/public.md#sources).
    const isOff = value === '' && schemaSettings.get(label) === 'source';
    return { label, value, ...(isOff ? { shown: 'nowhere' } : {}) };
  });
}
