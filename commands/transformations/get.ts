import type { Command } from 'commander';
import { type ApiObject, stringAt, textAt } from '../../src/api/api-object.ts';
import type { App } from '../../src/app.ts';
import { formatJson } from '../../src/spec/json-text.ts';
import { findTransformation } from '../../src/workspace/names/find.ts';
import { enabledOf } from '../reading/columns/enabled.ts';
import { openWorkspace } from '../reading/open-workspace.ts';
import { addFieldsOption, type ObjectFlags } from '../reading/output-options.ts';
import { type Fact, printObject } from '../reading/print-object.ts';
import { effectOf } from './effect-of.ts';
import { maskHashKey } from './mask-hash-key.ts';

const examples = `
Examples:
  $ segment transformations get "Rename checkout"
  $ segment transformations get "Rename checkout" --json
  $ segment transformations get "Rename checkout" --fields propertyRenames`;

export function register(command: Command, app: App): void {
  command
    .description('Show one transformation. The key that it hashes with is masked.')
    .argument('<transformation>', 'its id or name')
    .addHelpText('after', examples)
    .action(async (said: string, flags: ObjectFlags) => {
      const { api } = await openWorkspace(app);
      const found = maskHashKey(await findTransformation(api, said));
      await printObject(app, flags, found, factsOf(found));
    });
  addFieldsOption(command);
}

/** What a transformation may hold beyond its name and place, as JSON (docs/segment-api/public.md#transformations). */
const parts = [
  'propertyRenames',
  'propertyValueTransformations',
  'fqlDefinedProperties',
  'allowProperties',
  'hashPropertiesConfiguration',
];

function factsOf({ value, text: json }: ApiObject): Fact[] {
  const text = (label: string, path = label): Fact => ({ label, value: stringAt(value, path) });
  const place = stringAt(value, 'destinationMetadataId');
  return [
    text('id'),
    text('name'),
    text('source', 'sourceId'),
    {
      label: 'destination type',
      value: place,
      shown: place === '' ? 'any: it applies at the source' : place,
    },
    { label: 'enabled', value: enabledOf(value) },
    text('if'),
    { label: 'effect', value: effectOf(value) },
    ...parts.flatMap((name) => {
      const part = textAt(json, name);
      return part === undefined ? [] : [{ label: name, value: formatJson(part) }];
    }),
  ];
}
