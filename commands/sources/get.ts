import type { Command } from 'commander';
import { type ApiObject, stringAt, valueAt } from '../../src/api/api-object.ts';
import type { App } from '../../src/app.ts';
import { openWorkspace } from '../reading/open-workspace.ts';
import { addFieldsOption, type ObjectFlags } from '../reading/output-options.ts';
import { type Fact, printObject } from '../reading/print-object.ts';
import { enabledOf } from './columns.ts';
import { findSource } from './find-source.ts';

const examples = `
Examples:
  $ segment sources get web
  $ segment sources get web --json
  $ segment sources get web --fields writeKeys`;

export function register(command: Command, app: App): void {
  command
    .description('Show one source.')
    .argument('<source>', 'its id, slug or name')
    .addHelpText('after', examples)
    .action(async (said: string, flags: ObjectFlags) => {
      const { api } = await openWorkspace(app);
      const source = await findSource(api, said);
      allowWriteKeys(app, source);
      await printObject(app, flags, source, factsOf(source));
    });
  addFieldsOption(command);
}

/** They were asked for, and are public in every browser that loads them. */
function allowWriteKeys({ redactor }: App, source: ApiObject): void {
  for (const key of writeKeysOf(source)) redactor.allow(key);
}

function writeKeysOf({ value }: ApiObject): string[] {
  const keys = valueAt(value, 'writeKeys');
  return Array.isArray(keys) ? keys.filter((key): key is string => typeof key === 'string') : [];
}

function factsOf(source: ApiObject): Fact[] {
  const { value } = source;
  return [
    { label: 'id', value: stringAt(value, 'id') },
    { label: 'slug', value: stringAt(value, 'slug') },
    { label: 'name', value: stringAt(value, 'name') },
    { label: 'type', value: stringAt(value, 'metadata.name') },
    { label: 'enabled', value: enabledOf(value) },
    { label: 'write keys', value: writeKeysOf(source).join(', ') },
    { label: 'labels', value: labelsOf(source) },
  ];
}

function labelsOf({ value }: ApiObject): string {
  const labels = valueAt(value, 'labels');
  if (!Array.isArray(labels)) return '';
  return labels.map((label: unknown) => `${stringAt(label, 'key')}:${stringAt(label, 'value')}`).join(', ');
}
