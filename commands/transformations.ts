import { type JsonObject, listAt, stringAt, textAt, valueAt } from '../src/api/api-object.ts';
import { formatJson } from '../src/spec/json-text.ts';
import { plural } from '../src/terminal/numbers.ts';
import { enabledColumn, enabledOf, sourceColumn, textColumn, wholeColumn } from '../src/views/columns.ts';
import { textFact } from '../src/views/facts.ts';
import { listTransformations } from '../src/workspace/list-transformations.ts';
import { maskHashKey } from '../src/workspace/mask-hash-key.ts';
import { findTransformation } from '../src/workspace/names/find.ts';
import { getCommand, listCommand, noun } from './reading/noun.ts';

/** What a transformation may hold beyond its name and place, as JSON (docs/segment-api/public.md#transformations). */
const parts = [
  'propertyRenames',
  'propertyValueTransformations',
  'fqlDefinedProperties',
  'allowProperties',
  'hashPropertiesConfiguration',
];

export const register = noun(
  [
    listCommand({
      name: 'list',
      summary: 'list the transformations',
      description:
        'List the transformations of the workspace: where and when they apply, and what they change.',
      help: `The key that a transformation hashes with is masked.

Examples:
  $ segment transformations list
  $ segment transformations list --source web_store
  $ segment transformations list --jq '.[] | select(.drop)'`,
      flags: (command) =>
        command.option('--source <source>', 'only those of this source: its id, slug or name'),
      noun: ['transformation', 'transformations'],
      columns: (nameOf) => [
        wholeColumn('id'),
        textColumn('name'),
        sourceColumn(nameOf),
        enabledColumn,
        textColumn('if'),
        { header: 'effect', cell: effectOf },
      ],
      pages: (api, limit, _id, { flags: { source } }) => listTransformations(api, source, limit),
    }),
    getCommand({
      name: 'get',
      summary: 'show one transformation',
      description: 'Show one transformation. The key that it hashes with is masked.',
      help: `Examples:
  $ segment transformations get "Rename checkout"
  $ segment transformations get "Rename checkout" --json
  $ segment transformations get "Rename checkout" --fields propertyRenames`,
      thing: { name: 'transformation', by: 'its id or name', find: findTransformation },
      read: async (_api, found) => maskHashKey(found),
      facts: ({ value, text }) => {
        const place = textFact(value, 'destination type', 'destinationMetadataId');
        return [
          textFact(value, 'id'),
          textFact(value, 'name'),
          textFact(value, 'source', 'sourceId'),
          place.value === '' ? { ...place, shown: 'any: it applies at the source' } : place,
          { label: 'enabled', value: enabledOf(value) },
          textFact(value, 'if'),
          { label: 'effect', value: effectOf(value) },
          ...parts.flatMap((label) => {
            const part = textAt(text, label);
            return part === undefined ? [] : [{ label, value: formatJson(part) }];
          }),
        ];
      },
    }),
  ],
  {
    help: `Examples:
  $ segment transformations list
  $ segment transformations get "Rename checkout"`,
  },
);

/** What a transformation does with the messages that fit, in a few words (docs/segment-api/public.md#transformations). */
function effectOf(transformation: JsonObject): string {
  const newName = stringAt(transformation, 'newEventName');
  const counted = (verb: string, path: string) => {
    const count = listAt(transformation, path).length;
    return count === 0 ? '' : `${verb} ${plural(count, 'property', 'properties')}`;
  };
  const effects = [
    valueAt(transformation, 'drop') === true ? 'drops' : '',
    newName === '' ? '' : `renames the event to “${newName}”`,
    counted('renames', 'propertyRenames'),
    counted('sets', 'propertyValueTransformations'),
    counted('computes', 'fqlDefinedProperties'),
    counted('allows only', 'allowProperties'),
    counted('hashes', 'hashPropertiesConfiguration.paths'),
  ];
  return effects.filter((effect) => effect !== '').join(', ');
}
