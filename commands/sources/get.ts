import type { Command } from 'commander';
import { type ApiObject, stringAt, valueAt } from '../../src/api/api-object.ts';
import type { App } from '../../src/app.ts';
import { findSourceDetail, type SourceDetail } from '../../src/workspace/names/find.ts';
import { allowWriteKeys, writeKeysOf } from '../../src/workspace/names/source-facts.ts';
import { enabledOf } from '../reading/columns/enabled.ts';
import { openWorkspace } from '../reading/open-workspace.ts';
import { addFieldsOption, type ObjectFlags } from '../reading/output-options.ts';
import { type Fact, printObject } from '../reading/print-object.ts';

const examples = `
Examples:
  $ segment sources get web_store
  $ segment sources get web_store --json
  $ segment sources get web_store --fields writeKeys

--json prints the source as the API returns it. The API returns the tracking plan separately, so only the other forms
show it.`;

export function register(command: Command, app: App): void {
  command
    .description('Show one source.')
    .argument('<source>', 'its id, slug or name')
    .addHelpText('after', examples)
    .action(async (said: string, flags: ObjectFlags) => {
      const { api } = await openWorkspace(app);
      const detail = await findSourceDetail(api, said);
      allowWriteKeys(app.redactor, detail.source);
      await printObject(app, flags, detail.source, factsOf(detail));
    });
  addFieldsOption(command);
}

function factsOf({ source, trackingPlanId }: SourceDetail): Fact[] {
  const { value } = source;
  return [
    { label: 'id', value: stringAt(value, 'id') },
    { label: 'slug', value: stringAt(value, 'slug') },
    { label: 'name', value: stringAt(value, 'name') },
    { label: 'type', value: stringAt(value, 'metadata.name') },
    { label: 'enabled', value: enabledOf(value) },
    { label: 'write keys', value: writeKeysOf(source).join(', ') },
    { label: 'labels', value: labelsOf(source) },
    { label: 'tracking plan', value: trackingPlanId },
  ];
}

function labelsOf({ value }: ApiObject): string {
  const labels = valueAt(value, 'labels');
  if (!Array.isArray(labels)) return '';
  return labels.map((label: unknown) => `${stringAt(label, 'key')}:${stringAt(label, 'value')}`).join(', ');
}
